import type { Settings, SettingsTable } from "../ca/ports";
import type { Database } from "./database";

export function settingsTable(database: Database): SettingsTable {
  const read = async (): Promise<Settings> => {
    const { id: _, ...settings } = await database.settings.findUniqueOrThrow({ where: { id: 1 } });
    return settings;
  };
  return {
    read,
    async lock() {
      // Raw: Prisma cannot read a row under lock.
      await database.$executeRaw`SELECT 1 FROM settings FOR UPDATE`;
      return read();
    },
    async update(settings) {
      await database.settings.update({ where: { id: 1 }, data: settings });
    },
  };
}
