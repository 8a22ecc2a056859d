import { type Der, tag } from "./der";
import { type Serial, serialDer } from "./serial";

const hasDate = (identifier: number | undefined) => identifier === tag.utcTime || identifier === tag.generalizedTime;

/**
 * Whether a CRL made by `buildTbsCertList` lists this serial, without parsing it: its entry begins with the INTEGER
 * inside a short SEQUENCE, a date behind it. (A signature holds these octets by chance once in 2^128 CRLs.)
 */
export function listsSerial(crl: Der, serial: Serial): boolean {
  const wanted = serialDer(serial);
  const last = wanted.length - 1;
  // The last octet is random, the first two are in every entry: looked for natively, it leaves few places to compare at.
  for (let end = crl.indexOf(wanted[last]!, last + 2); end !== -1; end = crl.indexOf(wanted[last]!, end + 1)) {
    const start = end - last;
    if (crl[start - 2] === tag.sequence && hasDate(crl[end + 1]) && isAt(crl, wanted, start)) return true;
  }
  return false;
}

function isAt(octets: Uint8Array, wanted: Uint8Array, start: number): boolean {
  for (let i = wanted.length - 1; i >= 0; i--) if (octets[start + i] !== wanted[i]) return false;
  return true;
}
