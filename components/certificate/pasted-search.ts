/** What was pasted into a search box, as something short enough for an address. */
import { parseCertificate } from "@/lib/pki/certificate";

export const queryLengthMax = 1_000;

export type PastedSearch = { readonly q: string } | { readonly problem: string };

/** A certificate becomes its SHA-256; text is searched as it stands. */
export function searchFromPaste(text: string): PastedSearch {
  const trimmed = text.trim();
  const isPem = trimmed.includes("-----BEGIN");
  if (!isPem && !isBase64Der(trimmed)) {
    if (trimmed.length <= queryLengthMax) return { q: trimmed };
    return { problem: "That is too long for a name, and not a certificate in PEM." };
  }
  if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(trimmed) && !trimmed.includes("-----BEGIN CERTIFICATE-----"))
    return { problem: "That is a private key. It was not sent anywhere; search with the certificate instead." };
  if (/-----BEGIN (NEW )?CERTIFICATE REQUEST-----/.test(trimmed))
    return {
      problem: "That is a certificate signing request. Search with the certificate, or use it under New certificate.",
    };
  try {
    return { q: parseCertificate(derOf(trimmed)).sha256 };
  } catch {
    return {
      problem: "That looks like a certificate but cannot be read. Copy it again, with its BEGIN and END lines.",
    };
  }
}

// A DER SEQUENCE of 256 octets or more begins 30 82, which is “MII” in base64.
const isBase64Der = (text: string): boolean => /^MII[A-Za-z0-9+/=\s]{300,}$/.test(text);

/** A search box has one line, so the line breaks of a pasted PEM may be gone. */
function derOf(text: string): Uint8Array {
  const body = /-----BEGIN CERTIFICATE-----([^-]+)-----END CERTIFICATE-----/.exec(text)?.[1] ?? text;
  return Uint8Array.from(atob(body.replace(/\s+/g, "")), (character) => character.charCodeAt(0));
}
