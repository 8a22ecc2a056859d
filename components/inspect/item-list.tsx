"use client";

import type { ForeignItem } from "@/lib/pki/foreign";
import { Asn1Tree } from "../asn1/asn1-tree";
import { Badge } from "../ui/badge";
import { Card } from "../ui/card";
import { Notice } from "../ui/notice";
import { Tabs } from "../ui/tabs";
import { CertificateItem } from "./certificate-item";
import { CrlItem } from "./crl-item";
import { CsrItem } from "./csr-item";
import { Pkcs12Item } from "./pkcs12-item";
import type { Answers } from "./use-inspection";

export interface ItemListProps {
  readonly items: readonly ForeignItem[];
  readonly answers: Answers;
  /** A PKCS#12 was opened: what was in it takes its place. */
  readonly onOpen: (opened: readonly ForeignItem[], instead: ForeignItem) => void;
}

/** One card for each thing that was brought. */
export function ItemList({ items, answers, onOpen }: ItemListProps) {
  return (
    <>
      <p role="status" className="text-muted">
        {items.length === 1 ? "One thing was found." : `${items.length} things were found.`}
      </p>
      {items.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the list is replaced as a whole, and doubles may be in it
        <Item key={index} item={item} items={items} answers={answers} onOpen={onOpen} />
      ))}
    </>
  );
}

function Item({ item, items, answers, onOpen }: ItemListProps & { readonly item: ForeignItem }) {
  switch (item.kind) {
    case "certificate":
      return <CertificateItem certificate={item.certificate} answers={answers} />;
    case "csr":
      return <CsrItem csr={item.csr} />;
    case "crl":
      return <CrlItem crl={item.crl} items={items} answers={answers} />;
    case "pkcs12":
      return <Pkcs12Item file={item.der} onOpen={(opened) => onOpen(opened, item)} />;
    case "other":
      return <OtherItem item={item} />;
  }
}

function OtherItem({ item }: { readonly item: Extract<ForeignItem, { kind: "other" }> }) {
  return (
    <Card title={`Not decoded: ${item.what}`} aside={<Badge tone="warn">Not read</Badge>}>
      <div className="grid gap-3">
        <Notice tone="warn">{item.problem}</Notice>
        <Tabs label="About this" tabs={[{ value: "asn1", label: "ASN.1", content: <Asn1Tree bytes={item.der} /> }]} />
      </div>
    </Card>
  );
}
