import { BadgeCheck, Gauge, Network, ScanSearch, ScrollText, Settings, SlidersHorizontal, Users } from "lucide-react";
import type { NavigationItem } from "./navigation";

export const navigationIcons = {
  overview: Gauge,
  certificates: BadgeCheck,
  authorities: Network,
  profiles: SlidersHorizontal,
  inspect: ScanSearch,
  audit: ScrollText,
  users: Users,
  settings: Settings,
} as const satisfies Record<NavigationItem["icon"], unknown>;
