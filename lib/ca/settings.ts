/** What an administrator sets for the whole instance; in force with the next request, on every instance of a database. */
import type { MasterKeyCare, SettingsInput, SettingsView } from "../contract/settings";
import { CaError } from "../errors";
import type { Actor } from "./actor";
import { auditEntry, instanceObject } from "./audit-entry";
import { auditingRefusals, authorize } from "./authorize";
import { mayAct } from "./permission";
import type { Ports, Settings } from "./ports";
import { parseValidationUrl } from "./validation-url";

export async function readSettings(ports: Ports, actor: Actor): Promise<SettingsView> {
  await authorize(ports, actor, "settings.read", { action: "settings.read" });
  const [settings, profiles, masterKey] = await Promise.all([
    ports.store.settings.read(),
    ports.store.profiles.list(),
    masterKeyCare(ports),
  ]);
  return {
    settings: { ...settings, validationUrl: settings.validationUrl ?? "" },
    configuredValidationUrl: ports.validationUrl,
    profiles: profiles.map(({ id, name }) => ({ id, name })),
    masterKey,
    may: { update: mayAct(actor, "settings.update") },
  };
}

export async function updateSettings(ports: Ports, actor: Actor, input: SettingsInput): Promise<void> {
  await authorize(ports, actor, "settings.update", { action: "settings.update" });
  const act = { action: "settings.update", object: instanceObject } as const;
  return auditingRefusals(ports, actor, act, async () => {
    const next = {
      ...input,
      validationUrl: input.validationUrl === "" ? null : parseValidationUrl(input.validationUrl),
    };
    if (next.idleMinutes !== null && next.idleMinutes > next.sessionHours * 60) {
      throw new CaError("invalid", "Every session is over before that; give less, or leave it empty.", {
        field: "idleMinutes",
      });
    }
    if (next.defaultProfileId !== null && !(await ports.store.profiles.find(next.defaultProfileId))) {
      throw new CaError("not-found", "There is no such profile.", { field: "defaultProfileId" });
    }
    await ports.store.transaction(async (tables) => {
      const detail = changes(await tables.settings.lock(), next);
      if (Object.keys(detail).length === 0) return;
      await tables.settings.update(next);
      await tables.audit.append(auditEntry(ports, actor, { ...act, detail }));
    });
  });
}

/** Only what differs, each as before and after. */
function changes(before: Settings, after: Settings): Record<string, { before: unknown; after: unknown }> {
  const fields = Object.keys(after) as (keyof Settings)[];
  const changed = fields.filter((field) => before[field] !== after[field]);
  return Object.fromEntries(changed.map((field) => [field, { before: before[field], after: after[field] }]));
}

/** Read from the audit log, which the command line writes: a backup counts for the key that it holds. */
async function masterKeyCare({ store }: Ports): Promise<MasterKeyCare | null> {
  const id = (await store.keys.findAny())?.masterKeyId;
  if (!id) return null;
  const lastOf = async (action: string) => {
    const query = { before: null, limit: 1, actor: null, action, objectId: id, result: "done" } as const;
    return (await store.audit.list(query))[0]?.at.toISOString() ?? null;
  };
  const [backedUpAt, checkedAt, rotatedAt] = await Promise.all(
    ["master-key.backup", "master-key.check", "master-key.rotate"].map(lastOf),
  );
  return { id, backedUpAt: backedUpAt ?? null, checkedAt: checkedAt ?? null, rotatedAt: rotatedAt ?? null };
}

/** Where new authorities publish unless somebody says otherwise. */
export async function defaultValidationUrl({
  store,
  validationUrl,
}: Pick<Ports, "store" | "validationUrl">): Promise<string> {
  return (await store.settings.read()).validationUrl ?? validationUrl;
}
