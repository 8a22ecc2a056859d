import { crlChainUrl } from "@/components/certificate/crl-chain-url";
import { deliveredKind } from "@/components/certificate/delivered-kind";
import type { Actor } from "@/lib/ca/actor";
import { type DownloadFormat, downloadFormats } from "@/lib/contract/certificate";
import { bundleFileName, createBundle } from "@/lib/delivery/bundle";
import { CaError } from "@/lib/errors";
import { application } from "@/lib/running";
import { route } from "@/lib/web/route";

interface DownloadedFile {
  readonly fileName: string;
  readonly mediaType: string;
  readonly content: Uint8Array;
}

export const GET = route<{ id: string }>(async (actor, { id }, request) => {
  const format = new URL(request.url).searchParams.get("format") ?? "pem";
  const file = format === "bundle" ? await bundle(actor, id) : await download(actor, id, format);
  return new Response(new Uint8Array(file.content), {
    headers: {
      "content-type": file.mediaType,
      "content-disposition": `attachment; filename="${file.fileName}"`,
      "cache-control": "private, no-store",
      "x-content-type-options": "nosniff",
    },
  });
});

async function download(actor: Actor, certificateId: string, format: string): Promise<DownloadedFile> {
  if (!isFormat(format)) {
    throw new CaError(
      "invalid",
      `There is no download format of that name; there are ${downloadFormats.join(", ")} and bundle.`,
      {
        field: "format",
      },
    );
  }
  return application().download(actor, { certificateId, format });
}

/** Downloads the full chain, so that the audit log has it, and packs it with the rest. */
async function bundle(actor: Actor, certificateId: string): Promise<DownloadedFile> {
  await application().download(actor, { certificateId, format: "fullchain-pem" });
  const certificate = await application().certificate(actor, certificateId);
  const chain = certificate.chain.map(({ pem }) => pem);
  return {
    fileName: bundleFileName(certificate.name),
    mediaType: "application/zip",
    content: createBundle({
      kind: deliveredKind(certificate.kind),
      displayName: certificate.name,
      certificatePem: certificate.pem,
      intermediatePems: chain.slice(0, -1),
      rootPem: chain.at(-1) ?? certificate.pem,
      keyPem: null,
      crlUrl: crlChainUrl(certificate.crlUrls),
      issuedAt: new Date(certificate.notBefore),
    }),
  };
}

function isFormat(text: string): text is DownloadFormat {
  return (downloadFormats as readonly string[]).includes(text);
}
