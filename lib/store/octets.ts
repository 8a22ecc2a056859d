/** A copy over a buffer of its own, which is what Prisma's type for bytea wants. */
export function octets(value: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(value);
}
