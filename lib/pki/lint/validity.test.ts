import { generalizedTime, sequence, tag, tlv, utf8String } from "../der";
import { extendedKeyUsageExtension } from "../extension";
import { oid } from "../oid";
import { describeRule } from "./testing/rule-table";
import { day, start, validity } from "./testing/specimen";

const ascii = (text: string) => new TextEncoder().encode(text);
const utc = (text: string) => tlv(tag.utcTime, ascii(text));
const general = (text: string) => tlv(tag.generalizedTime, ascii(text));
const soundStart = utc("261124000000Z");
const soundEnd = utc("270101000000Z");
const ending = (end: Uint8Array) => ({ tweak: { validity: sequence(soundStart, end) } });

describeRule("validity-order", [
  ["the end before the beginning", { tweak: { validity: validity(start, -1) } }, /end before it begins/],
  ["the end at the beginning", { tweak: { validity: validity(start, 0) } }, /end before it begins/],
]);

describeRule(
  "validity-encoding",
  [
    [
      "GeneralizedTime before 2050",
      ending(generalizedTime(new Date(start + 30 * day))),
      /The end of the validity is before 2050/,
    ],
    [
      "a beginning in GeneralizedTime",
      { tweak: { validity: sequence(generalizedTime(new Date(start)), soundEnd) } },
      /The beginning of the validity is before 2050/,
    ],
    ["a fraction of a second", ending(general("20500101000000.5Z")), /not in the form/],
    ["an offset instead of Z", ending(utc("270101000000+0100")), /not in the form/],
    ["no seconds", ending(utc("2701010000Z")), /not in the form/],
    ["the thirtieth of February", ending(utc("270230000000Z")), /not in the form/],
    ["text", ending(utf8String("270101000000Z")), /not encoded as a time/],
  ],
  [["GeneralizedTime from 2050", ending(general("20500101000000Z"))]],
);

describeRule(
  "validity-end-within-issuer",
  [
    [
      "a leaf that outlives its issuer",
      { tweak: { validity: validity(start, 5000) } },
      /outlive its issuer, which ends on 2036-/,
    ],
    [
      "an authority that outlives its root",
      { in: "issuing", tweak: { validity: validity(start, 9000) } },
      /outlive its issuer/,
    ],
  ],
  [["the same end", { tweak: { validity: validity(start, 3550) } }]],
);

describeRule("validity-start-within-issuer", [
  [
    "a leaf that begins before its issuer",
    { tweak: { validity: validity(start - 101 * day, 200) } },
    /begin before its issuer does/,
  ],
]);

describeRule(
  "validity-server-length",
  [
    ["826 days", { tweak: { validity: validity(start, 826) } }, /more than 825 days; this one has 826/],
    ["a second more than 825 days", { tweak: { validity: validity(start, 825 + 1 / 86_400) } }, /this one has 826/],
  ],
  [
    ["825 days", { tweak: { validity: validity(start, 825) } }],
    [
      "a client",
      {
        tweak: {
          validity: validity(start, 900),
          extensions: { [oid.extendedKeyUsage]: extendedKeyUsageExtension([oid.clientAuth], false) },
        },
      },
    ],
    ["an authority", { in: "issuing" }],
  ],
);

describeRule(
  "validity-past-2038",
  [["a leaf until 2039", ending(utc("390101000000Z")), /32-bit clock/]],
  [["a root until 2046", { in: "root" }]],
);
