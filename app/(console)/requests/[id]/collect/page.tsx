import { notFound } from "next/navigation";
import { crlChainUrl } from "@/components/certificate/crl-chain-url";
import { application } from "@/lib/running";
import { load } from "@/lib/web/load";
import { Collect } from "./collect";

export const metadata = { title: "Collect" };

interface Props {
  readonly params: Promise<{ readonly id: string }>;
}

export default async function CollectPage({ params }: Props) {
  const { id } = await params;
  const { request, crlUrl } = await load(async (actor) => {
    const app = application();
    const request = await app.request(actor, { requestId: id });
    if (!request.may.collect || !request.certificate) notFound();
    const { crlUrls } = await app.certificate(actor, request.certificate.id);
    return { request, crlUrl: crlChainUrl(crlUrls) };
  });
  return <Collect request={request} crlUrl={crlUrl} />;
}
