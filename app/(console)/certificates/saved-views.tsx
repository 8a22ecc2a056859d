"use client";

import { Star } from "lucide-react";
import Link from "next/link";
import { type SubmitEvent, useState } from "react";
import { chipClass } from "@/components/certificate/chip";
import { isFiltered, type SearchView, searchHref, searchQuery } from "@/components/certificate/search-url";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Menu, MenuItem } from "@/components/ui/menu";
import { FormError } from "@/components/ui/notice";
import { useToast } from "@/components/ui/toast";
import { useAction } from "@/components/ui/use-action";
import type { SavedViewDto } from "@/lib/contract/view";
import { changeView, removeView, saveView } from "./actions";

export interface SavedViewsProps {
  readonly view: SearchView;
  readonly views: readonly SavedViewDto[];
}

/** Views kept under a name; the one that is open can be renamed or deleted. */
export function SavedViews({ view, views }: SavedViewsProps) {
  const [asked, setAsked] = useState<"save" | "rename" | null>(null);
  const toast = useToast();
  const onFailure = ({ message }: { readonly message: string }) => toast(message, { tone: "bad" });
  const again = useAction(saveView, { onSuccess: ({ name }) => toast(`The view “${name}” is back.`), onFailure });
  const back = useAction(changeView, { onSuccess: ({ name }) => toast(`The view is “${name}” again.`), onFailure });
  const drop = useAction(removeView, { onSuccess: ({ name }) => toast(`“${name}” is not kept.`), onFailure });
  const remove = useAction(removeView, {
    onSuccess: ({ name, query }) => toast(`Deleted the view “${name}”.`, { undo: () => again.run({ name, query }) }),
  });
  const kept = (after: SavedViewDto, before: SavedViewDto | null) => {
    setAsked(null);
    const undo = () =>
      before ? back.run({ viewId: before.id, name: before.name, query: before.query }) : drop.run({ viewId: after.id });
    toast(`The view is kept as “${after.name}”.`, { undo });
  };
  const query = searchQuery({ ...view, cursor: null, skipped: 0 });
  const open = views.find((one) => one.query === query);
  const mine = searchHref({ owner: ["me"] });
  return (
    <nav
      aria-label="Views"
      className="flex flex-wrap items-center gap-1.5 border-line-strong sm:ml-1 sm:border-l sm:pl-2.5"
    >
      <Link href={mine} className={chipClass(query === "owner=me")} aria-current={query === "owner=me" || undefined}>
        Mine
      </Link>
      {views.map((one) => (
        <Link
          key={one.id}
          href={`/certificates?${one.query}`}
          className={chipClass(one === open)}
          aria-current={one === open || undefined}
        >
          <Star aria-hidden size={12} className={one === open ? "fill-current" : undefined} />
          <span className="truncate">{one.name}</span>
        </Link>
      ))}
      {open && (
        <Menu
          align="start"
          trigger={
            <button type="button" className={chipClass(false)} aria-label={`Change the view ${open.name}`}>
              …
            </button>
          }
        >
          <MenuItem onSelect={() => setAsked("rename")}>Rename…</MenuItem>
          <MenuItem tone="danger" onSelect={() => remove.run({ viewId: open.id })}>
            Delete
          </MenuItem>
        </Menu>
      )}
      {!open && query !== "owner=me" && (isFiltered(view) || query !== "") && (
        <button type="button" className={chipClass(false)} onClick={() => setAsked("save")}>
          <Star aria-hidden size={12} />
          Keep this view…
        </button>
      )}
      <FormError message={remove.failure?.message} />
      {asked === "save" && (
        <NameDialog title="Keep this view" view={null} query={query} onKept={kept} onClose={() => setAsked(null)} />
      )}
      {asked === "rename" && open && (
        <NameDialog
          title={`Rename “${open.name}”`}
          view={open}
          query={query}
          onKept={kept}
          onClose={() => setAsked(null)}
        />
      )}
    </nav>
  );
}

interface NameDialogProps {
  readonly title: string;
  /** Null for a new one. */
  readonly view: SavedViewDto | null;
  readonly query: string;
  readonly onKept: (after: SavedViewDto, before: SavedViewDto | null) => void;
  readonly onClose: () => void;
}

function NameDialog({ title, view, query, onKept, onClose }: NameDialogProps) {
  const [name, setName] = useState(view?.name ?? "");
  const onSuccess = (after: SavedViewDto) => onKept(after, view);
  const save = useAction(saveView, { onSuccess });
  const change = useAction(changeView, { onSuccess });
  const { failure, errorOf, pending } = view ? change : save;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (pending) return;
    if (view) change.run({ viewId: view.id, name, query });
    else save.run({ name, query });
  };
  return (
    <Dialog
      open
      onClose={onClose}
      size="sm"
      title={title}
      description="Filters, sort and columns; only you see it."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form="view-name" tone="primary" pending={pending}>
            Keep
          </Button>
        </>
      }
    >
      <form id="view-name" onSubmit={submit} className="grid gap-3">
        <FormError message={errorOf("name") ? null : failure?.message} />
        <Field label="Name" error={errorOf("name")}>
          {(control) => (
            <Input
              {...control}
              value={name}
              maxLength={60}
              autoComplete="off"
              placeholder="Payments, this month"
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
      </form>
    </Dialog>
  );
}
