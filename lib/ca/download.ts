import type { DownloadFormat } from "../contract/certificate";
import { fileName } from "../delivery/file-name";
import { type ChainFormat, chainFormats, chainFormatTraits } from "../delivery/format-traits";
import { chainFormatFile } from "../delivery/formats";
import type { DeliveredChain } from "../delivery/formats/delivered-chain";
import { encodePem } from "../pki/pem";
import type { Actor } from "./actor";
import { auditEntry } from "./audit-entry";
import { authorize } from "./authorize";
import { loadChain } from "./chain";
import { isOwnIssuer } from "./inspect-certificate";
import { certificateObject } from "./issue";
import type { Ports } from "./ports";
import { findCertificate, mayRead } from "./read-certificate";

interface Download {
  readonly fileName: string;
  readonly mediaType: string;
  readonly content: Uint8Array;
}

type PlainFormat = Exclude<DownloadFormat, ChainFormat>;

const endings = {
  pem: ".pem",
  der: ".cer",
  "chain-pem": "-chain.pem",
  "fullchain-pem": "-fullchain.pem",
  "root-pem": "-root.pem",
} as const satisfies Record<PlainFormat, string>;

export async function downloadCertificate(
  ports: Ports,
  actor: Actor,
  { certificateId, format }: { readonly certificateId: string; readonly format: DownloadFormat },
): Promise<Download> {
  await authorize(ports, actor, "certificate.read-own", { action: "certificate.download" });
  const record = await findCertificate(ports, certificateId);
  await mayRead(ports, actor, record);
  const issuer = await loadChain(ports.store, record.authorityId);
  const above = isOwnIssuer(record, issuer) ? [] : issuer.map(({ authority }) => authority.certificateDer);
  const file = isChainFormat(format)
    ? chainFile(ports, format, { displayName: record.displayName, certificateDer: record.der, issuerDers: above })
    : plainFile(format, record.der, above);
  const act = { action: "certificate.download", object: certificateObject(record), detail: { format } } as const;
  await ports.store.audit.append(auditEntry(ports, actor, act));
  return { ...file, fileName: fileName(record.displayName, file.ending) };
}

interface MadeFile {
  readonly ending: string;
  readonly mediaType: string;
  readonly content: Uint8Array;
}

const isChainFormat = (format: DownloadFormat): format is ChainFormat =>
  (chainFormats as readonly string[]).includes(format);

function chainFile(ports: Ports, format: ChainFormat, chain: DeliveredChain): MadeFile {
  const content = chainFormatFile(format, { ...chain, createdAt: ports.clock(), randomBytes: ports.randomBytes });
  return { ...chainFormatTraits[format], content };
}

function plainFile(format: PlainFormat, leaf: Uint8Array, above: readonly Uint8Array[]): MadeFile {
  // RFC 2585 §4.1 for a single DER certificate.
  const mediaType = format === "der" ? "application/pkix-cert" : "application/x-pem-file";
  return { ending: endings[format], mediaType, content: contentOf(format, leaf, above) };
}

/** Servers send the full chain without the root, which a client trusts already or never (RFC 8446 §4.4.2). */
function contentOf(format: PlainFormat, leaf: Uint8Array, above: readonly Uint8Array[]): Uint8Array {
  const root = above.at(-1) ?? leaf;
  const intermediates = above.slice(0, -1);
  switch (format) {
    case "der":
      return leaf;
    case "pem":
      return pems([leaf]);
    case "root-pem":
      return pems([root]);
    case "fullchain-pem":
      return pems([leaf, ...intermediates]);
    case "chain-pem":
      return pems(intermediates.length ? intermediates : [root]);
  }
}

const pems = (ders: readonly Uint8Array[]): Uint8Array =>
  new TextEncoder().encode(ders.map((der) => encodePem("CERTIFICATE", der)).join(""));
