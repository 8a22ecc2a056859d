import { type NavigationItem, navigationFor } from "../shell/navigation";

export interface Command {
  readonly href: string;
  readonly label: string;
  /** A page’s own; an action has none. */
  readonly icon: NavigationItem["icon"] | null;
  /** Further words that find it. */
  readonly words: string;
}

const actions: readonly (Command & { readonly needs: string })[] = [
  {
    href: "/certificates/new",
    label: "New certificate",
    words: "issue request csr server client",
    needs: "certificate.issue",
  },
  { href: "/requests/new", label: "Request a certificate", words: "ask new csr", needs: "request.create" },
  { href: "/authorities/new?kind=root", label: "New root", words: "authority hierarchy ca", needs: "authority.create" },
  { href: "/authorities/new", label: "New issuing authority", words: "intermediate ca", needs: "authority.create" },
  {
    href: "/certificates?status=expiring&sort=expiry",
    label: "Certificates about to expire",
    words: "renew",
    needs: "certificate.read",
  },
  { href: "/certificates?status=revoked", label: "Revoked certificates", words: "crl", needs: "certificate.read" },
  {
    href: "/certificates?status=hold",
    label: "Certificates on hold",
    words: "release",
    needs: "certificate.read",
  },
  {
    href: "/account",
    label: "My account",
    words: "password sessions sign out everywhere role permissions",
    needs: "account.manage",
  },
  { href: "/account#password", label: "Change my password", words: "account", needs: "account.manage" },
  { href: "/audit?result=refused", label: "Refused acts", words: "audit forbidden", needs: "audit.read" },
].map((action) => ({ ...action, icon: null }));

const pageWords: Readonly<Partial<Record<NavigationItem["icon"], string>>> = {
  inspect: "decode certificate request csr crl pkcs12 pkcs7 pem asn.1 lint file",
  requests: "approve refuse collect waiting",
  users: "people roles invite",
  audit: "log history",
};

/** Everything a role can go to without searching. */
export function commandsFor(permissions: readonly string[]): readonly Command[] {
  const pages = navigationFor(permissions)
    .flatMap(({ items }) => items)
    .map((item) => ({ ...item, words: pageWords[item.icon] ?? "" }));
  const allowed = actions.filter(({ needs }) => permissions.includes(needs));
  return [...pages, ...allowed.map(({ needs: _, ...command }) => command)];
}

/** Each typed word must begin a word of the command. */
export function matchingCommands(commands: readonly Command[], text: string): readonly Command[] {
  const typed = text.toLowerCase().split(/\s+/).filter(Boolean);
  return commands.filter(({ label, words }) => {
    const known = `${label} ${words}`.toLowerCase().split(/\s+/);
    return typed.every((part) => known.some((word) => word.startsWith(part)));
  });
}
