import Link from "next/link";
import { Token } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { DefinitionList } from "@/components/ui/definition-list";
import { Hex } from "@/components/ui/hex";
import { Time } from "@/components/ui/time";
import type { CertificateDetail } from "@/lib/contract/certificate";
import { lifeOf } from "./life";
import { ValidityBar } from "./validity-bar";

const origins: Readonly<Record<CertificateDetail["keyOrigin"], string>> = {
  browser: "made in a browser",
  csr: "from a CSR",
  server: "made on the server, not kept",
  authority: "kept here, encrypted",
};

/** What a person wants to know first. */
export function CertificateFacts({
  certificate,
  now,
}: {
  readonly certificate: CertificateDetail;
  readonly now: string;
}) {
  const items = [
    { term: "Life", value: <LifeFact certificate={certificate} now={now} /> },
    { term: "Subject", value: certificate.subject || <span className="text-muted">empty</span> },
    { term: "Names", value: <NameTokens names={certificate.names} /> },
    { term: "Key", value: <KeyFact certificate={certificate} /> },
    { term: "Usage", value: certificate.decoded.usages.join(" · ") || "—" },
    {
      term: "Issued by",
      value: (
        <>
          <Link href={`/authorities/${certificate.authority.id}`} className="link">
            {certificate.authority.name}
          </Link>{" "}
          <span className="text-muted">
            for {certificate.issuedBy}, <Time value={certificate.createdAt} />
            {certificate.profile && <> · profile {certificate.profile.name}</>}
          </span>
        </>
      ),
    },
    { term: "Serial", value: <Hex value={certificate.serial} what="serial" /> },
    { term: "SHA-256", value: <Hex value={certificate.sha256} what="SHA-256 fingerprint" /> },
    { term: "SHA-1", value: <Hex value={certificate.sha1} what="SHA-1 fingerprint" /> },
  ];
  return (
    <Card title="Certificate">
      <DefinitionList items={items} />
    </Card>
  );
}

function LifeFact({ certificate, now }: { readonly certificate: CertificateDetail; readonly now: string }) {
  return (
    <div className="grid gap-0.5">
      <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <ValidityBar certificate={certificate} now={now} width={220} />
        <span className="text-muted">{lifeOf(certificate, now).words}</span>
      </span>
      <span className="text-muted text-sm">
        <Time value={certificate.notBefore} show="absolute" /> → <Time value={certificate.notAfter} show="absolute" />
      </span>
    </div>
  );
}

function NameTokens({ names }: { readonly names: readonly string[] }) {
  if (names.length === 0) return <span className="text-muted">none besides the subject</span>;
  return (
    <ul className="flex flex-wrap gap-1">
      {names.map((name) => (
        <li key={name} className="min-w-0 max-w-full">
          <Token>{name}</Token>
        </li>
      ))}
    </ul>
  );
}

function KeyFact({ certificate }: { readonly certificate: CertificateDetail }) {
  return (
    <>
      {certificate.keyLabel} <span className="text-muted">· {origins[certificate.keyOrigin]}</span>
      {certificate.isKeyBlocked && <span className="text-bad"> · blocked: it is never signed again</span>}
      <span className="mt-0.5 flex flex-wrap items-center gap-x-1.5 text-muted text-sm">
        SHA-256 <Hex value={certificate.spkiSha256} what="SHA-256 of the public key" ends={4} />
      </span>
    </>
  );
}
