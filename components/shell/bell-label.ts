import type { NoticeCounts } from "@/lib/contract/notice";

/** What a screen reader hears instead of the number. */
export function bellLabel({ unread, waiting }: NoticeCounts): string {
  const parts = [
    ...(unread > 0 ? [`${unread} unread`] : []),
    ...(waiting > 0 ? [`${waiting} ${waiting === 1 ? "request waits" : "requests wait"} for a decision`] : []),
  ];
  return parts.length === 0 ? "Notices" : `Notices: ${parts.join(", ")}`;
}
