"use client";

import { installGuide, type RootToTrust } from "@/lib/delivery/install-guide";
import { CodeBlock } from "../ui/code-block";
import { Notice } from "../ui/notice";
import { Tabs } from "../ui/tabs";

/** How to trust a root, platform by platform, commands filled in. */
export function InstallGuideTabs({ root }: { readonly root: RootToTrust }) {
  return (
    <Tabs
      label="Platform"
      tabs={installGuide(root).map((guide) => ({
        value: guide.platform,
        label: guide.title,
        content: (
          <div className="grid grid-cols-1 gap-3">
            <ol className="grid list-decimal grid-cols-1 gap-3 pl-5 marker:text-faint">
              {guide.steps.map((step) => (
                <li key={step.text + step.command} className="min-w-0">
                  <p className="wrap-anywhere mb-1.5">{step.text}</p>
                  {step.command === null ? null : <CodeBlock code={step.command} what="command" />}
                </li>
              ))}
            </ol>
            {guide.caveat ? <Notice tone="info">{guide.caveat}</Notice> : null}
          </div>
        ),
      }))}
    />
  );
}
