import type { ViewTable } from "../ca/ports";
import type { Database } from "./database";
import { storable } from "./storable";

export function viewTable(database: Database): ViewTable {
  return {
    async insert(view) {
      const { name, query } = view;
      await database.savedView.create({ data: { ...view, name: storable(name), query: storable(query) } });
    },
    listOf: (userId) => database.savedView.findMany({ where: { userId }, orderBy: [{ name: "asc" }, { id: "asc" }] }),
    find: (id) => database.savedView.findUnique({ where: { id } }),
    async update(id, change) {
      await database.savedView.updateMany({ where: { id }, data: change });
    },
    async remove(id) {
      await database.savedView.deleteMany({ where: { id } });
    },
  };
}
