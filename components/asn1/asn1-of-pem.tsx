"use client";

import { useMemo } from "react";
import { decodePem } from "@/lib/pki/pem";
import { Asn1Tree } from "./asn1-tree";

/** Of a certificate that is known to be whole. */
export function Asn1OfPem({ pem }: { readonly pem: string }) {
  const bytes = useMemo(() => decodePem(pem, { maxBytes: 256 * 1024 })[0]?.der ?? new Uint8Array(), [pem]);
  return <Asn1Tree bytes={bytes} />;
}
