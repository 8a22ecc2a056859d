/** Who a request says it is for, and whose page made it. Both are asked before anything else looks at it. */
import { isLoopbackHost } from "../lib/config";

export interface Door {
  /** `https://ca.example.org`, or null when none was configured. */
  readonly publicUrl: string | null;
  readonly isBoundToLoopback: boolean;
  /** A proxy that is not named as trusted does the TLS: the scheme people use is not known here. */
  readonly isBehindProxy: boolean;
  /** What the listener itself speaks. */
  readonly scheme: "http" | "https";
}

/**
 * Against DNS rebinding: a name of the attacker's that points to 127.0.0.1 is not a name we answer to.
 * Loopback names pass with any port, so that tunnels and port mappings work.
 */
export function isOurHost(door: Door, host: string | undefined): boolean {
  const url = host === undefined || /[^\w.:[\]-]/.test(host) ? null : parse(`http://${host}`);
  if (!url) return false;
  if (door.publicUrl && sameHost(url, new URL(door.publicUrl))) return true;
  if (isLoopbackHost(url.hostname)) return true;
  return door.publicUrl === null && !door.isBoundToLoopback;
}

interface Sender {
  readonly method: string;
  readonly path: string;
  readonly host: string;
  readonly origin: string | undefined;
  readonly fetchSite: string | undefined;
}

/** What changes something comes from our own pages, said by the browser itself (WHATWG Fetch §3.2; Fetch Metadata §2.3). */
export function isFromOurPages(door: Door, sender: Sender): boolean {
  if (["GET", "HEAD", "OPTIONS"].includes(sender.method)) return true;
  if (sender.fetchSite !== undefined && !["same-origin", "none"].includes(sender.fetchSite)) return false;
  if (sender.origin !== undefined && sender.origin !== "null") return isOwnOrigin(door, sender);
  // A page whose referrer policy is no-referrer posts its forms with “null”, and the browser still says where from.
  if (sender.fetchSite === "same-origin") return true;
  // next-auth demands its own token there.
  return sender.origin === undefined && sender.path.startsWith("/api/auth/");
}

function isOwnOrigin(door: Door, { origin, host }: Sender): boolean {
  if (origin === door.publicUrl) return true;
  const own = parse(`${door.scheme}://${host}`);
  if (origin === own?.origin) return true;
  return door.isBehindProxy && door.publicUrl === null && origin === parse(`https://${host}`)?.origin;
}

/** A proxy may leave out the port of its scheme. */
const sameHost = (host: URL, ours: URL): boolean =>
  host.hostname === ours.hostname && (!host.port || host.port === ours.port);

const parse = (text: string): URL | null => (URL.canParse(text) ? new URL(text) : null);
