/**
 * The last published CRL of each authority, in memory. One cheap query tells whether there are newer ones, at most twice a
 * second however many ask; when the database is away, what is here goes on being served.
 */
import type { Authority, CrlRecord, Store } from "../ca/ports";

export type CrlSource = { readonly authorities: Pick<Store["authorities"], "list"> } & {
  readonly crls: Pick<Store["crls"], "latest" | "latestOfAll">;
};

export interface Published {
  authorities(): Promise<ReadonlyMap<string, Authority>>;
  /** Null when this authority has published none. */
  crl(authorityId: string): Promise<CrlRecord | null>;
  /** Looks again at the next request: this process has published something. */
  forget(): void;
}

interface Options {
  readonly source: CrlSource;
  /** Told of each failed look, however many wait for it. */
  readonly onFailure: (error: unknown) => void;
}

const freshMilliseconds = 500;
/** How long a request waits for a slow database when there is something to serve without it. */
const patienceMilliseconds = 1_000;

interface Snapshot {
  readonly authorities: ReadonlyMap<string, Authority>;
  readonly numbers: ReadonlyMap<string, bigint>;
}

export function createPublished({ source, onFailure }: Options): Published {
  const crls = new Map<string, CrlRecord>();
  const fetches = new Map<string, Promise<CrlRecord | null>>();
  let snapshot: Snapshot | null = null;
  let lookedAt = Number.NEGATIVE_INFINITY;
  let looking: Promise<Snapshot> | null = null;

  async function look(): Promise<Snapshot> {
    const startedAt = performance.now();
    try {
      const [authorities, latest] = await Promise.all([source.authorities.list(), source.crls.latestOfAll()]);
      snapshot = {
        authorities: new Map(authorities.map((authority) => [authority.id, authority])),
        numbers: new Map(latest.map(({ authorityId, number }) => [authorityId, number])),
      };
      return snapshot;
    } catch (error) {
      onFailure(error);
      throw error;
    } finally {
      lookedAt = Math.max(lookedAt, startedAt);
      looking = null;
    }
  }

  async function current(): Promise<Snapshot> {
    if (snapshot && performance.now() - lookedAt < freshMilliseconds) return snapshot;
    looking ??= look();
    const last = snapshot;
    return last ? withPatience(looking, last) : looking;
  }

  async function fetch(authorityId: string): Promise<CrlRecord | null> {
    try {
      const record = await source.crls.latest(authorityId);
      const known = crls.get(authorityId);
      // Never a step back, whichever of two answers arrives last.
      if (record && (!known || record.number > known.number)) crls.set(authorityId, record);
      return crls.get(authorityId) ?? null;
    } finally {
      fetches.delete(authorityId);
    }
  }

  return {
    authorities: async () => (await current()).authorities,
    async crl(authorityId) {
      const { numbers } = await current();
      const known = crls.get(authorityId);
      const newest = numbers.get(authorityId);
      if (newest === undefined || (known && known.number >= newest)) return known ?? null;
      const fetching = fetches.get(authorityId) ?? fetch(authorityId);
      fetches.set(authorityId, fetching);
      return known ? withPatience(fetching, known) : fetching;
    },
    forget() {
      lookedAt = Number.NEGATIVE_INFINITY;
    },
  };
}

/** The answer, or the last one when it fails or takes too long. */
async function withPatience<T>(answer: Promise<T>, last: T): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<T>((resolve) => {
    timer = setTimeout(() => resolve(last), patienceMilliseconds);
  });
  const answered = answer.catch(() => last);
  try {
    return await Promise.race([answered, late]);
  } finally {
    clearTimeout(timer);
  }
}
