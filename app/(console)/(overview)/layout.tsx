import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { currentSession } from "@/lib/auth/current";

/** A requester has no overview: their own certificates are what there is. Above the skeleton, so that it is a real redirect. */
export default async function OverviewLayout({ children }: { readonly children: ReactNode }) {
  const session = await currentSession();
  if (session && !session.permissions.includes("overview.read")) redirect("/certificates");
  return children;
}
