import { CaError, type Finding } from "../errors";

/** Throws `invalid` (field `password`) for one that no other program could be given: empty, or half a character. */
export function checkPassword(password: string): void {
  if (password === "") throw new CaError("invalid", "A password is needed to protect the key.", { field: "password" });
  if (/\p{Surrogate}|\0/u.test(password)) {
    throw new CaError("invalid", "The password contains something that is not a character.", { field: "password" });
  }
}

/** What the person choosing a password for a PKCS#12 file should know; empty when any program can open it. */
export function passwordFindings(password: string): Finding[] {
  if (/^[\x20-\x7e]*$/.test(password)) return [];
  return [
    {
      rule: "password-not-ascii",
      severity: "warning",
      field: "password",
      message: "Java opens a PKCS#12 file only when every character of its password is an ASCII one.",
      advice: "Leave accents and other scripts out where a Java program will read the file.",
      source: "JDK 17, com.sun.crypto.provider.PBEKey",
    },
  ];
}

/** UTF-8, as RFC 8018 §3 recommends for PBES2. */
export const utf8Password = (password: string): Uint8Array => new TextEncoder().encode(password);

/** BMPString with two zero octets at the end (RFC 7292 §B.1); UTF-16BE beyond the Basic Multilingual Plane. */
export function bmpPassword(password: string): Uint8Array {
  const octets = new Uint8Array(2 * password.length + 2);
  for (let i = 0; i < password.length; i++) {
    const unit = password.charCodeAt(i);
    octets[2 * i] = unit >> 8;
    octets[2 * i + 1] = unit & 0xff;
  }
  return octets;
}
