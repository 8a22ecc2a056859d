/** What a key may be used for, and whether it is a key at all. */

import { bytesFromHex, oid as oidDer, sequence } from "../der";
import { extendedKeyUsageExtension, keyUsageExtension } from "../extension";
import { oid } from "../oid";
import { sampleSpki } from "../sample-spki";
import { describeRule } from "./testing/rule-table";
import { newSpki, raw, type Tweak } from "./testing/specimen";

const usages = (...names: Parameters<typeof keyUsageExtension>[0]): Tweak["extensions"] => ({
  [oid.keyUsage]: keyUsageExtension(names),
});
const purposes = (...dotted: string[]): Tweak["extensions"] => ({
  [oid.extendedKeyUsage]: extendedKeyUsageExtension(dotted, false),
});
const rsa = sampleSpki("rsa-2048");
const ed25519 = sampleSpki("ed25519");

describeRule(
  "key-usage-fits-key",
  [
    [
      "keyEncipherment with ECDSA",
      { tweak: { extensions: usages("digitalSignature", "keyEncipherment") } },
      /ECDSA P-256\) cannot be used for keyEncipherment/,
    ],
    [
      "dataEncipherment with ECDSA",
      { tweak: { extensions: usages("digitalSignature", "dataEncipherment") } },
      /dataEncipherment/,
    ],
    [
      "keyEncipherment with Ed25519",
      { tweak: { spki: ed25519, extensions: usages("digitalSignature", "keyEncipherment") } },
      /Ed25519\) cannot be used for keyEncipherment/,
    ],
    [
      "keyAgreement with Ed25519",
      { tweak: { spki: ed25519, extensions: usages("digitalSignature", "keyAgreement") } },
      /keyAgreement/,
    ],
    [
      "keyAgreement with RSA",
      { tweak: { spki: rsa, extensions: usages("digitalSignature", "keyAgreement") } },
      /RSA 2048\) cannot be used for keyAgreement/,
    ],
    [
      "encipherOnly without keyAgreement",
      { tweak: { extensions: raw(oid.keyUsage, true, bytesFromHex("03020081")) } },
      /need keyAgreement/,
    ],
  ],
  [
    ["keyEncipherment with RSA", { tweak: { spki: rsa, extensions: usages("digitalSignature", "keyEncipherment") } }],
    ["keyAgreement with ECDSA", { tweak: { extensions: usages("digitalSignature", "keyAgreement") } }],
  ],
);

describeRule("extended-key-usage-present", [
  ["absent in a leaf", { tweak: { extensions: { [oid.extendedKeyUsage]: null } } }, /good for anything/],
]);

describeRule("extended-key-usage-well-formed", [
  ["no purpose in it", { tweak: { extensions: raw(oid.extendedKeyUsage, false, sequence()) } }, /lists no purpose/],
  [
    "a purpose twice",
    {
      tweak: { extensions: raw(oid.extendedKeyUsage, false, sequence(oidDer(oid.clientAuth), oidDer(oid.clientAuth))) },
    },
    /lists a purpose twice/,
  ],
]);

describeRule("extended-key-usage-forbidden", [
  [
    "anyExtendedKeyUsage",
    { tweak: { extensions: purposes(oid.serverAuth, oid.anyExtendedKeyUsage) } },
    /good for anything/,
  ],
  ["OCSP signing", { tweak: { extensions: purposes(oid.ocspSigning) } }, /could answer OCSP for the authority/],
]);

describeRule(
  "extended-key-usage-fits-key-usage",
  [
    [
      "a server that may only repudiate nothing",
      { tweak: { extensions: { ...usages("nonRepudiation"), ...purposes(oid.serverAuth) } } },
      /no TLS server can use this key/,
    ],
    [
      "a client that may only encipher",
      { tweak: { spki: rsa, extensions: { ...usages("keyEncipherment"), ...purposes(oid.clientAuth) } } },
      /no TLS client can use this key/,
    ],
    [
      "an RSA server without digitalSignature",
      { tweak: { spki: rsa, extensions: { ...usages("keyEncipherment"), ...purposes(oid.serverAuth) } } },
      /TLS 1.3 needs digitalSignature/,
    ],
    [
      "code signing without digitalSignature",
      { tweak: { extensions: { ...usages("keyAgreement"), ...purposes(oid.codeSigning) } } },
      /Code is signed with digitalSignature/,
    ],
    [
      "e-mail with a key that can do neither half of it",
      { tweak: { extensions: { ...usages("dataEncipherment"), ...purposes(oid.emailProtection) } } },
      /neither sign nor decrypt e-mail/,
    ],
  ],
  [["another purpose", { tweak: { extensions: { ...usages("nonRepudiation"), ...purposes(oid.emailProtection) } } }]],
);

// A point whose last octet is one off lies on the curve for no y.
const offCurve = (() => {
  const spki = newSpki().slice();
  spki[spki.length - 1]! ^= 1;
  return spki;
})();

describeRule(
  "key-fit",
  [
    ["a point that is not on its curve", { tweak: { spki: offCurve } }, /not a point on P-256/],
    ["an unreadable key", { tweak: { spki: sequence() } }, /cannot be read/],
    ["a curve we do not certify", { tweak: { spki: newSpki("secp256k1") } }, /secp256k1/],
    [
      "a key of another kind",
      {
        tweak: {
          spki: bytesFromHex(
            "302a300506032b656e0321000000000000000000000000000000000000000000000000000000000000000000",
          ),
        },
      },
      /X25519/,
    ],
    ["the key of a root", { in: "root", tweak: { spki: offCurve } }, /not a point on P-256/],
  ],
  [
    ["RSA 2048", { tweak: { spki: rsa } }],
    ["RSA 4096", { tweak: { spki: sampleSpki("rsa-4096") } }],
    ["P-521", { tweak: { spki: sampleSpki("ec-p521") } }],
    ["Ed25519", { tweak: { spki: ed25519 } }],
  ],
);

describeRule(
  "key-p521-leaf",
  [["a leaf with P-521", { tweak: { spki: sampleSpki("ec-p521") } }, /Chromium/]],
  [["an authority with P-521", { in: "issuing", tweak: { spki: sampleSpki("ec-p521") } }]],
);

describeRule("key-ed25519", [
  ["a leaf", { tweak: { spki: ed25519 } }, /Browsers, Apple, Windows/],
  ["a root", { in: "root", tweak: { spki: ed25519 } }, /Browsers, Apple, Windows/],
]);
