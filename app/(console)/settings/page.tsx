import type { Metadata } from "next";
import { historyHref } from "@/components/audit/audit-href";
import { MasterKeyCard } from "@/components/settings/master-key-card";
import { SettingsTabs } from "@/components/settings/settings-tabs";
import { ButtonLink } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import { application, running } from "@/lib/running";
import { load } from "@/lib/web/load";
import { SettingsForm } from "./settings-form";

export const metadata: Metadata = { title: "Settings" };

export default async function SettingsPage() {
  const view = await load((actor) => application().settings(actor));
  return (
    <>
      <PageHeader
        title="Settings"
        actions={<ButtonLink href={historyHref({ objectKind: "instance", objectId: "" })}>History</ButtonLink>}
      />
      <SettingsTabs current="/settings" />
      {view.masterKey ? <MasterKeyCard care={view.masterKey} /> : null}
      <SettingsForm key={JSON.stringify(view.settings)} view={view} consoleUrl={running().consoleUrl} />
    </>
  );
}
