const base32 = "abcdefghijklmnopqrstuvwxyz234567";

/** Readable, and never that of a built-in profile, of today or of a later version: those have no such tail. */
export function newProfileId(name: string, randomBytes: (length: number) => Uint8Array): string {
  const ascii = name.normalize("NFKD").toLowerCase();
  const readable = ascii.replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
  const tail = Array.from(randomBytes(8), (octet) => base32[octet & 31]).join("");
  return `${readable.slice(0, 40).replace(/-$/, "") || "profile"}-${tail}`;
}
