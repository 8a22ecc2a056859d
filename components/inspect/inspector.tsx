"use client";

import { FileUp } from "lucide-react";
import { type DragEvent, lazy, Suspense, useEffect, useRef, useState } from "react";
import type { ForeignItem } from "@/lib/pki/foreign";
import { Button } from "../ui/button";
import { Card } from "../ui/card";
import { classNames } from "../ui/class-names";
import { Field } from "../ui/field";
import { Textarea } from "../ui/input";
import { Notice } from "../ui/notice";
import { type Inspect, useInspection } from "./use-inspection";

const ItemList = lazy(async () => ({ default: (await import("./item-list")).ItemList }));

const fileOctetsMax = 16 * 1024 * 1024;
const filesMax = 20;
const settleMilliseconds = 250;

/** Drop, choose or paste; everything is read here. */
export function Inspector({ inspect }: { readonly inspect: Inspect }) {
  const [text, setText] = useState("");
  const [note, setNote] = useState("");
  const [problem, setProblem] = useState("");
  const [items, setItems] = useState<readonly ForeignItem[]>([]);
  const { answers, ask } = useInspection(inspect);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const show = (next: readonly ForeignItem[], why: string) => {
    setItems(next);
    setProblem(why);
    void ask(next);
  };
  const take = async (inputs: readonly (string | Uint8Array)[]) => {
    const { readBrought, withoutDoubles } = await import("./reading");
    const brought = inputs.map(readBrought);
    const refused = brought.filter((one) => "problem" in one);
    // Nothing of what holds a private key stays on the page.
    if (refused.some(({ isKey }) => isKey)) {
      setText("");
      return show([], refused.find(({ isKey }) => isKey)!.problem);
    }
    const found = withoutDoubles(brought.flatMap((one) => ("items" in one ? one.items : [])));
    show(found, [...new Set(refused.map((one) => one.problem))].join(" "));
  };
  const takeText = (next: string) => {
    setText(next);
    setNote("");
    clearTimeout(timer.current);
    if (next.trim() === "") return show([], "");
    timer.current = setTimeout(() => void take([next]), settleMilliseconds);
  };
  const takeFiles = async (list: FileList | null) => {
    const files = [...(list ?? [])].slice(0, filesMax);
    if (files.length === 0) return;
    clearTimeout(timer.current);
    setText("");
    setNote(files.map(({ name }) => name).join(", "));
    const read = files.map(async (file) => new Uint8Array(await file.slice(0, fileOctetsMax + 1).arrayBuffer()));
    await take(await Promise.all(read));
  };
  const open = (opened: readonly ForeignItem[], instead: ForeignItem) => {
    const next = items.flatMap((item) => (item === instead ? opened : [item]));
    show(next, "");
  };
  return (
    <>
      <Card>
        <InputField text={text} note={note} problem={problem} onText={takeText} onFiles={takeFiles} />
      </Card>
      {answers.problem !== "" && <Notice tone="warn">{answers.problem}</Notice>}
      {items.length > 0 && (
        <Suspense fallback={<p className="text-muted">Reading…</p>}>
          <ItemList items={items} answers={answers} onOpen={open} />
        </Suspense>
      )}
    </>
  );
}

interface InputFieldProps {
  readonly text: string;
  /** Names of the files that were brought instead of text. */
  readonly note: string;
  readonly problem: string;
  readonly onText: (text: string) => void;
  readonly onFiles: (files: FileList | null) => Promise<void>;
}

function InputField({ text, note, problem, onText, onFiles }: InputFieldProps) {
  const [isOver, setIsOver] = useState(false);
  const picker = useRef<HTMLInputElement>(null);
  const onDrop = (event: DragEvent) => {
    if (event.dataTransfer.files.length === 0) return;
    event.preventDefault();
    setIsOver(false);
    void onFiles(event.dataTransfer.files);
  };
  return (
    <Field
      label="Certificate, request, CRL, PKCS#7 or PKCS#12"
      error={problem === "" ? null : problem}
      hint={
        <span className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
          <Button size="sm" onClick={() => picker.current?.click()}>
            <FileUp aria-hidden size={13} />
            Choose files
          </Button>
          <span className="min-w-0 wrap-anywhere">
            {note === "" ? "PEM with as many blocks as you like, base64 or DER. You can drop files on the box." : note}
          </span>
        </span>
      }
    >
      {(control) => (
        <>
          <Textarea
            {...control}
            mono
            rows={6}
            spellCheck={false}
            autoComplete="off"
            placeholder="-----BEGIN CERTIFICATE-----"
            value={text}
            onChange={(event) => onText(event.target.value)}
            onDragOver={(event) => {
              event.preventDefault();
              setIsOver(true);
            }}
            onDragLeave={() => setIsOver(false)}
            onDrop={onDrop}
            className={classNames("resize-y", isOver && "border-accent bg-accent-wash")}
          />
          <input
            ref={picker}
            type="file"
            hidden
            multiple
            onChange={(event) => {
              void onFiles(event.target.files);
              event.target.value = "";
            }}
          />
        </>
      )}
    </Field>
  );
}
