import { selectionFrom } from "@/components/certificate/search-url";
import { exportFormats } from "@/lib/contract/certificate-search";
import { application } from "@/lib/running";
import { route } from "@/lib/web/route";

/** A view as a file, streamed: a piece is read from the database when the one before it is on its way. */
export const GET = route(async (actor, _params, request) => {
  const query = new URL(request.url).searchParams;
  const format = exportFormats.find((one) => one === query.get("format")) ?? "csv";
  const file = await application().exportCertificates(actor, { selection: selectionFrom(query), format });
  return new Response(streamOf(file.content), {
    headers: {
      "content-type": file.mediaType,
      "content-disposition": `attachment; filename="${file.fileName}"`,
      "cache-control": "private, no-store",
      "x-content-type-options": "nosniff",
    },
  });
});

/** A failure on the way breaks the download off, so that half a file is not taken for the whole. */
function streamOf(pieces: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await pieces.next();
        if (done) controller.close();
        else controller.enqueue(encoder.encode(value));
      },
      async cancel() {
        await pieces.return(undefined);
      },
    },
    { highWaterMark: 1 },
  );
}
