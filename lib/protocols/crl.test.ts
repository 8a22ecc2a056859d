import { beforeEach, describe, expect, it } from "vitest";
import type { Authority, CrlRecord } from "../ca/ports";
import { decodePem } from "../pki/pem";
import { type Answer, createValidationHandler } from "./crl";
import { createPublished, type Published } from "./published";

const rootId = "aaaaaaaaaaaa";
const issuingId = "bbbbbbbbbbbb";
const thisUpdate = new Date("2026-11-24T06:00:00Z");
const nextUpdate = new Date("2026-12-01T06:00:00Z");

const authority = (id: string, parentId: string | null): Authority => ({
  id,
  parentId,
  name: `Authority ${id}`,
  kind: parentId ? "issuing" : "root",
  state: "active",
  keyId: id,
  keyType: "ec-p256",
  certificateId: id,
  certificateDer: Buffer.from(`der of ${id}`),
  notBefore: thisUpdate,
  notAfter: nextUpdate,
  validationUrl: "http://pki.example.org",
  crlLifeSeconds: 604_800,
  crlStaleSince: null,
  createdAt: thisUpdate,
});

const crl = (authorityId: string, number: bigint): CrlRecord => ({
  authorityId,
  number,
  thisUpdate,
  nextUpdate,
  entryCount: 0,
  sha256: `${authorityId}${number}`,
  der: Buffer.from(`crl ${number} of ${authorityId}`),
});

let latest: Map<string, CrlRecord>;
let isAway: boolean;
let looks: number;
let failures: unknown[];
let published: Published;
let handle: ReturnType<typeof createValidationHandler>;

beforeEach(() => {
  latest = new Map([rootId, issuingId].map((id) => [id, crl(id, 1n)]));
  isAway = false;
  looks = 0;
  failures = [];
  const answer = async <T>(value: T): Promise<T> => {
    if (isAway) throw new Error("away");
    return value;
  };
  published = createPublished({
    source: {
      authorities: { list: () => answer([authority(rootId, null), authority(issuingId, rootId)]) },
      crls: {
        latest: (id) => answer(latest.get(id) ?? null),
        latestOfAll: () => {
          looks++;
          return answer([...latest.values()]);
        },
      },
    },
    onFailure: (error) => failures.push(error),
  });
  handle = createValidationHandler(published);
});

const get = (path: string, more: { method?: string; ifNoneMatch?: string } = {}): Promise<Answer> =>
  handle({ method: "GET", path, ifNoneMatch: undefined, ...more });
const bodyOf = ({ body }: Answer): string => Buffer.from(body ?? []).toString();
const blocksOf = (answer: Answer): string[] =>
  decodePem(bodyOf(answer), { maxBytes: 10_000 }).map(({ der }) => Buffer.from(der).toString());

describe("the validation listener answers", () => {
  it.each([
    [`/crl/${issuingId}.crl`, "application/pkix-crl", `crl 1 of ${issuingId}`],
    [`/ca/${issuingId}.cer`, "application/pkix-cert", `der of ${issuingId}`],
    [`/anything/before/crl/${rootId}.crl`, "application/pkix-crl", `crl 1 of ${rootId}`],
  ])("%s with the DER octets as %s", async (path, mediaType, content) => {
    const answer = await get(path);
    expect(answer).toMatchObject({
      status: 200,
      headers: { "Content-Type": mediaType, "Content-Length": content.length },
    });
    expect(bodyOf(answer)).toBe(content);
  });

  it.each([
    [`/crl/${issuingId}.pem`, [`crl 1 of ${issuingId}`]],
    [`/ca/${issuingId}.pem`, [`der of ${issuingId}`]],
    [`/crl/${issuingId}.chain.pem`, [`crl 1 of ${issuingId}`, `crl 1 of ${rootId}`]],
    [`/crl/${issuingId}/chain.pem`, [`crl 1 of ${issuingId}`, `crl 1 of ${rootId}`]],
    [`/ca/${issuingId}.chain.pem`, [`der of ${issuingId}`, `der of ${rootId}`]],
    [`/crl/${rootId}.chain.pem`, [`crl 1 of ${rootId}`]],
  ])("%s with PEM, this authority first and its root last", async (path, contents) => {
    const answer = await get(path);
    expect(answer.status).toBe(200);
    expect(blocksOf(answer)).toEqual(contents);
  });

  it.each([
    "/crl/cccccccccccc.crl",
    `/crl/${issuingId}.cer`,
    `/ca/${issuingId}.crl`,
    `/crl/${issuingId}`,
    `/crl/${issuingId}.crl/`,
    `/crl/${issuingId.toUpperCase()}.crl`,
    "/crl/..%2f..%2fetc%2fpasswd",
    "/favicon.ico",
  ])("%s with 404 in plain text", async (path) => {
    expect(await get(path)).toMatchObject({ status: 404, headers: { "Content-Type": "text/plain; charset=utf-8" } });
  });

  it("404 while an authority has published nothing", async () => {
    latest.delete(rootId);
    expect((await get(`/crl/${rootId}.crl`)).status).toBe(404);
    expect((await get(`/crl/${issuingId}.chain.pem`)).status).toBe(404);
    expect((await get(`/crl/${issuingId}.crl`)).status).toBe(200);
  });

  it.each(["POST", "PUT", "DELETE", "OPTIONS", "TRACE"])("405 to %s, naming what it takes", async (method) => {
    expect(await get(`/crl/${issuingId}.crl`, { method })).toMatchObject({
      status: 405,
      headers: { Allow: "GET, HEAD" },
    });
  });

  it("HEAD with the headers of GET and no body", async () => {
    const [head, whole] = [await get(`/crl/${issuingId}.crl`, { method: "HEAD" }), await get(`/crl/${issuingId}.crl`)];
    expect(head).toEqual({ ...whole, body: null });
  });

  it("304 exactly while the content is the same", async () => {
    const path = `/crl/${issuingId}.chain.pem`;
    const etag = String((await get(path)).headers.ETag);
    expect(await get(path, { ifNoneMatch: `"other", W/${etag}` })).toMatchObject({ status: 304, body: null });
    latest.set(rootId, crl(rootId, 2n));
    published.forget();
    const changed = await get(path, { ifNoneMatch: etag });
    expect(changed.status).toBe(200);
    expect(blocksOf(changed)[1]).toBe(`crl 2 of ${rootId}`);
  });

  it("a CRL in such a way that every cache asks again", async () => {
    const { headers } = await get(`/crl/${issuingId}.crl`);
    expect(headers).toMatchObject({ "Cache-Control": "public, no-cache", "Last-Modified": thisUpdate.toUTCString() });
  });
});

describe("a published CRL", () => {
  const path = `/crl/${issuingId}.crl`;

  it("is seen at the next request after this process published it", async () => {
    await get(path);
    latest.set(issuingId, crl(issuingId, 2n));
    published.forget();
    expect(bodyOf(await get(path))).toBe(`crl 2 of ${issuingId}`);
  });

  it("is read once however many ask, and the database is asked at most twice a second", async () => {
    await Promise.all(Array.from({ length: 100 }, () => get(path)));
    await get(path);
    expect(looks).toBe(1);
  });

  it("goes on being served while the database is away", async () => {
    await get(path);
    isAway = true;
    published.forget();
    expect(bodyOf(await get(path))).toBe(`crl 1 of ${issuingId}`);
    expect(failures).toHaveLength(1);
  });

  it("never goes back to an older one, even when the database does", async () => {
    latest.set(issuingId, crl(issuingId, 7n));
    await get(path);
    latest.set(issuingId, crl(issuingId, 6n));
    published.forget();
    expect(bodyOf(await get(path))).toBe(`crl 7 of ${issuingId}`);
  });

  it("is an error, not an empty answer, when the database was away from the beginning", async () => {
    isAway = true;
    await expect(get(path)).rejects.toThrow("away");
  });
});
