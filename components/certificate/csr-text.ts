export type ReadCsr = { readonly csr: string } | { readonly problem: string };

const octetsMax = 65_536;

/** A CSR's file or text as it is sent: text as it stands, DER as base64. A private key is refused before it goes anywhere. */
export function csrText(content: Uint8Array): ReadCsr {
  if (content.length > octetsMax) return { problem: "That is larger than 64 KiB, so it is not a CSR." };
  // A DER SEQUENCE begins with 0x30, which as text would be the digit 0; no PEM and no base64 of DER begins so.
  if (content[0] === 0x30) return { csr: btoa(Array.from(content, (octet) => String.fromCharCode(octet)).join("")) };
  const text = new TextDecoder().decode(content);
  if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text)) {
    return { problem: "That contains a private key. It was not sent anywhere; paste only the certificate request." };
  }
  return { csr: text };
}
