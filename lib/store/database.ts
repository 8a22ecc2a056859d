import type { Prisma } from "./generated/client";

/** The Prisma client itself or an open transaction of it: every table adapter works on both. */
export type Database = Prisma.TransactionClient;
