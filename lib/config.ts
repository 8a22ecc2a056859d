/**
 * The only reader of process.env. Everything is checked at start, every mistake is found in one go, and each is told
 * with its repair. `docs/operations/configuration.md` lists the variables; a test holds the two together.
 */
import { accessSync, constants, existsSync, mkdirSync, realpathSync, statSync } from "node:fs";
import { BlockList, isIP } from "node:net";
import { dirname, join, resolve } from "node:path";
import { z } from "zod";
import { type ConsoleTls, consoleTlsOf } from "./config/console-tls";
import { isLoopbackHost, isWildcardHost } from "./config/listener-address";
import { addSubnet } from "./config/subnet";
import { CaError } from "./errors";

export { isLoopbackHost, urlOf } from "./config/listener-address";

export interface Config {
  readonly isDevelopment: boolean;
  /** Absolute. */
  readonly dataDir: string;
  /** Null: the embedded PostgreSQL in the data directory. */
  readonly databaseUrl: string | null;
  readonly console: Listener;
  readonly validation: Listener;
  readonly masterKey: { readonly nextPath: string } & (
    | { readonly kind: "value"; readonly text: string }
    | { readonly kind: "file" | "own-file"; readonly path: string }
  );
  /** Forwarded addresses, hosts and schemes are believed only when they come from one of these. */
  readonly trustedProxies: BlockList;
  /** A proxy ends TLS before the console. */
  readonly isBehindProxy: boolean;
  /** How the console speaks HTTPS itself; null: plain HTTP, on this machine or behind a proxy. */
  readonly consoleTls: ConsoleTls | null;
}

export interface Listener {
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  /** As others reach it, without a trailing slash; null: the listener's own address. */
  readonly url: string | null;
}

export interface Reading {
  /** Null when there is a mistake. */
  readonly config: Config | null;
  readonly mistakes: readonly string[];
  readonly warnings: readonly string[];
}

type Environment = Readonly<Record<string, string | undefined>>;

const host = z.string().transform((text, context) => {
  const bare = text.replace(/^\[(.*)\]$/, "$1");
  if (isIP(bare) || /^(?!-)[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})*\.?$/i.test(bare)) return bare.toLowerCase();
  return refuse(context, `“${text}” is neither an IP address nor a host name; give one without scheme and port.`);
});

const port = z.string().transform((text, context) => {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  return refuse(context, `“${text}” is not a port; give a number from 1 to 65535, or 0 for any free one.`);
});

const consoleUrl = z.string().transform((text, context) => {
  const url = httpUrl(text);
  if (url?.pathname === "/") return url.origin;
  return refuse(context, "Give the origin only, like https://ca.example.org, without path, query or credentials.");
});

const validationUrl = z.string().transform((text, context) => {
  const url = httpUrl(text);
  // RFC 5280 §8: to check the certificate of an https:// server, a client would need the very CRL that it serves.
  if (url?.protocol === "http:" && text.length <= 180) return url.href.replace(/\/+$/, "");
  return refuse(context, "Give an http:// URL like http://pki.example.org, without query, fragment or credentials.");
});

const databaseUrl = z.string().transform((text, context) => {
  const url = URL.canParse(text) ? new URL(text) : null;
  const isPostgres = url?.protocol === "postgres:" || url?.protocol === "postgresql:";
  if (isPostgres && url.pathname.length > 1) return text;
  // The value may hold a password, so it is not repeated.
  return refuse(
    context,
    "Give a PostgreSQL URL with a database name: postgresql://user:password@host:5432/countersign.",
  );
});

const masterKey = z.string().transform((text, context) => {
  const trimmed = text.trim();
  if (/^[0-9a-f]{64}$/i.test(trimmed) || /^[0-9A-Za-z+/_-]{43}=?$/.test(trimmed)) return trimmed;
  return refuse(context, "Give 32 random octets as base64 or hexadecimal, like the output of openssl rand -base64 32.");
});

const proxies = z.string().transform((text, context) => {
  const list = new BlockList();
  for (const entry of text.split(/[\s,]+/).filter((part) => part !== "")) {
    if (!addSubnet(list, entry)) {
      return refuse(
        context,
        `“${entry}” is not a network; give addresses or CIDRs, separated by commas: 10.0.0.0/8, ::1.`,
      );
    }
  }
  return list;
});

const plainHttp = z.string().transform((text, context) => {
  if (text === "behind-proxy") return true;
  return refuse(context, `“${text}” means nothing here; the only value is behind-proxy, when a proxy does the TLS.`);
});

const path = z.string().transform((text, context) => {
  if (!text.includes("\0")) return resolve(text);
  return refuse(context, "A path cannot contain a NUL character.");
});

/** Every variable there is. Unset and empty are the same. */
const schemas = {
  COUNTERSIGN_DATA_DIR: path.prefault("./data"),
  DATABASE_URL: databaseUrl.optional(),
  COUNTERSIGN_HOST: host.prefault("127.0.0.1"),
  PORT: port.prefault("3000"),
  COUNTERSIGN_URL: consoleUrl.optional(),
  COUNTERSIGN_VALIDATION_HOST: host.prefault("127.0.0.1"),
  COUNTERSIGN_VALIDATION_PORT: port.prefault("8080"),
  COUNTERSIGN_VALIDATION_URL: validationUrl.optional(),
  COUNTERSIGN_MASTER_KEY: masterKey.optional(),
  COUNTERSIGN_MASTER_KEY_FILE: path.optional(),
  COUNTERSIGN_TRUSTED_PROXIES: proxies.prefault(""),
  COUNTERSIGN_PLAIN_HTTP: plainHttp.optional(),
  COUNTERSIGN_TLS_CERT_FILE: path.optional(),
  COUNTERSIGN_TLS_KEY_FILE: path.optional(),
  COUNTERSIGN_ADMIN_PASSWORD: z.string().optional(),
  COUNTERSIGN_BACKUP_PASSPHRASE: z.string().optional(),
} as const;
type Variable = keyof typeof schemas;
type Values = { -readonly [Name in Variable]?: z.output<(typeof schemas)[Name]> };

export const variables = Object.keys(schemas) as readonly Variable[];

export function readConfig(environment: Environment = process.env): Reading {
  const mistakes: string[] = [];
  const values: Record<string, unknown> = {};
  for (const name of variables) {
    const { success, data, error } = schemas[name].safeParse(environment[name] || undefined);
    if (success) values[name] = data;
    else mistakes.push(...error.issues.map((issue) => `${name}: ${issue.message}`));
  }
  const read = values as Values;
  mistakes.push(...contradictions(read));
  const warnings = [...unknownVariables(environment), ...doubts(read)];
  if (mistakes.length) return { config: null, mistakes, warnings };
  return { config: configOf(read as Required<Values>, environment), mistakes, warnings };
}

/** For the command line, which has one way to tell that it cannot go on. */
export function requireConfig(environment: Environment = process.env): Config {
  const { config, mistakes } = readConfig(environment);
  if (config) return config;
  throw new CaError("invalid", mistakes.join("\n"));
}

/** Secrets that only the command line takes, read when they are needed. */
export function secretOf(
  name: "COUNTERSIGN_ADMIN_PASSWORD" | "COUNTERSIGN_BACKUP_PASSPHRASE",
  environment: Environment = process.env,
): string | null {
  return environment[name] || null;
}

/** What Next.js and next-auth take from the environment only. Whatever was there before is ours to replace. */
export function exportForNext(settings: { readonly consoleUrl: string; readonly isDevelopment: boolean }): void {
  for (const name of ["NEXTAUTH_SECRET", "AUTH_SECRET", "AUTH_TRUST_HOST", "VERCEL", "VERCEL_URL"])
    delete process.env[name];
  Object.assign(process.env, {
    NODE_ENV: settings.isDevelopment ? "development" : "production",
    NEXTAUTH_URL: settings.consoleUrl,
    NEXTAUTH_URL_INTERNAL: settings.consoleUrl,
    NEXT_TELEMETRY_DISABLED: "1",
  });
}

/** The environment of a child process that is ours too. */
export function childEnvironment(extra: Record<string, string>): NodeJS.ProcessEnv {
  return { ...process.env, ...extra };
}

/** Made when it is missing, for this user alone; returns its real path. CaError("unavailable") when it cannot be used. */
export function openDataDirectory(dataDir: string): string {
  try {
    makeDirectory(dataDir);
    accessSync(dataDir, constants.W_OK | constants.X_OK);
    return realpathSync(dataDir);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const advice = "name one that this user may write with COUNTERSIGN_DATA_DIR";
    throw new CaError("unavailable", `The data directory ${dataDir} cannot be used (${code}); ${advice}.`, { cause });
  }
}

/** Not with `recursive`: Node.js 20 then tries for ever where nothing can be made, as in /proc. */
function makeDirectory(path: string): void {
  if (existsSync(path) && statSync(path).isDirectory()) return;
  if (!existsSync(dirname(path))) makeDirectory(dirname(path));
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    // Another process was quicker.
    if (!existsSync(path) || !statSync(path).isDirectory()) throw error;
  }
}

function configOf(read: Required<Values>, environment: Environment): Config {
  const own = { kind: "own-file", path: join(read.COUNTERSIGN_DATA_DIR, "master-key") } as const;
  const file = read.COUNTERSIGN_MASTER_KEY_FILE;
  const value = read.COUNTERSIGN_MASTER_KEY;
  return {
    isDevelopment: environment.NODE_ENV === "development",
    dataDir: read.COUNTERSIGN_DATA_DIR,
    databaseUrl: read.DATABASE_URL ?? null,
    console: { host: read.COUNTERSIGN_HOST, port: read.PORT, url: read.COUNTERSIGN_URL ?? null },
    validation: {
      host: read.COUNTERSIGN_VALIDATION_HOST,
      port: read.COUNTERSIGN_VALIDATION_PORT,
      url: read.COUNTERSIGN_VALIDATION_URL ?? null,
    },
    masterKey: value
      ? { kind: "value", text: value, nextPath: `${own.path}.next` }
      : { ...(file ? ({ kind: "file", path: file } as const) : own), nextPath: `${file ?? own.path}.next` },
    trustedProxies: read.COUNTERSIGN_TRUSTED_PROXIES,
    isBehindProxy: read.COUNTERSIGN_PLAIN_HTTP ?? false,
    consoleTls: consoleTlsOf(tlsSettings(read)),
  };
}

const tlsSettings = (read: Values) => ({
  host: read.COUNTERSIGN_HOST ?? "",
  url: read.COUNTERSIGN_URL ?? null,
  isBehindProxy: read.COUNTERSIGN_PLAIN_HTTP ?? false,
  certificateFile: read.COUNTERSIGN_TLS_CERT_FILE,
  keyFile: read.COUNTERSIGN_TLS_KEY_FILE,
});

function* contradictions(read: Values): Generator<string> {
  if (read.COUNTERSIGN_MASTER_KEY && read.COUNTERSIGN_MASTER_KEY_FILE) {
    yield "COUNTERSIGN_MASTER_KEY and COUNTERSIGN_MASTER_KEY_FILE: Both are set; keep one and unset the other.";
  }
  const isBehindProxy = read.COUNTERSIGN_PLAIN_HTTP === true;
  const { COUNTERSIGN_TLS_CERT_FILE: certificateFile, COUNTERSIGN_TLS_KEY_FILE: keyFile } = read;
  if (Boolean(certificateFile) !== Boolean(keyFile)) {
    yield "COUNTERSIGN_TLS_CERT_FILE and COUNTERSIGN_TLS_KEY_FILE: Give both, or neither.";
  }
  if (isBehindProxy && certificateFile) {
    yield "COUNTERSIGN_PLAIN_HTTP and COUNTERSIGN_TLS_CERT_FILE: Either a proxy does the TLS or the console does; unset one.";
  }
  const url = read.COUNTERSIGN_URL ? new URL(read.COUNTERSIGN_URL) : null;
  if (url?.protocol === "http:" && consoleTlsOf(tlsSettings(read))) {
    yield `COUNTERSIGN_URL: The console speaks HTTPS here; give https://${url.host}.`;
  } else if (!isBehindProxy && url?.protocol === "http:" && !isLoopbackHost(url.hostname)) {
    yield "COUNTERSIGN_URL: A console beyond this machine needs https://. Set COUNTERSIGN_HOST so that it is reached, or put a proxy that does TLS in front, and give its https:// URL.";
  }
  const { COUNTERSIGN_HOST: one, COUNTERSIGN_VALIDATION_HOST: two } = read;
  const isSameHost = one === two || (one && isWildcardHost(one)) || (two && isWildcardHost(two));
  if (isSameHost && read.PORT && read.PORT === read.COUNTERSIGN_VALIDATION_PORT) {
    yield `PORT and COUNTERSIGN_VALIDATION_PORT: Both are ${read.PORT}; the console and the validation listener need a port each.`;
  }
}

function* doubts(read: Values): Generator<string> {
  if (read.COUNTERSIGN_PLAIN_HTTP && !read.COUNTERSIGN_URL?.startsWith("https:")) {
    yield "COUNTERSIGN_PLAIN_HTTP: A proxy is said to do the TLS; set COUNTERSIGN_URL to its https:// URL, so that links and cookies fit it.";
  }
  const isNameless = !read.COUNTERSIGN_URL && isWildcardHost(read.COUNTERSIGN_HOST ?? "");
  if (isNameless && consoleTlsOf(tlsSettings(read))?.kind === "own") {
    yield "COUNTERSIGN_URL: Set it to the https:// URL that people use, so that links and the console's certificate fit it.";
  }
}

function* unknownVariables(environment: Environment): Generator<string> {
  const known: readonly string[] = variables;
  for (const name of Object.keys(environment).sort()) {
    const isOurs = name.startsWith("COUNTERSIGN_") && !/^COUNTERSIGN_(TEST_|SOAK$)/.test(name);
    if (isOurs && !known.includes(name))
      yield `${name}: There is no such setting; see docs/operations/configuration.md.`;
  }
}

function httpUrl(text: string): URL | null {
  // A URL of printable ASCII only: it becomes an IA5String in certificates (RFC 5280 §4.2.1.6).
  if (!/^https?:\/\/[\x21-\x7e]+$/i.test(text) || /[?#]/.test(text) || !URL.canParse(text)) return null;
  const url = new URL(text);
  return url.username || url.password ? null : url;
}

function refuse(context: z.RefinementCtx, message: string): never {
  context.addIssue({ code: "custom", message });
  return z.NEVER;
}
