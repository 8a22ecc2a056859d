/** Views of the certificates screen that people keep, as the store has them. */
export interface SavedView {
  readonly id: string;
  readonly userId: string;
  /** Unique for its user. */
  readonly name: string;
  /** The query of the screen's address, without the question mark. */
  readonly query: string;
  readonly createdAt: Date;
}

export interface ViewTable {
  /** CaError("conflict") when the user has a view of that name. */
  insert(view: SavedView): Promise<void>;
  /** By name. */
  listOf(userId: string): Promise<SavedView[]>;
  find(id: string): Promise<SavedView | null>;
  update(id: string, change: Partial<Pick<SavedView, "name" | "query">>): Promise<void>;
  remove(id: string): Promise<void>;
}
