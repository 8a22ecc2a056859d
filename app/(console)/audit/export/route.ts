import { parseAuditSearch } from "@/components/audit/audit-url";
import { auditExportFormats } from "@/lib/contract/audit";
import { CaError } from "@/lib/errors";
import { application } from "@/lib/running";
import { route } from "@/lib/web/route";

export const GET = route(async (actor, _, request) => {
  const parameters = new URL(request.url).searchParams;
  const format = auditExportFormats.find((one) => one === parameters.get("format"));
  if (!format)
    throw new CaError("invalid", `Choose a format: ${auditExportFormats.join(" or ")}.`, { field: "format" });
  const { before: _before, limit: _limit, ...filter } = parseAuditSearch(Object.fromEntries(parameters));
  const { fileName, mediaType, content } = await application().exportAudit(actor, { filter, format });
  const bytes = content[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    // One piece at a time, as fast as the reader takes them.
    async pull(controller) {
      const { done, value } = await bytes.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await bytes.return(undefined);
    },
  });
  return new Response(body, {
    headers: {
      "content-type": mediaType,
      "content-disposition": `attachment; filename="${fileName}"`,
      "cache-control": "private, no-store",
      "x-content-type-options": "nosniff",
    },
  });
});
