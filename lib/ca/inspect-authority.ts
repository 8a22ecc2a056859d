import type { AuthorityDetail } from "../contract/authority";
import { decodeCertificate } from "../pki/decode";
import { formatName } from "../pki/name";
import { encodePem } from "../pki/pem";
import type { Actor } from "./actor";
import { summaryOf } from "./authority-summary";
import { authorize } from "./authorize";
import { authoritiesOf, type Chain, loadChain, whyNotIssue } from "./chain";
import { levelsLeftBelow } from "./issuer-limits";
import { mayAct, type Permission } from "./permission";
import type { Authority, Ports } from "./ports";
import { caIssuersUrl, crlChainPemUrl, crlPemUrl, crlUrl } from "./url";
import { isLoopbackUrl } from "./validation-url";

export async function inspectAuthority(ports: Ports, actor: Actor, authorityId: string): Promise<AuthorityDetail> {
  await authorize(ports, actor, "authority.read", { action: "authority.read" });
  const chain = await loadChain(ports.store, authorityId);
  const object = { kind: "authority", id: authorityId, name: chain[0].authority.name } as const;
  await authorize(ports, actor, "authority.read", { action: "authority.read", object, on: { authorityId } });
  const summary = await summaryOf(ports, actor, authorityId);
  const [{ authority, certificate }] = chain;
  const root = chain.at(-1)!;
  const pems = chain.map((link) => encodePem("CERTIFICATE", link.certificate.der));
  return {
    ...summary,
    subject: formatName(certificate.subject),
    serial: certificate.serial,
    sha256: certificate.sha256,
    sha1: certificate.sha1,
    pem: pems[0]!,
    chainPem: pems,
    rootName: root.authority.name,
    rootPem: pems.at(-1)!,
    rootSha256: root.certificate.sha256,
    decoded: decodeCertificate(certificate),
    validationUrl: authority.validationUrl,
    isValidationUrlLoopback: isLoopbackUrl(authority.validationUrl),
    crlUrl: crlUrl(authority),
    crlPemUrl: crlPemUrl(authority),
    crlChainPemUrl: crlChainPemUrl(authority),
    caIssuersUrl: caIssuersUrl(authority),
    crlLifeSeconds: authority.crlLifeSeconds,
    may: mayDo(actor, chain, ports.clock()),
  };
}

function mayDo(actor: Actor, chain: Chain, now: Date): AuthorityDetail["may"] {
  const [{ authority }] = chain;
  const { kind, state } = authority;
  const { left } = levelsLeftBelow(chain.map((link) => ({ name: link.authority.name, certificate: link.certificate })));
  const may = (permission: Permission) => mayAct(actor, permission, { authorityId: authority.id });
  const mayPause = may("authority.pause");
  return {
    pause: mayPause && state === "active",
    resume: mayPause && state === "paused",
    retire: may("authority.retire") && kind === "root" && state !== "retired",
    revoke: mayRevoke(actor, authority) && kind === "issuing" && state !== "revoked",
    edit: may("authority.update"),
    publishCrl: may("crl.publish"),
    createIssuing:
      mayAct(actor, "authority.create") && whyNotIssue(authoritiesOf(chain), now) === "" && (left === null || left > 0),
  };
}

/** Its parent's CRL lists it, so both are asked for. */
const mayRevoke = (actor: Actor, { id, parentId }: Authority): boolean =>
  mayAct(actor, "authority.revoke", { authorityId: id }) &&
  parentId !== null &&
  mayAct(actor, "certificate.revoke", { authorityId: parentId, profileId: null });
