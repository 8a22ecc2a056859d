/**
 * The use cases in the past: their clock says what the demo's story says, and so does the clock of their database, as
 * both did back then. Only code can do this: what is started by `server/main.ts` has the clock of its machine.
 */
import type { Ports, Tables } from "../../lib/ca/ports";
import { type Remembered, remembered } from "./remembered";

export interface Past extends Omit<Remembered, "store"> {
  readonly ports: Ports;
  moveTo(at: Date): void;
}

export function pastPorts(ports: Ports, beginning: Date): Past {
  let now = beginning;
  const clock = () => new Date(now);
  const inThePast = ({ instance }: Tables): Tables["instance"] => ({
    ...instance,
    read: async () => ({ ...(await instance.read()), databaseTime: clock() }),
    lock: async () => ({ ...(await instance.lock()), databaseTime: clock() }),
  });
  const { store, ...memory } = remembered(ports.store);
  return {
    ports: {
      ...ports,
      clock,
      // Published when the story says so.
      wakePublisher: () => {},
      store: {
        ...store,
        instance: inThePast(store),
        transaction: (run) => store.transaction((tables) => run({ ...tables, instance: inThePast(tables) })),
      },
    },
    moveTo(at) {
      if (at < now) throw new TypeError("Time does not go backwards.");
      now = at;
    },
    ...memory,
  };
}
