"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useState, useTransition } from "react";
import { Button } from "../ui/button";
import { Menu, MenuChoice } from "../ui/menu";
import type { Theme } from "./theme";

type Choice = Theme | "system";

const choices = [
  { value: "system", label: "As the system", icon: <Monitor aria-hidden size={14} /> },
  { value: "light", label: "Light", icon: <Sun aria-hidden size={14} /> },
  { value: "dark", label: "Dark", icon: <Moon aria-hidden size={14} /> },
] as const;

export interface ThemeMenuProps {
  readonly theme: Theme | null;
  /** Keeps the choice for the next page. */
  readonly keep: (choice: Choice) => Promise<unknown>;
}

export function ThemeMenu({ theme, keep }: ThemeMenuProps) {
  const [choice, setChoice] = useState<Choice>(theme ?? "system");
  const [, startTransition] = useTransition();
  const change = (next: Choice) => {
    setChoice(next);
    if (next === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = next;
    startTransition(async () => {
      await keep(next);
    });
  };
  const trigger = (
    <Button tone="quiet" size="icon" aria-label="Colours" title="Colours">
      {choices.find(({ value }) => value === choice)?.icon}
    </Button>
  );
  return (
    <Menu trigger={trigger}>{<MenuChoice label="Colours" value={choice} options={choices} onChange={change} />}</Menu>
  );
}
