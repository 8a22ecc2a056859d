/**
 * RC2 in CBC mode (RFC 2268), decryption only: what Windows, OpenSSL before 3 and JDK before 8u301 hid the certificates
 * of a PKCS#12 file with. Forty bits protect nothing, and certificates need no protection; nothing is written with it.
 */
import { bytesFromHex } from "./der";

// RFC 2268 §2: a permutation made from the digits of pi.
const pi = bytesFromHex(
  "d978f9c419ddb5ed28e9fd794aa0d89dc67e37832b76538e624c6488448bfba2179a59f587b34f1361456d8d09817d32" +
    "bd8f40eb86b77b0bf09521225c6b4e8254d66593ce60b21c7356c014a78cf1dc1275ca1f3bbee4d1423dd430a33cb626" +
    "6fbf0eda4669075727f21d9bbc944303f811c7f690ef3ee706c3d52fc8661ed708e8eade8052eef784aa72ac354d6a2a" +
    "961ad2715a1549744b9fd05e0418a4ecc2e0416e0f51cbcc2491af50a1f47039997c3a8523b8b47afc02365b25559731" +
    "2d5dfa98e38a92ae05df2910676cbac9d300e6cfe19ea82c6316013f58e289a90d38341bab33ffb0bb480c5fb9b1cd2e" +
    "c5f3db47e5a59c770aa62068fe7fc1ad",
);

const blockOctets = 8;

/** `octets` is whole blocks; padding is left in place. The effective key length is that of `key` (PKCS#12 knows no other). */
export function decryptRc2(octets: Uint8Array, key: Uint8Array, iv: Uint8Array): Uint8Array {
  if (octets.length % blockOctets || iv.length !== blockOctets) throw new TypeError("RC2 wants whole blocks.");
  const words = expandedKey(key);
  const out = new Uint8Array(octets.length);
  let previous = iv;
  for (let at = 0; at < octets.length; at += blockOctets) {
    const block = octets.subarray(at, at + blockOctets);
    const plain = decryptBlock(block, words);
    for (let i = 0; i < blockOctets; i++) out[at + i] = plain[i]! ^ previous[i]!;
    previous = block;
  }
  return out;
}

// RFC 2268 §2
function expandedKey(key: Uint8Array): Uint16Array {
  const l = new Uint8Array(128);
  l.set(key);
  for (let i = key.length; i < 128; i++) l[i] = pi[(l[i - 1]! + l[i - key.length]!) & 0xff]!;
  l[128 - key.length] = pi[l[128 - key.length]!]!;
  for (let i = 127 - key.length; i >= 0; i--) l[i] = pi[l[i + 1]! ^ l[i + key.length]!]!;
  return Uint16Array.from({ length: 64 }, (_, i) => l[2 * i]! | (l[2 * i + 1]! << 8));
}

const rotations = [1, 2, 3, 5] as const;

// RFC 2268 §4: five rounds of mixing undone, mashing, six, mashing, five.
function decryptBlock(block: Uint8Array, k: Uint16Array): Uint8Array {
  const r = Uint16Array.from({ length: 4 }, (_, i) => block[2 * i]! | (block[2 * i + 1]! << 8));
  let j = 63;
  const unmix = (rounds: number) => {
    for (let round = 0; round < rounds; round++) {
      for (let i = 3; i >= 0; i--) {
        const value = r[i]!;
        const by = rotations[i]!;
        const rotated = ((value >> by) | (value << (16 - by))) & 0xffff;
        const [a, b, c] = [r[(i + 3) & 3]!, r[(i + 2) & 3]!, r[(i + 1) & 3]!];
        r[i] = rotated - k[j--]! - (a & b) - (~a & c);
      }
    }
  };
  const unmash = () => {
    for (let i = 3; i >= 0; i--) r[i] = r[i]! - k[r[(i + 3) & 3]! & 63]!;
  };
  unmix(5);
  unmash();
  unmix(6);
  unmash();
  unmix(5);
  return Uint8Array.from({ length: blockOctets }, (_, i) => (r[i >> 1]! >> (8 * (i & 1))) & 0xff);
}
