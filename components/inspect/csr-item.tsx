"use client";

import { useEffect, useMemo, useState } from "react";
import { type Finding, isCaError } from "@/lib/errors";
import { type CertificationRequest, csrSignatureFindings } from "@/lib/pki/csr";
import { describeExtension } from "@/lib/pki/extension";
import { formatGeneralName } from "@/lib/pki/general-name";
import { formatName } from "@/lib/pki/name";
import { escapeHidden } from "@/lib/pki/quote";
import { webCryptoVerify } from "@/lib/pki/signature";
import { keyFindings } from "@/lib/pki/spki";
import { Asn1Tree } from "../asn1/asn1-tree";
import { ExtensionList } from "../certificate/decoded-view";
import { FindingList } from "../certificate/finding-list";
import { Card } from "../ui/card";
import { DefinitionList } from "../ui/definition-list";
import { Hex } from "../ui/hex";
import { Tabs } from "../ui/tabs";

export function CsrItem({ csr }: { readonly csr: CertificationRequest }) {
  const signature = useSignature(csr);
  const findings = useMemo(() => [...keyFindings(csr.spki), ...csrSignatureFindings(csr)], [csr]);
  const all: readonly Finding[] = signature === "bad" ? [wrongSignature, ...findings] : findings;
  const items = [
    { term: "Subject", value: escapeHidden(formatName(csr.subject)) || "empty" },
    { term: "Names", value: csr.names.map(formatGeneralName).map(escapeHidden).join(", ") || "none" },
    { term: "Key", value: csr.spki.label },
    { term: "Key SHA-256", value: <Hex value={csr.spki.sha256} what="SHA-256 of the public key" ends={6} /> },
    { term: "Signature", value: signatureWords[signature] },
    ...csr.attributes.map(({ name, text }) => ({ term: name, value: escapeHidden(text) })),
  ];
  const extensions = csr.requestedExtensions.map((extension) => ({
    oid: extension.oid,
    critical: extension.critical,
    ...describeExtension(extension),
  }));
  return (
    <Card title="Certificate request">
      <Tabs
        label="About this request"
        tabs={[
          {
            value: "decoded",
            label: "Decoded",
            content: (
              <div className="grid gap-3">
                <DefinitionList items={items} />
                {extensions.length > 0 && <ExtensionList extensions={extensions} />}
              </div>
            ),
          },
          {
            value: "rules",
            label: all.length ? `Rules (${all.length})` : "Rules",
            content: all.length ? (
              <FindingList findings={all} rulesChecked={0} isForeign />
            ) : (
              <p>Its key and its signature are fit to be certified.</p>
            ),
          },
          { value: "asn1", label: "ASN.1", content: <Asn1Tree bytes={csr.der} /> },
        ]}
      />
    </Card>
  );
}

const signatureWords = {
  pending: "Checking…",
  good: "Made with the key in it",
  bad: "Not made with the key in it, or with an algorithm nobody trusts",
  unknown: "This browser cannot check it here",
} as const;

const wrongSignature: Finding = {
  rule: "csr-signature",
  severity: "error",
  field: "csr",
  message:
    "The signature is not that of the key in the request, so whoever made it has not shown that they hold the key.",
  advice: "Make the request again from the key itself.",
  source: "RFC 2986 §3",
};

function useSignature(csr: CertificationRequest): keyof typeof signatureWords {
  const [state, setState] = useState<{ csr: CertificationRequest; answer: keyof typeof signatureWords } | null>(null);
  useEffect(() => {
    let isWanted = true;
    const { spki, signatureAlgorithm, signedDer, signature } = csr;
    webCryptoVerify({ spkiDer: spki.der, algorithm: signatureAlgorithm, signed: signedDer, signature })
      .then((isGood) => (isGood ? "good" : "bad") as keyof typeof signatureWords)
      .catch((error: unknown) => {
        if (!isCaError(error)) throw error;
        return "unknown" as const;
      })
      .then((answer) => isWanted && setState({ csr, answer }));
    return () => {
      isWanted = false;
    };
  }, [csr]);
  return state?.csr === csr ? state.answer : "pending";
}
