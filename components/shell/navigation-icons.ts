import {
  BadgeCheck,
  Gauge,
  Inbox,
  Network,
  ScanSearch,
  ScrollText,
  Settings,
  SlidersHorizontal,
  Users,
} from "lucide-react";
import type { NavigationItem } from "./navigation";

export const navigationIcons = {
  overview: Gauge,
  certificates: BadgeCheck,
  requests: Inbox,
  authorities: Network,
  profiles: SlidersHorizontal,
  inspect: ScanSearch,
  audit: ScrollText,
  users: Users,
  settings: Settings,
} as const satisfies Record<NavigationItem["icon"], unknown>;
