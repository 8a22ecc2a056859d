/** A root and an issuing authority of every key type, each with a certificate that is good and one that is revoked. */
import type { Issued } from "../../lib/contract/certificate";
import { algorithms, type KeyType, keyTypes } from "../../lib/pki/algorithm";
import { keyArguments } from "../../lib/pki/testdata/openssl";
import type { Workshop } from "../../lib/pki/testdata/tool";
import { authoritySpec, sealPassword, type TestAuthority } from "./authority";

export interface Hierarchy {
  /** Of the root and of the issuing authority. */
  readonly keyType: KeyType;
  readonly label: string;
  readonly rootId: string;
  readonly issuingId: string;
  readonly rootPem: string;
  readonly issuingPem: string;
  /** For server and client, with a key and CSR that openssl made. */
  readonly good: Issued;
  readonly goodKeyType: KeyType;
  /** For clients, with a key made on the server and sealed; keyCompromise. */
  readonly revoked: Issued;
  readonly revokedKeyType: KeyType;
}

/**
 * Files in the workshop, by key type of the authorities: `<type>-root.pem`, `-issuing.pem`, `-good.pem`, `-good.key`,
 * `-revoked.pem`, `-revoked.p12`, and, fetched from where the certificates say, `-crls.pem`, `-issuing.crl`,
 * `-issuing-crl.pem` and `-root.crl`.
 */
export async function makeHierarchies(at: TestAuthority, workshop: Workshop): Promise<Hierarchy[]> {
  const hierarchies: Hierarchy[] = [];
  for (const [index, keyType] of keyTypes.entries())
    hierarchies.push(await makeHierarchy(at, workshop, index, keyType));
  await at.publishDue();
  for (const hierarchy of hierarchies) await writeFiles(at, workshop, hierarchy);
  return hierarchies;
}

async function makeHierarchy(
  at: TestAuthority,
  workshop: Workshop,
  index: number,
  keyType: KeyType,
): Promise<Hierarchy> {
  const { application, administrator } = at;
  const { label } = algorithms[keyType];
  const root = await application.createRoot(
    administrator,
    authoritySpec(at, { name: `${label} Root`, keyType, validityYears: 20, pathLength: 1 }),
  );
  const issuing = await application.createIssuing(administrator, {
    ...authoritySpec(at, { name: `${label} Issuing`, keyType }),
    parentId: root.id,
  });
  // Shifted against each other, so that every type is certified by two others at least.
  const goodKeyType = keyTypes[(index + 3) % keyTypes.length]!;
  const revokedKeyType = keyTypes[(index + 5) % keyTypes.length]!;
  const csr = opensslCsr(workshop, `${keyType}-good`, goodKeyType, "web.corp.example", goodNames);
  const good = await at.issue({ authorityId: issuing.id, profileId: "peer", key: { source: "csr", csr } });
  const revoked = await at.issue({
    authorityId: issuing.id,
    profileId: "client",
    subject: { organization: "Example", commonName: "Jane Doe" },
    names: ["jane@corp.example"],
    key: { source: "server", keyType: revokedKeyType, password: sealPassword, format: sealFormat(index) },
  });
  await at.revoke(revoked.certificate.id, "keyCompromise");
  const [issuingPem, rootPem] = good.chainPem as [string, string];
  return {
    keyType,
    label,
    rootId: root.id,
    issuingId: issuing.id,
    rootPem,
    issuingPem,
    good,
    goodKeyType,
    revoked,
    revokedKeyType,
  };
}

export const goodNames = ["DNS:web.corp.example", "DNS:*.apps.corp.example", "IP:10.0.0.1", "IP:2001:db8::1"] as const;
const sealFormat = (index: number) => (index % 2 ? "pkcs12-legacy" : "pkcs12-modern");
export const isLegacy = ({ keyType }: Hierarchy): boolean => keyTypes.indexOf(keyType) % 2 === 1;

/** PEM of a CSR made by `openssl req`; the key stays in the workshop as `<name>.key`. */
export function opensslCsr(
  workshop: Workshop,
  name: string,
  keyType: KeyType,
  commonName: string,
  names: readonly string[],
): string {
  workshop.run("openssl", "genpkey", ...keyArguments[keyType], "-out", `${name}.key`);
  const san = names.length ? ["-addext", `subjectAltName=${names.join(",")}`] : [];
  workshop.run(
    "openssl",
    "req",
    "-new",
    "-key",
    `${name}.key`,
    "-subj",
    `/CN=${commonName}`,
    ...san,
    "-out",
    `${name}.csr`,
  );
  return Buffer.from(workshop.read(`${name}.csr`)).toString("utf8");
}

async function writeFiles(at: TestAuthority, workshop: Workshop, hierarchy: Hierarchy): Promise<void> {
  const { keyType, good, revoked, rootPem, issuingPem, rootId, issuingId } = hierarchy;
  const write = (name: string, content: string | Uint8Array) => workshop.write(`${keyType}-${name}`, content);
  write("root.pem", rootPem);
  write("issuing.pem", issuingPem);
  write("good.pem", good.pem);
  write("revoked.pem", revoked.pem);
  write("revoked.p12", Buffer.from(revoked.sealedKey!.contentBase64, "base64"));
  write("crls.pem", await at.fetch(`/crl/${issuingId}.chain.pem`));
  write("issuing-crl.pem", await at.fetch(`/crl/${issuingId}.pem`));
  write("issuing.crl", await at.fetch(`/crl/${issuingId}.crl`));
  write("root.crl", await at.fetch(`/crl/${rootId}.crl`));
}
