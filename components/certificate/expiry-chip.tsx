"use client";

import { ChevronDown } from "lucide-react";
import { useRouter } from "next/navigation";
import { type SubmitEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Menu, MenuItem } from "@/components/ui/menu";
import { chipClass } from "./chip";
import { expiryWords } from "./expiry-words";
import { Tick } from "./filter-bar";
import { firstPage, type SearchView, searchHref } from "./search-url";

const windows = ["7d", "30d", "90d"] as const;

/** When certificates end: soon, or on days of one's choice. */
export function ExpiryChip({ view }: { readonly view: SearchView }) {
  const [isOpen, setOpen] = useState(false);
  const href = (expires: string | null) => searchHref({ ...firstPage(view), expires });
  return (
    <>
      <Menu
        align="start"
        trigger={
          <button type="button" className={chipClass(view.expires !== null)}>
            <span className="truncate">
              {view.expires === null ? "Expiry" : `Expires ${expiryWords(view.expires)}`}
            </span>
            <ChevronDown aria-hidden size={13} />
          </button>
        }
      >
        {windows.map((window) => (
          <MenuItem
            key={window}
            href={href(window === view.expires ? null : window)}
            icon={<Tick isOn={view.expires === window} />}
          >
            Expires {expiryWords(window)}
          </MenuItem>
        ))}
        <MenuItem icon={<Tick isOn={view.expires?.includes("..") ?? false} />} onSelect={() => setOpen(true)}>
          From day to day…
        </MenuItem>
        {view.expires !== null && (
          <MenuItem href={href(null)} icon={<Tick isOn={false} />}>
            Any time
          </MenuItem>
        )}
      </Menu>
      <DaysDialog open={isOpen} view={view} onClose={() => setOpen(false)} />
    </>
  );
}

interface DaysDialogProps {
  readonly open: boolean;
  readonly view: SearchView;
  readonly onClose: () => void;
}

function DaysDialog({ open, view, onClose }: DaysDialogProps) {
  const router = useRouter();
  const [first = "", second = ""] = view.expires?.includes("..") ? view.expires.split("..") : [];
  const [from, setFrom] = useState(first);
  const [to, setTo] = useState(second);
  const isWrong = from !== "" && to !== "" && to < from;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (from === "" || to === "" || isWrong) return;
    onClose();
    router.push(searchHref({ ...firstPage(view), expires: `${from}..${to}` }));
  };
  return (
    <Dialog
      open={open}
      onClose={onClose}
      size="sm"
      title="Expires from day to day"
      description="Both days included, in UTC."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form="expiry-days" tone="primary" disabled={from === "" || to === "" || isWrong}>
            Show
          </Button>
        </>
      }
    >
      <form id="expiry-days" onSubmit={submit} className="grid gap-3 sm:grid-cols-2">
        <Field label="First day">
          {(control) => (
            <Input {...control} type="date" value={from} onChange={(event) => setFrom(event.target.value)} />
          )}
        </Field>
        <Field label="Last day" error={isWrong ? "This is before the first day." : null}>
          {(control) => <Input {...control} type="date" value={to} onChange={(event) => setTo(event.target.value)} />}
        </Field>
      </form>
    </Dialog>
  );
}
