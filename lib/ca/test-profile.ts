import type { IssuePreview } from "../contract/certificate";
import type { TestProfileInput } from "../contract/profile";
import type { Actor } from "./actor";
import { authorize } from "./authorize";
import { authoritiesAbove, whyNotIssueLeaf } from "./chain";
import { complete } from "./change-profile";
import { mayAct } from "./permission";
import type { Authority, Ports } from "./ports";
import { previewUnder } from "./preview-issue";
import type { Profile } from "./profile";
import { assertDraft } from "./profile-draft";
import { storedProfile } from "./profiles";

/** Would this be granted, and by which rule not: the way of every preview, under a profile that may not be saved yet. */
export async function testProfile(ports: Ports, actor: Actor, input: TestProfileInput): Promise<IssuePreview> {
  await authorize(ports, actor, "certificate.preview", { action: "certificate.preview" });
  const { profileId } = input;
  const named = input.authorityId === null ? {} : { authorityId: input.authorityId };
  const on = { profileId, ...named };
  await authorize(ports, actor, "certificate.preview", { action: "certificate.preview", on });
  const { archivedAt: _, ...stored } = await storedProfile(ports, input.profileId);
  const profile: Profile = input.draft ? { ...stored, ...complete(assertDraft(input.draft)) } : stored;
  const authorityId =
    input.authorityId ??
    (await firstIssuer(ports, ({ id }) => mayAct(actor, "certificate.preview", { authorityId: id, profileId })));
  const asked = { authorityId, profileId: profile.id, validity: { kind: "default" } as const };
  const { request } = input;
  if (request.kind === "csr") {
    const key = { source: "csr", csr: request.csr } as const;
    return previewUnder(ports, actor, { ...asked, profile, subject: null, names: null, key });
  }
  const commonName = request.commonName.trim();
  return previewUnder(ports, actor, {
    ...asked,
    profile,
    subject: commonName ? { commonName } : {},
    names: request.names,
    key: { source: "server", keyType: request.keyType },
  });
}

/** Any that can issue will do for a test; null when none can, which the preview then says. */
async function firstIssuer(ports: Ports, isReached: (authority: Authority) => boolean): Promise<string | null> {
  const authorities = await ports.store.authorities.list();
  const byId = new Map(authorities.map((authority) => [authority.id, authority]));
  const now = ports.clock();
  const able = authorities.filter((one) => one.kind === "issuing" && isReached(one));
  return able.find((one) => whyNotIssueLeaf(authoritiesAbove(one, byId), now) === "")?.id ?? null;
}
