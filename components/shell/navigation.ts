export interface NavigationItem {
  readonly href: string;
  readonly label: string;
  readonly icon:
    | "overview"
    | "certificates"
    | "requests"
    | "authorities"
    | "profiles"
    | "inspect"
    | "audit"
    | "users"
    | "settings";
}

export interface NavigationGroup {
  /** Empty for the first. */
  readonly label: string;
  readonly items: readonly NavigationItem[];
}

const groups: readonly { label: string; items: readonly (NavigationItem & { readonly needs: string })[] }[] = [
  {
    label: "",
    items: [
      { href: "/", label: "Overview", icon: "overview", needs: "overview.read" },
      { href: "/certificates", label: "Certificates", icon: "certificates", needs: "certificate.read-own" },
      { href: "/requests", label: "Requests", icon: "requests", needs: "request.read-own" },
      { href: "/authorities", label: "Authorities", icon: "authorities", needs: "authority.read" },
      { href: "/profiles", label: "Profiles", icon: "profiles", needs: "profile.read" },
      { href: "/inspect", label: "Inspect", icon: "inspect", needs: "certificate.read-own" },
    ],
  },
  {
    label: "Administration",
    items: [
      { href: "/audit", label: "Audit", icon: "audit", needs: "audit.read" },
      { href: "/users", label: "Users", icon: "users", needs: "user.manage" },
      { href: "/settings", label: "Settings", icon: "settings", needs: "settings.read" },
    ],
  },
];

/** What a role may not see is not offered; the use cases refuse it all the same. */
export function navigationFor(permissions: readonly string[]): readonly NavigationGroup[] {
  return groups
    .map(({ label, items }) => ({ label, items: items.filter(({ needs }) => permissions.includes(needs)) }))
    .filter(({ items }) => items.length > 0);
}

export function isCurrent(href: string, pathname: string): boolean {
  return href === "/" ? pathname === "/" : pathname === href || pathname.startsWith(`${href}/`);
}
