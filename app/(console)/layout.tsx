import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { commandsFor } from "@/components/palette/commands";
import { Palette } from "@/components/palette/palette";
import { MobileNavigation } from "@/components/shell/mobile-navigation";
import { navigationFor } from "@/components/shell/navigation";
import { NoticeBell } from "@/components/shell/notice-bell";
import { SearchForm } from "@/components/shell/search-form";
import { Sidebar } from "@/components/shell/sidebar";
import { SkipLink } from "@/components/shell/skip-link";
import { themeCookie, themeFrom } from "@/components/shell/theme";
import { ThemeMenu } from "@/components/shell/theme-menu";
import { TopBar } from "@/components/shell/top-bar";
import { UserMenu } from "@/components/shell/user-menu";
import { ToastProvider } from "@/components/ui/toast";
import { currentSession } from "@/lib/auth/current";
import { application, running } from "@/lib/running";
import { load } from "@/lib/web/load";
import { find, keepTheme, signOut } from "./actions";

export default async function ConsoleLayout({ children }: { readonly children: ReactNode }) {
  const session = await currentSession();
  if (!session) redirect("/sign-in");
  const groups = navigationFor(session.permissions);
  const theme = themeFrom((await cookies()).get(themeCookie)?.value);
  const notices = session.permissions.includes("notice.read")
    ? await load((actor) => application().noticeCounts(actor))
    : null;
  const person = (
    <>
      {notices && <NoticeBell counts={notices} />}
      <ThemeMenu theme={theme} keep={keepTheme} />
      <UserMenu email={session.email} roles={session.roles} signOut={signOut} />
    </>
  );
  return (
    <ToastProvider>
      <SkipLink />
      <div className="grid min-h-dvh md:grid-cols-[13.25rem_minmax(0,1fr)]">
        <Sidebar groups={groups} version={running().version} instanceName={session.instanceName} />
        <div className="min-w-0">
          <TopBar start={<MobileNavigation groups={groups} />} end={person}>
            <SearchForm />
          </TopBar>
          <main
            id="content"
            className="mx-auto grid max-w-330 content-start gap-4.5 px-3.5 pt-4 pb-12 md:px-6 md:pt-5.5"
          >
            {children}
          </main>
        </div>
      </div>
      <Palette
        commands={commandsFor(session.permissions)}
        find={find}
        recentKey={`countersign.recent.${session.userId}`}
      />
    </ToastProvider>
  );
}
