/** Identifiers made here. None of them is a secret, but none can be guessed either. */
type RandomBytes = (length: number) => Uint8Array;

/** UUID version 7 (RFC 9562 §5.7): ascending with time, so that new rows stand together in every index. */
export function newId({
  clock,
  randomBytes,
}: {
  readonly clock: () => Date;
  readonly randomBytes: RandomBytes;
}): string {
  const octets = randomBytes(16);
  let time = clock().getTime();
  for (let at = 5; at >= 0; at--) {
    octets[at] = time % 256;
    time = Math.floor(time / 256);
  }
  octets[6] = (octets[6]! & 0x0f) | 0x70;
  octets[8] = (octets[8]! & 0x3f) | 0x80;
  const hex = Array.from(octets, (octet) => octet.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

const base32 = "abcdefghijklmnopqrstuvwxyz234567";

/** 12 base32 characters, 60 random bits: short enough for a URL that stands in every certificate. */
export function newAuthorityId(randomBytes: RandomBytes): string {
  return Array.from(randomBytes(12), (octet) => base32[octet & 31]).join("");
}

/** 256 random bits in base64url: sessions and one-time links. */
export function newToken(randomBytes: RandomBytes): string {
  const text = btoa(String.fromCharCode(...randomBytes(32)));
  return text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
