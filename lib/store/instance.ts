import type { Instance, InstanceTable } from "../ca/ports";
import { CaError } from "../errors";
import type { Database } from "./database";
import { Prisma } from "./generated/client";

interface InstanceRow {
  readonly setupAt: Date | null;
  readonly newestSignedAt: Date | null;
  readonly acceptedSkewMilliseconds: bigint;
  readonly databaseTime: Date;
}

export function instanceTable(database: Database): InstanceTable {
  // Raw: Prisma can read neither the server's clock nor a row under lock.
  const select = async (lock: Prisma.Sql): Promise<Instance> => {
    const [row] = await database.$queryRaw<[InstanceRow]>`
      SELECT setup_at AS "setupAt", newest_signed_at AS "newestSignedAt",
             accepted_skew_milliseconds AS "acceptedSkewMilliseconds", clock_timestamp() AS "databaseTime"
      FROM instance ${lock}`;
    return { ...row, acceptedSkewMilliseconds: Number(row.acceptedSkewMilliseconds) };
  };
  return {
    read: () => select(Prisma.empty),
    lock: () => select(Prisma.sql`FOR UPDATE`),
    async completeSetup(at) {
      const { count } = await database.instance.updateMany({ where: { setupAt: null }, data: { setupAt: at } });
      if (count === 0) throw new CaError("conflict", "Setup has already been completed; sign in instead.");
    },
    async raiseNewestSigned(at) {
      // Raw: the comparison and the write are one statement, so concurrent signers cannot lower it.
      await database.$executeRaw`
        UPDATE instance SET newest_signed_at = ${at}::timestamptz
        WHERE newest_signed_at IS NULL OR newest_signed_at < ${at}::timestamptz`;
    },
    async acceptClock({ newestSignedAt, acceptedSkewMilliseconds }) {
      await database.instance.updateMany({
        data: { newestSignedAt, acceptedSkewMilliseconds: BigInt(acceptedSkewMilliseconds) },
      });
    },
  };
}
