/** Views of the certificates screen: everybody keeps their own, and nobody sees another's. */
import type { ChangeViewInput, SavedViewDto, SaveViewInput } from "../contract/view";
import { CaError } from "../errors";
import type { Actor } from "./actor";
import { type AuditObject, auditEntry } from "./audit-entry";
import { auditingRefusals, authorize } from "./authorize";
import { newId } from "./identifier";
import type { Ports, SavedView } from "./ports";

const viewsMax = 50;

const viewObject = ({ id, name }: Pick<SavedView, "id" | "name">): AuditObject => ({ kind: "view", id, name });
const noView: AuditObject = { kind: "view", id: "", name: "" };
const dto = ({ id, name, query }: SavedView): SavedViewDto => ({ id, name, query });

export async function listViews(ports: Ports, actor: Actor): Promise<readonly SavedViewDto[]> {
  await authorize(ports, actor, "view.keep", { action: "view.save", object: noView });
  return (await ports.store.views.listOf(actor.id)).map(dto);
}

export async function saveView(ports: Ports, actor: Actor, { name, query }: SaveViewInput): Promise<SavedViewDto> {
  const object = { ...noView, name };
  await authorize(ports, actor, "view.keep", { action: "view.save", object });
  return auditingRefusals(ports, actor, { action: "view.save", object }, async () => {
    const view = { id: newId(ports), userId: actor.id, name, query, createdAt: ports.clock() };
    if ((await ports.store.views.listOf(actor.id)).length >= viewsMax) {
      throw new CaError("conflict", `At most ${viewsMax} views are kept; delete one first.`, { field: "name" });
    }
    await ports.store.transaction(async (tables) => {
      await tables.views.insert(view);
      await tables.audit.append(auditEntry(ports, actor, { action: "view.save", object: viewObject(view) }));
    });
    return dto(view);
  });
}

export async function changeView(
  ports: Ports,
  actor: Actor,
  { viewId, name, query }: ChangeViewInput,
): Promise<SavedViewDto> {
  await authorize(ports, actor, "view.keep", { action: "view.change", object: noView });
  const view = await findOwn(ports, actor, viewId);
  const act = { action: "view.change", object: viewObject(view) } as const;
  return auditingRefusals(ports, actor, act, async () => {
    await ports.store.transaction(async (tables) => {
      await tables.views.update(view.id, { name, query });
      await tables.audit.append(auditEntry(ports, actor, { ...act, detail: { name } }));
    });
    return dto({ ...view, name, query });
  });
}

/** Returns what it was, so that it can be kept again. */
export async function removeView(
  ports: Ports,
  actor: Actor,
  { viewId }: { readonly viewId: string },
): Promise<SavedViewDto> {
  await authorize(ports, actor, "view.keep", { action: "view.remove", object: noView });
  const view = await findOwn(ports, actor, viewId);
  await ports.store.transaction(async (tables) => {
    await tables.views.remove(view.id);
    await tables.audit.append(auditEntry(ports, actor, { action: "view.remove", object: viewObject(view) }));
  });
  return dto(view);
}

async function findOwn(ports: Ports, actor: Actor, viewId: string): Promise<SavedView> {
  const view = await ports.store.views.find(viewId);
  if (view && actor.kind === "user" && view.userId === actor.id) return view;
  throw new CaError("not-found", "You have no such view.", { field: "viewId" });
}
