import type { Role } from "@/lib/ca/actor";

/** What a role is for, in a line; what it may do exactly is the table. */
export const roleWords = {
  administrator: { name: "Administrator", purpose: "Runs this instance: authorities, people, everything." },
  operator: { name: "Operator", purpose: "Issues, renews and revokes certificates." },
  auditor: { name: "Auditor", purpose: "Reads everything, changes nothing." },
  requester: { name: "Requester", purpose: "Previews requests and sees their own certificates." },
} as const satisfies Record<Role, { name: string; purpose: string }>;
