/**
 * What relying parties fetch over plain HTTP (RFC 5280 §4.2.1.13, §4.2.2.1; media types of RFC 2585 §4). Paths depend
 * neither on the host nor on what stands before them, because certificates that name old URLs live on.
 *
 *   /crl/<id>.crl  DER      /crl/<id>.pem  PEM      /crl/<id>.chain.pem  all CRLs from this authority to its root
 *   /ca/<id>.cer   DER      /ca/<id>.pem   PEM      /ca/<id>.chain.pem   all certificates likewise
 *                                                   (also /crl/<id>/chain.pem and /ca/<id>/chain.pem)
 */
import { createHash } from "node:crypto";
import type { Authority, CrlRecord } from "../ca/ports";
import { encodePem } from "../pki/pem";
import type { Published } from "./published";

export interface ValidationRequest {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly ifNoneMatch: string | undefined;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | number>>;
  /** Null for HEAD and for 304. */
  readonly body: Uint8Array | null;
}

interface Content {
  readonly mediaType: string;
  readonly body: Uint8Array;
  /** Names the content: it changes exactly when the octets do. */
  readonly tag: string;
  readonly modifiedAt: Date | null;
  readonly cacheControl: string;
}

/** Throws what the database throws while nothing is cached. */
export function createValidationHandler(published: Published) {
  const pems = new WeakMap<CrlRecord, Uint8Array>();

  async function crls(chain: readonly Authority[], form: "der" | "pem"): Promise<Content | Answer> {
    const records = await Promise.all(chain.map(({ id }) => published.crl(id)));
    const whole = records.filter((record) => record !== null);
    if (whole.length < chain.length) return text(404, "This authority has published no CRL yet.");
    // Past its nextUpdate too: whether it still counts is for the relying party's clock, not for ours, which may be wrong.
    return {
      mediaType: form === "der" ? "application/pkix-crl" : "application/x-pem-file",
      body: form === "der" ? whole[0]!.der : concatenated(whole.map((record) => pemOf(record))),
      tag: `${whole.length === 1 ? whole[0]!.sha256 : digest(whole.map(({ sha256 }) => sha256))}-${form}`,
      modifiedAt: new Date(Math.max(...whole.map(({ thisUpdate }) => thisUpdate.getTime()))),
      // Revocation must be seen at once: caches may keep it, and ask every time whether it is still the newest.
      cacheControl: "public, no-cache",
    };
  }

  function pemOf(record: CrlRecord): Uint8Array {
    const pem = pems.get(record) ?? Buffer.from(encodePem("X509 CRL", record.der));
    pems.set(record, pem);
    return pem;
  }

  async function find(path: string): Promise<Content | Answer> {
    const [, kind, id, ending] = /\/(crl|ca)\/([a-z2-7]{12})(\.crl|\.cer|\.pem|[./]chain\.pem)$/.exec(path) ?? [];
    const authorities = await published.authorities();
    if (path === "/") return text(200, index(authorities));
    const authority = authorities.get(id ?? "");
    if (!authority) return text(404, "There is nothing here.");
    const chain = ending?.endsWith("chain.pem") ? chainOf(authority, authorities) : [authority];
    if (kind === "crl" && ending !== ".cer") return crls(chain, ending === ".crl" ? "der" : "pem");
    if (kind === "ca" && ending !== ".crl") return certificates(chain, ending === ".cer" ? "der" : "pem");
    return text(404, "There is nothing here.");
  }

  return async (request: ValidationRequest): Promise<Answer> => {
    if (request.method !== "GET" && request.method !== "HEAD") {
      return text(405, "Only GET and HEAD.", { Allow: "GET, HEAD" });
    }
    const found = await find(request.path);
    const answer = "status" in found ? found : withValidators(found, request.ifNoneMatch);
    return request.method === "HEAD" ? { ...answer, body: null } : answer;
  };
}

function certificates(chain: readonly Authority[], form: "der" | "pem"): Content {
  const der = chain[0]!.certificateDer;
  const pem = () => Buffer.from(chain.map(({ certificateDer }) => encodePem("CERTIFICATE", certificateDer)).join(""));
  return {
    mediaType: form === "der" ? "application/pkix-cert" : "application/x-pem-file",
    body: form === "der" ? der : pem(),
    tag: `${digest(chain.map(({ certificateDer }) => certificateDer))}-${form}`,
    modifiedAt: chain[0]!.createdAt,
    cacheControl: "public, max-age=86400",
  };
}

/** This authority first, its root last. */
function chainOf(authority: Authority, authorities: ReadonlyMap<string, Authority>): Authority[] {
  const chain = [authority];
  for (
    let parent = authorities.get(authority.parentId ?? "");
    parent;
    parent = authorities.get(parent.parentId ?? "")
  ) {
    chain.push(parent);
  }
  return chain;
}

function index(authorities: ReadonlyMap<string, Authority>): string {
  const lines = [...authorities.values()].map(({ id, name }) => `${name}\n  /ca/${id}.cer\n  /crl/${id}.crl\n`);
  return ["Countersign: certificates of authorities and their revocation lists.\n", ...lines].join("\n");
}

function withValidators(content: Content, ifNoneMatch: string | undefined): Answer {
  const etag = `"${content.tag}"`;
  const headers = {
    ETag: etag,
    "Cache-Control": content.cacheControl,
    ...(content.modifiedAt ? { "Last-Modified": content.modifiedAt.toUTCString() } : {}),
  };
  // If-Modified-Since is not looked at: two CRLs may share a second (RFC 9110 §8.8.2.2).
  if (matches(ifNoneMatch, etag)) return { status: 304, headers, body: null };
  const { mediaType, body } = content;
  return { status: 200, headers: { ...headers, "Content-Type": mediaType, "Content-Length": body.length }, body };
}

/** RFC 9110 §13.1.2: weak comparison. */
function matches(ifNoneMatch: string | undefined, etag: string): boolean {
  const candidates = (ifNoneMatch ?? "").split(",").map((candidate) => candidate.trim().replace(/^W\//, ""));
  return candidates.includes(etag) || candidates.includes("*");
}

export function text(status: number, line: string, headers: Record<string, string | number> = {}): Answer {
  const body = Buffer.from(`${line}\n`);
  const type = { "Content-Type": "text/plain; charset=utf-8", "Content-Length": body.length };
  return { status, headers: { ...type, "Cache-Control": "no-store", ...headers }, body };
}

function digest(parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest("hex");
}

const concatenated = (parts: readonly Uint8Array[]): Uint8Array =>
  parts.length === 1 ? parts[0]! : Buffer.concat(parts);
