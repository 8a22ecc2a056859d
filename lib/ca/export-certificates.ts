/** A whole view as a file, read page after page: the memory it takes does not grow with the view. */
import type { ExportFormat, Selection } from "../contract/certificate-search";
import { csvLine } from "../delivery/csv";
import { encodePem } from "../pki/pem";
import type { Actor } from "./actor";
import { auditEntry, instanceObject } from "./audit-entry";
import { authorize } from "./authorize";
import { certificateQuery } from "./certificate-query";
import { certificateSummaries } from "./certificate-summary";
import type { CertificateRecord, Ports } from "./ports";

export interface CertificateExport {
  readonly fileName: string;
  readonly mediaType: string;
  /** In the order of the view; each piece is some hundred certificates. */
  readonly content: AsyncGenerator<string>;
}

const pageRows = 500;

/** The audit entry is written before the first piece is. */
export async function exportCertificates(
  ports: Ports,
  actor: Actor,
  { selection, format }: { readonly selection: Selection; readonly format: ExportFormat },
): Promise<CertificateExport> {
  await authorize(ports, actor, "certificate.read-own", { action: "certificate.export" });
  const detail = { format, view: selection.view, count: selection.ids?.length ?? null };
  const object = { ...instanceObject, kind: "certificate" } as const;
  await ports.store.audit.append(auditEntry(ports, actor, { action: "certificate.export", object, detail }));
  const day = ports.clock().toISOString().slice(0, 10);
  const mediaType = format === "csv" ? "text/csv; charset=utf-8" : "application/x-pem-file";
  const content = pieces(ports, certificateQuery(ports, actor, selection), format);
  return { fileName: `certificates-${day}.${format}`, mediaType, content };
}

async function* pieces(
  ports: Ports,
  query: ReturnType<typeof certificateQuery>,
  format: ExportFormat,
): AsyncGenerator<string> {
  if (format === "csv") yield csvLine(columns);
  for (let cursor: string | null = null; ; ) {
    const { rows, nextCursor } = await ports.store.certificates.page({ ...query, cursor, limit: pageRows });
    yield format === "csv" ? await csvOf(ports, rows) : rows.map(({ der }) => encodePem("CERTIFICATE", der)).join("");
    if (nextCursor === null) return;
    cursor = nextCursor;
  }
}

const columns = [
  "name",
  "names",
  "kind",
  "status",
  "authority",
  "profile",
  "owner",
  "tags",
  "serial",
  "not before",
  "not after",
  "revoked at",
  "revocation reason",
  "key type",
  "sha-256",
  "issued by",
  "issued at",
] as const;

async function csvOf(ports: Ports, rows: readonly CertificateRecord[]): Promise<string> {
  const summaries = await certificateSummaries(ports, rows);
  return summaries
    .map((one, index) => {
      const cells: Readonly<Record<(typeof columns)[number], string>> = {
        name: one.name,
        names: one.names.join(" "),
        kind: one.kind,
        status: one.status,
        authority: one.authority.name,
        profile: one.profile?.name ?? "",
        owner: one.owner?.name ?? "",
        tags: one.tags.join(" "),
        serial: one.serial,
        "not before": one.notBefore,
        "not after": one.notAfter,
        "revoked at": one.revokedAt ?? "",
        "revocation reason": one.revocationReason ?? "",
        "key type": rows[index]!.keyType,
        "sha-256": rows[index]!.sha256,
        "issued by": one.issuedBy,
        "issued at": one.createdAt,
      };
      return csvLine(columns.map((column) => cells[column]));
    })
    .join("");
}
