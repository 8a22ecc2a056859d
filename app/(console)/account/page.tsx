import type { Metadata } from "next";
import { AllowedList } from "@/components/account/allowed-list";
import { PageHeader } from "@/components/ui/page-header";
import { requireSession } from "@/lib/auth/current";
import { application } from "@/lib/running";
import { load } from "@/lib/web/load";
import { ChangePassword } from "./change-password";
import { Sessions } from "./sessions";

export const metadata: Metadata = { title: "My account" };

export default async function AccountPage() {
  const account = await load(async (actor) => application().account(actor, (await requireSession()).sessionId));
  return (
    <>
      <PageHeader title="My account" description={<span className="break-all">{account.email}</span>} />
      <div className="grid items-start gap-4.5 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <Sessions sessions={account.sessions} />
        <ChangePassword email={account.email} />
      </div>
      <AllowedList account={account} />
    </>
  );
}
