import { Inspector } from "@/components/inspect/inspector";
import { PageHeader } from "@/components/ui/page-header";
import { application } from "@/lib/running";
import { load } from "@/lib/web/load";
import { inspect } from "./actions";

export const metadata = { title: "Inspect" };

export default async function InspectPage() {
  // Nothing to look at yet, but whoever may not ask sees so before they bring anything.
  await load((actor) => application().inspect(actor, { certificates: [], crlIssuers: [] }));
  return (
    <div className="grid gap-4.5">
      <PageHeader
        title="Inspect"
        description="Bring any certificate, request, CRL, PKCS#7 or PKCS#12. It is read in this browser; only the certificates themselves are sent, to see whether they are ours. Private keys and passwords never leave the page."
      />
      <Inspector inspect={inspect} />
    </div>
  );
}
