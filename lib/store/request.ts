import type { RequestQuery, RequestRecord, RequestState, RequestTable } from "../ca/ports";
import type { Database } from "./database";
import type { Prisma, Request as Row } from "./generated/client";
import { octets } from "./octets";
import { storable, storableJson } from "./storable";

const json = (value: unknown) => storableJson(value) as Prisma.InputJsonValue;

export function requestTable(database: Database): RequestTable {
  return {
    async insert({ asked, csr, displayName, note, tags, ...rest }) {
      const text = { displayName: storable(displayName), note: storable(note) };
      const undecided = { state: "pending", decidedByName: "", reason: "" };
      await database.request.create({
        data: { ...rest, ...text, ...undecided, asked: json(asked), csr: octets(csr), tags: [...tags] },
      });
    },
    find: async (id) => one(await database.request.findUnique({ where: { id } })),
    async lock(id) {
      // Raw: Prisma cannot lock rows.
      await database.$queryRaw`SELECT 1 FROM requests WHERE id = ${id} FOR NO KEY UPDATE`;
      return one(await database.request.findUnique({ where: { id } }));
    },
    async lockRequester(userId, since) {
      const [user] = await database.$queryRaw<{ isDisabled: boolean }[]>`
        SELECT disabled_at IS NOT NULL AS "isDisabled" FROM users WHERE id = ${userId} FOR NO KEY UPDATE`;
      if (user === undefined || user.isDisabled) return null;
      const [pending, recent] = await Promise.all([
        database.request.count({ where: { requesterId: userId, state: "pending" } }),
        database.request.count({ where: { requesterId: userId, createdAt: { gte: since } } }),
      ]);
      return { pending, recent };
    },
    async list(query, { before, limit }) {
      const last = before === null ? null : await database.request.findUnique({ where: { id: before } });
      const older = last && {
        OR: [{ createdAt: { lt: last.createdAt } }, { createdAt: last.createdAt, id: { lt: last.id } }],
      };
      const where = { AND: [whereOf(query), older ?? {}] };
      const rows = await database.request.findMany({
        where,
        orderBy: [{ createdAt: "desc" }, { id: "desc" }],
        take: limit,
      });
      return rows.map(requestFromRow);
    },
    count: (query) => database.request.count({ where: whereOf(query) }),
    async decide(id, { decidedByName, reason, ...rest }) {
      const { granted, ...decision } = { granted: null, ...rest };
      const text = { decidedByName: storable(decidedByName), reason: storable(reason) };
      await database.request.update({
        where: { id, state: "pending" },
        data: { ...decision, ...text, ...(granted && { granted: json(granted) }) },
      });
    },
    async collect(id, at) {
      await database.request.updateMany({ where: { id, collectedAt: null }, data: { collectedAt: at } });
    },
    async closePendingOf(requesterId, decision) {
      const { count } = await database.request.updateMany({
        where: { requesterId, state: "pending" },
        data: { ...decision, state: "closed" },
      });
      return count;
    },
  };
}

function whereOf({ states, requesterId, scopes }: RequestQuery): Prisma.RequestWhereInput {
  return {
    state: { in: [...states] },
    ...(requesterId !== null && { requesterId }),
    ...(scopes !== null && {
      OR: scopes.map(({ authorityIds, profileIds }) => ({
        ...(authorityIds !== null && { authorityId: { in: [...authorityIds] } }),
        ...(profileIds !== null && { profileId: { in: [...profileIds] } }),
      })),
    }),
  };
}

const one = (row: Row | null): RequestRecord | null => (row === null ? null : requestFromRow(row));

function requestFromRow({ asked, granted, state, keyOrigin, csr, ...row }: Row): RequestRecord {
  return {
    ...row,
    asked: asked as unknown as RequestRecord["asked"],
    granted: granted as unknown as RequestRecord["granted"],
    state: state as RequestState,
    keyOrigin: keyOrigin as RequestRecord["keyOrigin"],
    csr: new Uint8Array(csr),
  };
}
