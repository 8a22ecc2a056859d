import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Gate } from "@/components/shell/gate";
import { clientAddress } from "@/lib/auth/current";
import { application } from "@/lib/running";
import { TokenForm } from "./token-form";
import { Wizard } from "./wizard";

export const metadata: Metadata = { title: "Set up" };

interface SetupPageProps {
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

export default async function SetupPage({ searchParams }: SetupPageProps) {
  const state = await application().setupState();
  if (state.isDone) notFound();
  const { token } = await searchParams;
  const given = typeof token === "string" ? token.trim() : "";
  if (given !== "" && (await application().isSetupToken(given, await clientAddress()))) {
    return <Wizard token={given} validationUrl={state.validationUrlDefault} />;
  }
  return (
    <Gate
      title="Set up this instance"
      description="Only someone who can read the server’s console may do this. It printed a one-time token when it started."
    >
      <TokenForm wasWrong={given !== ""} />
    </Gate>
  );
}
