"use client";

import { Eye, EyeOff } from "lucide-react";
import { useState } from "react";
import { Button } from "./button";
import { Input, type InputProps } from "./input";

/** A password that can be looked at while typing: better than typing it twice. */
export function PasswordInput(props: Omit<InputProps, "type">) {
  const [shown, setShown] = useState(false);
  const Icon = shown ? EyeOff : Eye;
  return (
    <span className="relative grid">
      <Input
        {...props}
        type={shown ? "text" : "password"}
        autoCapitalize="off"
        autoCorrect="off"
        spellCheck={false}
        className="pr-9"
      />
      <Button
        tone="quiet"
        size="icon"
        aria-label="Show the password"
        aria-pressed={shown}
        onClick={() => setShown(!shown)}
        className="absolute top-0.75 right-0.75 size-7"
      >
        <Icon aria-hidden size={14} />
      </Button>
    </span>
  );
}
