/** Why a key is refused, in plain words: one entry for each rule that can refuse one. Read by the screens and the guide. */
export interface KeyRefusal {
  /** Rules of findings that this explains. */
  readonly rules: readonly string[];
  readonly title: string;
  readonly why: string;
  readonly remedy: string;
  readonly source: string;
}

const newKey = "Make a new key. Nothing can be mended about this one.";

export const keyRefusals: readonly KeyRefusal[] = [
  {
    rules: ["key-algorithm"],
    title: "A kind of key that is not certified",
    why: "RSA, ECDSA on the NIST curves and Ed25519 keys are certified. Others, such as DSA, X25519 or Ed448, are not taken by the clients certificates are made for, or sign nothing.",
    remedy: "Make a key of one of these kinds.",
    source: "RFC 3279 §2.3.1, RFC 5480 §2, RFC 8410 §4",
  },
  {
    rules: ["key-rsa-too-small", "key-rsa-size"],
    title: "An RSA key of the wrong size",
    why: "Below 2048 bits an RSA key can be factored by whoever spends enough on it. Odd sizes above that are refused by some clients, and by the tests behind this program never tried.",
    remedy: "Make one of 2048, 3072 or 4096 bits, or use ECDSA P-256.",
    source: "NIST SP 800-131A §3",
  },
  {
    rules: ["key-rsa-exponent-even", "key-rsa-exponent-small", "key-rsa-exponent-large"],
    title: "An RSA exponent that is even, too small or too large",
    why: "An even exponent makes no RSA key at all. Small ones, 3 above all, have let signatures be forged wherever padding was checked carelessly. Very large ones are refused by clients, to whom checking them is expensive.",
    remedy: "Make a new key; every current tool uses the exponent 65537 by itself.",
    source: "CA/Browser Forum TLS BR §6.1.6; NIST SP 800-89 §5.3.3; CVE-2006-4339",
  },
  {
    rules: ["key-rsa-small-factor"],
    title: "An RSA modulus with a small factor",
    why: "The modulus of an RSA key is the product of two large primes. When a small number divides it, the generator was broken, and anyone can work out the private key by division.",
    remedy: newKey,
    source: "CA/Browser Forum TLS BR §6.1.6; NIST SP 800-89 §5.3.3",
  },
  {
    rules: ["key-rsa-roca"],
    title: "ROCA: a key from a faulty Infineon chip",
    why: "Smart cards, TPMs and tokens with an Infineon library of 2012 to 2017 made primes of a special form. Their keys are recognised by the public half alone, and the private half can be worked out from it.",
    remedy: "Update the device’s firmware, or make the key elsewhere.",
    source: "CVE-2017-15361; CA/Browser Forum TLS BR §6.1.1.3",
  },
  {
    rules: ["key-rsa-close-primes"],
    title: "An RSA key whose primes lie close together",
    why: "Fermat’s method of 1643 finds both primes at once when they are near each other. A careless generator takes the next prime after the first; some printers and VPN boxes did. A hundred rounds of the method are tried on every key.",
    remedy: "Update the device that made it, or make the key elsewhere.",
    source: "CVE-2022-26320; CA/Browser Forum TLS BR §6.1.1.3",
  },
  {
    rules: ["key-ec-named-curve"],
    title: "A curve that is spelled out",
    why: "A key may name its curve or spell out its numbers. With numbers of one’s own choice one can make a key that fits another’s public key; Windows fell for it in 2020.",
    remedy: "Export the key with a named curve (OpenSSL: -param_enc named_curve).",
    source: "RFC 5480 §2.1.1; CVE-2020-0601",
  },
  {
    rules: ["key-ec-curve"],
    title: "A curve that is not certified",
    why: "P-256, P-384 and P-521 are understood by TLS clients. secp256k1, Brainpool and smaller curves are not, or are too weak.",
    remedy: "Make a key on P-256.",
    source: "CA/Browser Forum TLS BR §6.1.5",
  },
  {
    rules: ["key-ec-infinity", "key-ec-not-on-curve", "key-ec-point-form"],
    title: "A public key that is no point of its curve",
    why: "A point that does not satisfy the equation of its curve belongs to another, weaker one; whoever computes with it may give away a secret. The point at infinity is no key either.",
    remedy: "Export the public key again. If it comes out the same, make a new one with another tool.",
    source: "SEC 1 §3.2.2.1, §2.3.3",
  },
  {
    rules: ["key-ec-compressed"],
    title: "A compressed point",
    why: "Points may be written short or in full. The short form is correct, but many clients cannot read it.",
    remedy: "Export the key again in uncompressed form (OpenSSL: -conv_form uncompressed).",
    source: "RFC 5480 §2.2",
  },
  {
    rules: ["key-ed25519-length"],
    title: "An Ed25519 key of the wrong length",
    why: "Ed25519 public keys have 32 octets. Anything else was damaged on its way.",
    remedy: "Export the public key again.",
    source: "RFC 8032 §5.1.5",
  },
  {
    rules: ["key-blocked"],
    title: "A key known to be compromised",
    why: "A certificate with this key was revoked here because the key had fallen into other hands. It is never certified again, whoever asks, under any authority of this instance.",
    remedy: "Make a new key.",
    source: "RFC 5280 §5.3.1 (keyCompromise)",
  },
  {
    rules: ["key-of-authority", "key-of-issuer"],
    title: "The key of an authority",
    why: "An authority’s key signs certificates and CRLs. A certificate for anything else would let its signatures be used for what they were never meant for.",
    remedy: "Make a key of its own for the certificate.",
    source: "RFC 5280 §4.2.1.3",
  },
  {
    rules: ["csr-signature"],
    title: "A CSR that does not prove the key is held",
    why: "A CSR is signed with the key it is for. When the signature does not fit, it was changed on its way, or whoever made it has not got the private key.",
    remedy: "Make the CSR again with the key it is for, and paste all of it.",
    source: "RFC 2986 §3",
  },
  {
    rules: ["profile-key-type"],
    title: "A kind of key the profile does not allow",
    why: "Each profile says which kinds of key may be certified under it: long-lived certificates ask for stronger ones than those that end within weeks.",
    remedy: "Make a key of a kind that the profile allows, or choose another profile.",
    source: "the profile; NIST SP 800-57 part 1 §5.6.3 for the built-in ones",
  },
];

/** What nobody here checks, said so that nobody relies on it. */
export const keysNotChecked: readonly { readonly title: string; readonly why: string; readonly source: string }[] = [
  {
    title: "Debian’s predictable keys of 2006 to 2008",
    why: "OpenSSL on Debian and its derivatives then made one of a few hundred thousand keys. Telling them takes the complete list of them, which is not shipped with Countersign: Debian no longer packages it. Keys made since June 2008 are not among them; replace any key that is older.",
    source: "CVE-2008-0166",
  },
  {
    title: "RSA keys that share a prime with another",
    why: "Devices that make keys before they have gathered randomness share primes with each other. That shows only when many keys are held against each other, not in any one of them.",
    source: "Heninger et al., Mining Your Ps and Qs, 2012",
  },
  {
    title: "Keys that were published elsewhere",
    why: "Keys from documentation, firmware images and test suites are known to everybody. Only keys revoked here as compromised are recognised.",
    source: "CA/Browser Forum TLS BR §6.1.1.3",
  },
];

/** Address of the explanation within its page. */
export const anchorOf = ({ rules }: Pick<KeyRefusal, "rules">): string => rules[0]!;

const byRule = new Map(keyRefusals.flatMap((refusal) => refusal.rules.map((rule) => [rule, refusal] as const)));

export const keyRefusalOf = (rule: string): KeyRefusal | null => byRule.get(rule) ?? null;
