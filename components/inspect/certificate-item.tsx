"use client";

import Link from "next/link";
import { useMemo } from "react";
import type { Inspected } from "@/lib/contract/inspect";
import { type Certificate, parseCertificate } from "@/lib/pki/certificate";
import { decodeCertificate } from "@/lib/pki/decode";
import { lintForeignCertificate } from "@/lib/pki/lint/foreign";
import { commonNameOf, formatName } from "@/lib/pki/name";
import { bytesFromBase64 } from "@/lib/pki/pem";
import { escapeHidden } from "@/lib/pki/quote";
import { usageSentences } from "@/lib/pki/usage-sentences";
import { Asn1Tree } from "../asn1/asn1-tree";
import { DecodedView } from "../certificate/decoded-view";
import { UsageList } from "../certificate/who-may-use";
import { Badge } from "../ui/badge";
import { Card } from "../ui/card";
import { Hex } from "../ui/hex";
import { Tabs } from "../ui/tabs";
import { PathView } from "./path-view";
import { RuleList } from "./rule-list";
import type { Answers } from "./use-inspection";

interface CertificateItemProps {
  readonly certificate: Certificate;
  readonly answers: Answers;
}

export function CertificateItem({ certificate, answers }: CertificateItemProps) {
  const inspected = answers.certificates.get(certificate.sha256) ?? null;
  const facts = useMemo(
    () => ({ decoded: decodeCertificate(certificate), usages: usageSentences(certificate) }),
    [certificate],
  );
  const lint = useMemo(() => lintForeignCertificate(certificate, issuersOf(inspected)), [certificate, inspected]);
  const worst = lint.findings.filter(({ severity }) => severity !== "info").length;
  const name = commonNameOf(certificate.subject) ?? formatName(certificate.subject);
  return (
    <Card
      title={`Certificate: ${escapeHidden(name) || "empty subject"}`}
      aside={<Origin inspected={inspected} isPending={answers.isPending} />}
    >
      <div className="grid gap-3">
        <p className="flex flex-wrap items-center gap-x-1.5 text-muted text-sm">
          SHA-256 <Hex value={certificate.sha256} what="SHA-256 fingerprint" ends={6} />
        </p>
        <Tabs
          label={`About ${name}`}
          tabs={[
            { value: "decoded", label: "Decoded", content: <DecodedView decoded={facts.decoded} isSigned /> },
            {
              value: "chain",
              label: "Chain",
              content: <PathView inspected={inspected} isPending={answers.isPending} />,
            },
            { value: "rules", label: worst ? `Rules (${worst})` : "Rules", content: <RuleList lint={lint} /> },
            {
              value: "use",
              label: "Who may use it",
              content: (
                <div className="rounded-md border border-line">
                  <UsageList sentences={facts.usages} />
                </div>
              ),
            },
            { value: "asn1", label: "ASN.1", content: <Asn1Tree bytes={certificate.der} /> },
          ]}
        />
      </div>
    </Card>
  );
}

const issuersOf = (inspected: Inspected | null): Certificate[] =>
  (inspected?.issuers ?? []).flatMap((base64) => {
    const der = bytesFromBase64(base64);
    return der ? [parseCertificate(der)] : [];
  });

function Origin({ inspected, isPending }: { readonly inspected: Inspected | null; readonly isPending: boolean }) {
  if (!inspected) return isPending ? <Badge tone="off">Asking…</Badge> : null;
  const { origin, certificate, authority } = inspected;
  if (authority) {
    return (
      <Link href={`/authorities/${authority.id}`} className="link">
        Our authority {authority.name}
      </Link>
    );
  }
  if (certificate) {
    return (
      <Link href={`/certificates/${certificate.id}`} className="link">
        Issued here, {certificate.status}
      </Link>
    );
  }
  if (origin === "ours") return <Badge tone="good">Issued here</Badge>;
  if (origin === "signed-here") return <Badge tone="bad">Signed by our key, not in our records</Badge>;
  return <Badge tone="off">Not issued here</Badge>;
}
