/** What the table of certificates can show beside the name, in its order. */
export const columnNames = {
  kind: "Kind",
  authority: "Authority",
  profile: "Profile",
  life: "Life",
  status: "Status",
  owner: "Owner",
  tags: "Tags",
  created: "Issued",
  issuer: "Issued by",
  serial: "Serial",
} as const;
export type Column = keyof typeof columnNames;

export const defaultColumns: readonly Column[] = ["kind", "authority", "life", "status", "owner"];
