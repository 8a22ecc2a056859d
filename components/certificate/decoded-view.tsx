import type { ReactNode } from "react";
import { Hex } from "@/components/ui/hex";
import type { CertificateDetail } from "@/lib/contract/certificate";

type Decoded = CertificateDetail["decoded"];

/** Every field and extension of the certificate in plain words, each extension with the section that defines it. */
export function DecodedView({ decoded, isSigned }: { readonly decoded: Decoded; readonly isSigned: boolean }) {
  return (
    <div className="grid min-w-0 gap-4">
      <dl className="grid grid-cols-[6.5rem_minmax(0,1fr)] gap-x-3.5 gap-y-1.5">
        <Row label="Subject">{decoded.subject === "" ? <Quiet>empty</Quiet> : decoded.subject}</Row>
        <Row label="Issuer">{decoded.issuer}</Row>
        <Row label="Serial">
          {isSigned ? (
            <Hex value={decoded.serial} what="serial" copy={false} />
          ) : (
            <Quiet>16 random octets, chosen when signed</Quiet>
          )}
        </Row>
        <Row label="Valid">
          <time dateTime={decoded.notBefore}>{utc(decoded.notBefore)}</time> →{" "}
          <time dateTime={decoded.notAfter}>{utc(decoded.notAfter)}</time> UTC
        </Row>
        <Row label="Key">{decoded.key.label}</Row>
        <Row label="Signature">{decoded.signature}</Row>
      </dl>
      <ExtensionList extensions={decoded.extensions} />
    </div>
  );
}

/** Extensions of a certificate, a request or a CRL. */
export function ExtensionList({ extensions }: { readonly extensions: Decoded["extensions"] }) {
  return (
    <ul className="divide-y divide-line border-line border-t">
      {extensions.map((extension, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes, and what others made may repeat one
        <li key={index} className="grid gap-0.5 py-2">
          <p className="flex flex-wrap items-baseline gap-x-2">
            <span className="font-medium">{extension.name}</span>
            {extension.critical && (
              <span className="rounded-sm border border-line-strong px-1 text-xs text-muted leading-4">critical</span>
            )}
            <span className="text-muted text-sm">{extension.source}</span>
          </p>
          {extension.text.map((line) => (
            <p key={line} className={`wrap-anywhere ${looksLikeBytes(line) ? "font-mono text-sm" : ""}`}>
              {line}
            </p>
          ))}
        </li>
      ))}
    </ul>
  );
}

function Row({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{label}</dt>
      <dd className="min-w-0 wrap-anywhere">{children}</dd>
    </>
  );
}

const Quiet = ({ children }: { readonly children: ReactNode }) => <span className="text-muted">{children}</span>;

const looksLikeBytes = (line: string): boolean => /^((uri:)?https?:\/\/|[0-9a-f]{2}(:?[0-9a-f]{2}){7,}$)/i.test(line);
const utc = (iso: string): string => iso.slice(0, 16).replace("T", " ");
