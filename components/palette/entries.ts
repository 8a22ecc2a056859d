/** What the palette lists, in the order in which arrows walk through it. */
import type { CertificateSummary } from "@/lib/contract/certificate";
import type { Found } from "@/lib/contract/find";
import { searchHref } from "../certificate/search-url";
import { type Command, matchingCommands } from "./commands";
import type { RecentItem } from "./recent";

export interface PaletteEntry {
  readonly key: string;
  readonly href: string;
  readonly label: string;
  /** Quieter, behind the label. */
  readonly note: string;
  readonly group: "Recent" | "Certificates" | "Authorities" | "Profiles" | "People" | "Pages and actions" | "Search";
  readonly icon:
    | "certificate"
    | "authority"
    | "profile"
    | "person"
    | "action"
    | "search"
    | NonNullable<Command["icon"]>;
  /** Shown with its status. */
  readonly certificate: CertificateSummary | null;
}

interface Listed {
  readonly text: string;
  readonly found: Found;
  readonly recent: readonly RecentItem[];
  readonly commands: readonly Command[];
}

export function paletteEntries({ text, found, recent, commands }: Listed): readonly PaletteEntry[] {
  const fitting = matchingCommands(commands, text).map(commandEntry);
  if (text === "") return [...recent.map(recentEntry), ...fitting];
  const things = thingEntries(found);
  // “new certificate” means the action; a host name means the certificate.
  const isCommand =
    fitting.length > 0 && !found.certificates.some(({ name }) => name.toLowerCase().startsWith(text.toLowerCase()));
  return [...(isCommand ? [...fitting, ...things] : [...things, ...fitting]), searchEntry(text)];
}

const plain = { note: "", certificate: null } as const;

function thingEntries({ certificates, authorities, profiles, people }: Found): PaletteEntry[] {
  return [
    ...certificates.map((certificate): PaletteEntry => {
      const { id, name, authority, notAfter } = certificate;
      const href = `/certificates/${id}`;
      return {
        key: href,
        href,
        label: name,
        // Renewed ones are called the same.
        note: `until ${notAfter.slice(0, 10)} · ${authority.name}`,
        group: "Certificates",
        icon: "certificate",
        certificate,
      };
    }),
    ...authorities.map(({ id, name, kind, state }): PaletteEntry => {
      const href = `/authorities/${id}`;
      const note = [kind === "root" ? "Root" : "Issuing", ...(state === "active" ? [] : [state])].join(", ");
      return { ...plain, key: href, href, label: name, note, group: "Authorities", icon: "authority" };
    }),
    ...profiles.map(({ id, name, description }): PaletteEntry => {
      const href = `/profiles/${id}`;
      return { ...plain, key: href, href, label: name, note: description, group: "Profiles", icon: "profile" };
    }),
    ...people.map(({ id, email, roles, isDisabled }): PaletteEntry => {
      const note = isDisabled ? `${roles}, disabled` : roles;
      return {
        ...plain,
        key: `person ${id}`,
        href: `/users#user-${id}`,
        label: email,
        note,
        group: "People",
        icon: "person",
      };
    }),
  ];
}

function recentEntry({ href, label }: RecentItem): PaletteEntry {
  const icon = href.startsWith("/authorities") ? "authority" : href.startsWith("/profiles") ? "profile" : "certificate";
  return { ...plain, key: `recent ${href}`, href, label, group: "Recent", icon };
}

const commandEntry = ({ href, label, icon }: Command): PaletteEntry => ({
  ...plain,
  key: `command ${href}`,
  href,
  label,
  note: icon ? "Page" : "Action",
  group: "Pages and actions",
  icon: icon ?? "action",
});

const searchEntry = (text: string): PaletteEntry => ({
  ...plain,
  key: "search",
  href: searchHref({ q: text }),
  label: `Search certificates for “${text}”`,
  group: "Search",
  icon: "search",
});
