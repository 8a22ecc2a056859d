import { Landmark } from "lucide-react";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { currentSession } from "@/lib/auth/current";
import { application } from "@/lib/running";
import { load } from "@/lib/web/load";
import { NewAuthority, type ParentAuthority } from "./new-authority";

export const metadata = { title: "New authority" };

interface Props {
  readonly searchParams: Promise<{ readonly kind?: string | string[]; readonly parent?: string | string[] }>;
}

/** `?kind=root` for a root; otherwise an issuing authority, below `?parent=` where given. */
export default async function NewAuthorityPage({ searchParams }: Props) {
  const wanted = await searchParams;
  const kind = wanted.kind === "root" ? "root" : "issuing";
  const { parents, validationUrl } = await load(async (actor) => {
    const app = application();
    const all = await app.listAuthorities(actor);
    const details = await Promise.all(all.map(({ id }) => app.authority(actor, id)));
    return {
      parents: details.filter(({ may }) => may.createIssuing),
      validationUrl: details[0]?.validationUrl ?? (await app.setupState()).validationUrlDefault,
    };
  });
  const session = await currentSession();
  if (!session?.permissions.includes("authority.create") || (kind === "issuing" && parents.length === 0)) {
    return <NotPossible />;
  }
  const parent = parents.find(({ id }) => id === wanted.parent) ?? parents[0];
  return (
    <NewAuthority
      kind={kind}
      parents={parents.map(({ id, name, notAfter }): ParentAuthority => ({ id, name, notAfter }))}
      parentId={parent?.id ?? ""}
      organization={organizationOf(parent?.subject ?? parents[0]?.subject ?? "")}
      validationUrl={parent?.validationUrl ?? validationUrl}
    />
  );
}

/** What the authority above calls its organisation, as a start for the form. */
function organizationOf(subject: string): string {
  return /(?:^|, )O=([^,"\\]+)/.exec(subject)?.[1]?.trim() ?? "";
}

function NotPossible() {
  return (
    <div className="grid gap-4.5">
      <PageHeader title="New authority" parent={{ href: "/authorities", label: "Authorities" }} />
      <Card>
        <EmptyState
          icon={<Landmark size={18} />}
          title="Nothing here can sign a new authority"
          action={<ButtonLink href="/authorities">Authorities</ButtonLink>}
        >
          Only an administrator makes authorities, and an issuing one needs an active root above it.
        </EmptyState>
      </Card>
    </div>
  );
}
