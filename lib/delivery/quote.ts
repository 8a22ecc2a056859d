/**
 * A value as a literal of another language. Either the literal reads back as exactly that value,
 * or CaError("invalid") says why there is none.
 */
import { CaError } from "../errors";
import { hasUnseen, plainText } from "./plain-text";

function checkVisible(value: string, language: string): void {
  if (hasUnseen(value)) {
    throw refused(value, `holds control or invisible characters, which are never written into ${language}`);
  }
}

export function refused(value: string, why: string): CaError {
  return new CaError("invalid", `“${plainText(value)}” ${why}.`);
}

// POSIX.1-2024 Shell Command Language §2.2.2: within single quotes every character but the single quote is itself.
/** Stricter: what cannot be seen is refused, because people read a command before they paste it. */
export function shellQuote(value: string): string {
  checkVisible(value, "a shell command");
  if (/^[A-Za-z0-9_./:@,+][A-Za-z0-9_./:@,+-]*$/.test(value)) return value;
  return `'${value.replaceAll("'", `'\\''`)}'`;
}

// about_Quoting_Rules: within single quotes only the quote is special; PowerShell counts four typographic ones among them.
export function powerShellQuote(value: string): string {
  checkVisible(value, "a PowerShell command");
  return `'${value.replace(/['‘’‚‛]/g, "$&$&")}'`;
}

// ngx_conf_read_token: in double quotes `\"` and `\\` are escapes; `$` starts a variable and has no escape.
export function nginxQuote(value: string): string {
  checkVisible(value, "an nginx configuration");
  if (value.includes("$")) throw refused(value, "holds “$”, which nginx would read as a variable");
  if (/^[A-Za-z0-9_./:@*[\]-]+$/.test(value)) return value;
  return `"${value.replace(/["\\]/g, "\\$&")}"`;
}

/** A double-quoted ECMAScript string literal (ECMA-262 §12.9.4); what cannot be seen stands as an escape. */
export function javaScriptString(value: string): string {
  return JSON.stringify(value).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}]/gu, (character) =>
    Array.from({ length: character.length }, (_, at) => unicodeEscape(character.charCodeAt(at))).join(""),
  );
}

const unicodeEscape = (unit: number) => `\\u${unit.toString(16).padStart(4, "0")}`;

// YAML 1.2.2 §5.7, §7.3.1: a double-quoted scalar is JSON’s but for characters beyond the BMP, which have `\U`.
/** Always quoted, so that `no`, `1e3`, `~` stay text. */
export const yamlString = (value: string): string => codePointLiteral(value, "YAML");

// Go specification, "String literals"; `\u` and `\U` as in YAML.
export const goString = (value: string): string => codePointLiteral(value, "Go");

// Python reference §2.4.1; TOML 1.0 has the same escapes.
export const pythonString = (value: string): string => codePointLiteral(value, "Python");

function codePointLiteral(value: string, language: string): string {
  if (/\p{Cs}/u.test(value)) throw refused(value, `holds half a character, which ${language} cannot express`);
  const escaped = value.replace(/["\\]/g, "\\$&").replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}]/gu, (character) => {
    const point = character.codePointAt(0)!;
    return point > 0xffff ? `\\U${point.toString(16).padStart(8, "0")}` : unicodeEscape(point);
  });
  return `"${escaped}"`;
}

// JLS §3.3: `\u` is resolved before anything else is read, in comments too, so what cannot be seen is refused, never escaped.
export function javaString(value: string): string {
  checkVisible(value, "Java");
  return `"${value.replace(/["\\]/g, "\\$&")}"`;
}

/** Text for a Java comment: after another backslash a `\u` is no Unicode escape (JLS §3.3). */
export const javaComment = (value: string): string => value.replaceAll("\\", "\\\\");

// C# specification §6.4.5.6 and the Rust reference, "String literals": both take `\"` and `\\`; nothing unseen is written.
export function cSharpString(value: string): string {
  checkVisible(value, "C#");
  return `"${value.replace(/["\\]/g, "\\$&")}"`;
}

export function rustString(value: string): string {
  checkVisible(value, "Rust");
  return `"${value.replace(/["\\]/g, "\\$&")}"`;
}
