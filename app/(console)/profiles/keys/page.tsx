import type { Metadata } from "next";
import { KeyRefusalList } from "@/components/profile/key-refusal-list";
import { PageHeader } from "@/components/ui/page-header";

export const metadata: Metadata = { title: "Keys that are refused" };

export default function RefusedKeysPage() {
  return (
    <>
      <PageHeader
        parent={{ href: "/profiles", label: "Profiles" }}
        title="Keys that are refused"
        description="Every key is looked at before it is certified, in the preview as in the signature. This is what is looked for, why, and what to do when yours is refused."
      />
      <KeyRefusalList />
    </>
  );
}
