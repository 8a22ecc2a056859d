import { application } from "@/lib/running";
import { route } from "@/lib/web/route";

/** For the mark in the top bar, which stays while pages come and go. */
export const GET = route(async (actor) =>
  Response.json(await application().noticeCounts(actor), { headers: { "cache-control": "no-store" } }),
);
