/** Which authority the console's certificate comes from, and for which of its names. */

import { newSerial } from "../pki/serial";
import { parseSpki, sampleSpki } from "../pki/spki";
import { authoritiesOf, type Chain, loadChain, whyNotIssueLeaf } from "./chain";
import { clockProblem } from "./clock";
import { draftLeaf } from "./leaf";
import type { KeyFacts } from "./policy";
import type { Ports } from "./ports";
import type { Profile } from "./profile";

/** The profile's default: short enough that a renewal that fails is noticed, long enough to mend it. */
export const validity = { kind: "default" } as const;

interface Issuer {
  readonly authorityId: string;
  /** Those that the authority's own limits and the profile let pass. */
  readonly names: readonly string[];
}

/** The oldest authority that grants the most names; null when there is none, or nothing can be signed now. */
export async function issuerFor(ports: Ports, names: readonly string[]): Promise<Issuer | null> {
  const now = ports.clock();
  const profile = await ports.store.profiles.find("server");
  if (!profile || clockProblem(await ports.store.instance.read(), now)) return null;
  let best: Issuer | null = null;
  for (const { id } of [...(await ports.store.authorities.list())].sort((a, b) => +a.createdAt - +b.createdAt)) {
    const chain = await loadChain(ports.store, id);
    if (whyNotIssueLeaf(authoritiesOf(chain), now) || !isTakenByBrowsers(chain)) continue;
    const granted = names.filter((name) => isGranted(ports, { profile, chain, name, now }));
    if (granted.length > (best?.names.length ?? 0)) best = { authorityId: id, names: granted };
  }
  return best;
}

/** No browser verifies Ed25519 in certificates (CA/Browser Forum Baseline Requirements §7.1.3 do not know it). */
const isTakenByBrowsers = (chain: Chain): boolean => chain.every(({ authority }) => authority.keyType !== "ed25519");

interface Question {
  readonly profile: Profile;
  readonly chain: Chain;
  readonly name: string;
  readonly now: Date;
}

/** Asked beforehand, so that a name which cannot be granted costs only itself, and no refusal is put on record. */
function isGranted(ports: Ports, { profile, chain, name, now }: Question): boolean {
  const ask = { subject: {}, names: [name], validity, csr: null, key: standIn };
  return draftLeaf({ profile, chain, ask, now, serial: newSerial(ports.randomBytes) }).linted !== null;
}

const standIn: KeyFacts = {
  spki: parseSpki(sampleSpki("ec-p256")),
  exists: false,
  isBlocked: false,
  isAuthorityKey: false,
  isSignatureValid: null,
  field: "key",
};
