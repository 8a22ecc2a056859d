import { hostname } from "node:os";
import { isLoopbackHost, isWildcardHost } from "./listener-address";

export type ConsoleTls =
  /** With a certificate of this instance's authority, for these names as people type them. */
  | { readonly kind: "own"; readonly names: readonly string[] }
  | { readonly kind: "files"; readonly certificateFile: string; readonly keyFile: string };

interface TlsSettings {
  readonly host: string;
  readonly url: string | null;
  readonly isBehindProxy: boolean;
  readonly certificateFile: string | undefined;
  readonly keyFile: string | undefined;
}

/** Nobody's password crosses a network in the clear: beyond this machine it is HTTPS, ours or a proxy's. */
export function consoleTlsOf({ host, url, isBehindProxy, certificateFile, keyFile }: TlsSettings): ConsoleTls | null {
  if (certificateFile && keyFile) return { kind: "files", certificateFile, keyFile };
  if (isBehindProxy || isLoopbackHost(host)) return null;
  const publicName = url ? new URL(url).hostname.replace(/^\[(.*)\]$/, "$1") : null;
  const machine = hostname().toLowerCase();
  const names = [
    publicName,
    isWildcardHost(host) ? null : host,
    /^[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})*$/.test(machine) ? machine : null,
    // What takes every address is reached from here by these.
    ...(isWildcardHost(host) ? ["localhost", "127.0.0.1", "::1"] : []),
  ];
  return { kind: "own", names: [...new Set(names.filter((name) => name !== null))] };
}
