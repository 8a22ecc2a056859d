"use server";

import { z } from "zod";
import { themeCookie, themes } from "@/components/shell/theme";
import { endSession } from "@/lib/auth/sign-out";
import type { CertificateSearch } from "@/lib/contract/certificate";
import { application } from "@/lib/running";
import { action } from "@/lib/web/action";
import { keepCookie } from "@/lib/web/preference";

export const signOut = action(z.strictObject({}), (actor) => endSession(actor));

export const keepTheme = action(z.enum([...themes, "system"]), (_actor, choice) =>
  keepCookie(themeCookie, choice === "system" ? null : choice),
);

/** The first few for the palette: certificates of leaves and of authorities. */
export const findCertificates = action(z.string().max(1_000), async (actor, q) => {
  const search: CertificateSearch = {
    q,
    status: [],
    authority: [],
    profile: [],
    kind: [],
    sort: "created",
    cursor: null,
    limit: 6,
  };
  const { rows } = await application().searchCertificates(actor, search);
  return rows;
});
