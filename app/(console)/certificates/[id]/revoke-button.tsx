"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { RevokeDialog } from "./revoke-dialog";

export interface RevokeButtonProps {
  readonly certificateId: string;
  readonly name: string;
  readonly isAuthority: boolean;
}

export function RevokeButton(props: RevokeButtonProps) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button tone="danger" onClick={() => setIsOpen(true)}>
        Revoke…
      </Button>
      {isOpen && <RevokeDialog {...props} onClose={() => setIsOpen(false)} />}
    </>
  );
}
