"use client";

import { Plus, X } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Checkbox, Input, Select } from "@/components/ui/input";
import type { NameCount, NameRule, NameType } from "@/lib/ca/profile";
import { nameCounts, nameTypeWords } from "@/lib/contract/profile";
import type { ProfileFieldsProps } from "./profile-fields";
import { emptyRule, type NameMode, nameMode, ruleText, withRuleText } from "./profile-form";
import { SentenceRow } from "./sentence-row";

const counts: Readonly<Record<NameCount, string>> = {
  any: "any number",
  "at-least-one": "at least one",
  "exactly-one": "exactly one",
};
const modes: Readonly<Record<NameMode, string>> = { any: "whatever it is", none: "none at all", rules: "only" };
const placeholders: Readonly<Record<NameType, string>> = {
  dns: "corp.example or web-*.corp.example",
  ip: "10.20.0.0/16",
  email: "corp.example",
  uri: "spiffe://corp.example/",
};
const befores: Readonly<Record<NameType, string>> = { dns: "", ip: "in", email: "at", uri: "that begin with" };

/** Names of one type: how many, which, and each rule as the rest of the sentence. */
export function NameRulesRow({ type, form, errorOf, onChange }: ProfileFieldsProps & { readonly type: NameType }) {
  const rules = form.names[type];
  const mode = nameMode(rules);
  const { plural } = nameTypeWords[type];
  const setRules = (changed: readonly NameRule[] | null) =>
    onChange({ ...form, names: { ...form.names, [type]: changed } });
  return (
    <SentenceRow start={`${plural}:`} error={errorOf(`names.${type}`)}>
      {mode !== "none" && (
        <Select
          aria-label={`${plural}, how many`}
          value={form.nameCounts[type]}
          onChange={(event) => {
            const count = nameCounts.find((each) => each === event.target.value) ?? "any";
            onChange({ ...form, nameCounts: { ...form.nameCounts, [type]: count } });
          }}
        >
          {nameCounts.map((count) => (
            <option key={count} value={count}>
              {counts[count]}
            </option>
          ))}
        </Select>
      )}
      <Select
        aria-label={`${plural}, which`}
        value={mode}
        onChange={({ target: { value } }) => {
          const names = { ...form.names, [type]: value === "any" ? null : value === "none" ? [] : [emptyRule[type]] };
          const count = value === "none" ? "any" : form.nameCounts[type];
          onChange({ ...form, names, nameCounts: { ...form.nameCounts, [type]: count } });
        }}
      >
        {(["any", "none", "rules"] as const).map((each) => (
          <option key={each} value={each}>
            {modes[each]}
          </option>
        ))}
      </Select>
      {mode === "rules" && rules !== null && <Rules type={type} rules={rules} onChange={setRules} />}
    </SentenceRow>
  );
}

interface RulesProps {
  readonly type: NameType;
  readonly rules: readonly NameRule[];
  readonly onChange: (rules: readonly NameRule[]) => void;
}

function Rules({ type, rules, onChange }: RulesProps) {
  return (
    <ul className="grid w-full gap-1.5">
      {rules.map((rule, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a rule has nothing else that stays while it is typed.
        <li key={index} className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="text-muted">{[index > 0 ? "or" : "", befores[type]].filter(Boolean).join(" ")}</span>
          <Input
            mono
            aria-label={`${nameTypeWords[type].plural}, rule ${index + 1}`}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            placeholder={placeholders[type]}
            value={ruleText(rule)}
            onChange={(event) => onChange(rules.with(index, withRuleText(rule, event.target.value)))}
            className="w-64 max-w-full"
          />
          <RuleExtent rule={rule} onChange={(changed) => onChange(rules.with(index, changed))} />
          <Button
            tone="quiet"
            size="icon"
            aria-label={`Remove rule ${index + 1} of ${nameTypeWords[type].plural}`}
            disabled={rules.length === 1}
            onClick={() => onChange(rules.toSpliced(index, 1))}
          >
            <X aria-hidden size={14} />
          </Button>
        </li>
      ))}
      <li>
        <Button size="sm" onClick={() => onChange([...rules, emptyRule[type]])}>
          <Plus aria-hidden size={13} />
          Or…
        </Button>
      </li>
    </ul>
  );
}

function RuleExtent({ rule, onChange }: { readonly rule: NameRule; readonly onChange: (rule: NameRule) => void }) {
  if ("pattern" in rule) return <span className="text-muted text-sm">a star stands for anything between two dots</span>;
  if (rule.type === "dns") {
    return (
      <>
        <Checkbox
          checked={rule.subdomains}
          onChange={(event) => onChange({ ...rule, subdomains: event.target.checked })}
        >
          and names under it
        </Checkbox>
        <Checkbox checked={rule.wildcards} onChange={(event) => onChange({ ...rule, wildcards: event.target.checked })}>
          and wildcards
        </Checkbox>
      </>
    );
  }
  if (rule.type !== "email") return null;
  return (
    <Checkbox checked={rule.subdomains} onChange={(event) => onChange({ ...rule, subdomains: event.target.checked })}>
      and its subdomains
    </Checkbox>
  );
}
