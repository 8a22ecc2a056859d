/** Finds private key material in whatever left the browser, in every form in which a program would write it. */
import { createPrivateKey } from "node:crypto";

export interface KeyDetector {
  /** The forms found in these bytes; empty when there is none. */
  readonly findIn: (bytes: Uint8Array) => string[];
  /** By name, for planting. */
  readonly forms: ReadonlyMap<string, Buffer>;
}

/** For one private key, PKCS#8 DER, and further secrets such as the password that seals it. */
export function createKeyDetector(pkcs8Der: Uint8Array, secrets: Readonly<Record<string, string>>): KeyDetector {
  const jwk = createPrivateKey({ key: Buffer.from(pkcs8Der), format: "der", type: "pkcs8" }).export({ format: "jwk" });
  const scalar = Buffer.from(String(jwk.d), "base64url");
  const forms = new Map<string, Buffer>();
  for (const [what, bytes] of [
    ["PKCS#8", Buffer.from(pkcs8Der)],
    ["private scalar", scalar],
  ] as const) {
    for (const [form, written] of writings(bytes)) forms.set(`${what}, ${form}`, written);
  }
  for (const [what, text] of Object.entries(secrets)) forms.set(what, Buffer.from(text));
  return {
    forms,
    findIn(bytes) {
      const readings = readingsOf(Buffer.from(bytes));
      return [...forms].filter(([, form]) => readings.some((reading) => reading.includes(form))).map(([name]) => name);
    },
  };
}

function writings(bytes: Buffer): [string, Buffer][] {
  const texts: [string, string][] = [
    ["hex", bytes.toString("hex")],
    ["hex with colons", bytes.toString("hex").match(/../g)!.join(":")],
    ["decimal bytes", [...bytes].join(",")],
    ["decimal", BigInt(`0x${bytes.toString("hex")}`).toString()],
    ...[0, 1, 2].map((offset): [string, string] => [`base64 at offset ${offset}`, base64Within(bytes, offset)]),
  ];
  return [["raw", bytes], ...texts.map(([form, text]): [string, Buffer] => [form, Buffer.from(text)])];
}

/** What base64 of something longer contains, whichever of three ways it falls: the characters that depend on `bytes` alone. */
function base64Within(bytes: Buffer, offset: number): string {
  const text = Buffer.concat([Buffer.alloc(offset), bytes])
    .toString("base64")
    .replace(/=+$/, "");
  const first = Math.ceil((offset * 8) / 6);
  const last = Math.floor(((offset + bytes.length) * 8) / 6);
  return text.slice(first, last);
}

/** As sent; percent-decoded; and in one alphabet and case, without line breaks, real or escaped. */
function readingsOf(bytes: Buffer): Buffer[] {
  const plain = bytes.toString("latin1");
  const readings = [plain, percentDecoded(plain)];
  const joined = readings.map((text) =>
    text
      .replaceAll(/\\r|\\n|\s/g, "")
      .replaceAll("-", "+")
      .replaceAll("_", "/"),
  );
  const lower = readings.map((text) => text.toLowerCase().replaceAll(/\s/g, ""));
  return [...readings, ...joined, ...lower].map((text) => Buffer.from(text, "latin1"));
}

function percentDecoded(text: string): string {
  return text.replaceAll(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
