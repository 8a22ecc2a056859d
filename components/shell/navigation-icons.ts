import { BadgeCheck, Gauge, Network, ScrollText, SlidersHorizontal, Users } from "lucide-react";
import type { NavigationItem } from "./navigation";

export const navigationIcons = {
  overview: Gauge,
  certificates: BadgeCheck,
  authorities: Network,
  profiles: SlidersHorizontal,
  audit: ScrollText,
  users: Users,
} as const satisfies Record<NavigationItem["icon"], unknown>;
