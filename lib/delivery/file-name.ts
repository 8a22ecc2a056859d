/** A file name that means the same on every system, from any text. */

export const fileNameLengthMax = 80;
const fallback = "certificate";

// Device names of Windows, reserved with any extension ("Naming Files, Paths, and Namespaces").
const reserved = /^(con|prn|aux|nul|com[0-9]|lpt[0-9]|conin|conout|clock)(\.|$)/i;

/**
 * ASCII letters, digits, `.`, `-`, `_`; begins and ends with a letter or digit; no path parts; never a device name.
 * `ending` is ours ("-chain.pem") and counts towards the 80 characters.
 */
export function fileName(displayName: string, ending = ""): string {
  if (!/^[A-Za-z0-9._-]*$/.test(ending) || ending.length > 40) throw new TypeError(`Not a file name ending: ${ending}`);
  const name = asciiName(displayName).slice(0, fileNameLengthMax - ending.length - fallback.length - 1);
  const stem = trimmed(name);
  if (stem === "") return `${fallback}${ending}`;
  return `${reserved.test(stem) ? `${fallback}-${stem}` : stem}${ending}`;
}

function asciiName(displayName: string): string {
  return trimmed(
    displayName
      .slice(0, 1000)
      .normalize("NFKD")
      .replace(/\p{M}/gu, "")
      .replace(/^\*(?=\.|$)/, "wildcard")
      .replace(/[^A-Za-z0-9._-]+/g, "-")
      .replace(/\.{2,}/g, ".")
      .replace(/-?\.-|-{2,}/g, "-"),
  );
}

const trimmed = (name: string) => name.replace(/^[^A-Za-z0-9]+|[^A-Za-z0-9]+$/g, "");
