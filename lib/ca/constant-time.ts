import { sha256 } from "../pki/hash";

const text = new TextEncoder();

/** Whether two secrets are the same, in a time that tells nothing about either. Never true for an empty one. */
export function isSameText(a: string, b: string): boolean {
  if (a === "" || b === "") return false;
  const left = sha256(text.encode(a));
  const right = sha256(text.encode(b));
  let difference = 0;
  for (let i = 0; i < left.length; i++) difference |= left[i]! ^ right[i]!;
  return difference === 0;
}
