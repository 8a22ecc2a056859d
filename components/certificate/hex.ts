/** Serials and fingerprints as people read and paste them. */

/** `4c9e11…` → `4c:9e:11:…` */
export function colonHex(hex: string): string {
  return (hex.length % 2 === 0 ? hex : `0${hex}`).match(/../g)?.join(":") ?? "";
}

/** First and last octets; whole when it is short enough to be read whole. */
export function middleCut(hex: string, octetsFirst = 3, octetsLast = 2): string {
  const octets = colonHex(hex).split(":");
  if (octets.length <= octetsFirst + octetsLast + 1) return octets.join(":");
  return `${octets.slice(0, octetsFirst).join(":")}:…:${octets.slice(-octetsLast).join(":")}`;
}
