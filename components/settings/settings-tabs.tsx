import { LinkTabs } from "../ui/link-tabs";

const tabs = [
  { href: "/settings", label: "This instance" },
  { href: "/settings/about", label: "About and licences" },
] as const;

export function SettingsTabs({ current }: { readonly current: (typeof tabs)[number]["href"] }) {
  return <LinkTabs label="Settings" tabs={tabs.map((tab) => ({ ...tab, isCurrent: tab.href === current }))} />;
}
