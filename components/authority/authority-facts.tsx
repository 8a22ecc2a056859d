import Link from "next/link";
import { lifeOf } from "@/components/certificate/life";
import { ValidityBar } from "@/components/certificate/validity-bar";
import { Card } from "@/components/ui/card";
import { DefinitionList } from "@/components/ui/definition-list";
import { Hex } from "@/components/ui/hex";
import { Time } from "@/components/ui/time";
import type { AuthorityDetail } from "@/lib/contract/authority";
import { algorithms } from "@/lib/pki/algorithm";
import { authorityLife } from "./authority-life";

export function AuthorityFacts({ authority, now }: { readonly authority: AuthorityDetail; readonly now: string }) {
  const life = authorityLife(authority, now);
  return (
    <Card
      title={authority.kind === "root" ? "Root" : "Issuing authority"}
      aside={
        <Link href={`/certificates/${authority.certificateId}`} className="link text-sm">
          Its certificate
        </Link>
      }
    >
      <DefinitionList
        items={[
          {
            term: "Life",
            value: (
              <div className="grid gap-0.5">
                <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
                  <ValidityBar certificate={life} now={now} width={220} />
                  <span className="text-muted">{lifeOf(life, now).words}</span>
                </span>
                <span className="text-muted text-sm">
                  <Time value={authority.notBefore} show="day" /> → <Time value={authority.notAfter} show="absolute" />
                </span>
              </div>
            ),
          },
          { term: "Subject", value: authority.subject },
          ...(authority.kind === "issuing"
            ? [{ term: "Under", value: <Parent authority={authority} /> }]
            : [{ term: "Signed by", value: <span className="text-muted">itself</span> }]),
          {
            term: "Key",
            value: (
              <>
                {algorithms[authority.keyType].label}{" "}
                <span className="text-muted">
                  · kept here, encrypted ·{" "}
                  <span className="whitespace-nowrap">signs with {algorithms[authority.keyType].signatureLabel}</span>
                </span>
              </>
            ),
          },
          { term: "Usage", value: authority.decoded.usages.join(" · ") },
          { term: "Serial", value: <Hex value={authority.serial} what="serial" /> },
          { term: "SHA-256", value: <Hex value={authority.sha256} what="SHA-256 fingerprint" /> },
          { term: "SHA-1", value: <Hex value={authority.sha1} what="SHA-1 fingerprint" /> },
        ]}
      />
    </Card>
  );
}

function Parent({ authority }: { readonly authority: AuthorityDetail }) {
  if (authority.parentId === null) return authority.rootName;
  return (
    <Link href={`/authorities/${authority.parentId}`} className="link">
      {authority.decoded.issuer}
    </Link>
  );
}
