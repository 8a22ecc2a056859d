import type { RequestSummary } from "@/lib/contract/request";
import { Badge, type Tone } from "../ui/badge";

const looks: Readonly<Record<RequestSummary["state"], { readonly word: string; readonly tone: Tone }>> = {
  pending: { word: "Waiting", tone: "warn" },
  approved: { word: "Approved", tone: "good" },
  refused: { word: "Refused", tone: "bad" },
  withdrawn: { word: "Taken back", tone: "off" },
  closed: { word: "Closed", tone: "off" },
};

export function RequestState({ request }: { readonly request: Pick<RequestSummary, "state" | "isCollected"> }) {
  if (request.isCollected) return <Badge tone="good">Collected</Badge>;
  const { word, tone } = looks[request.state];
  return <Badge tone={tone}>{word}</Badge>;
}
