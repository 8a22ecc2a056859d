/** `npm run demo`: an instance to look around in, filled with a year of one company, that is gone when it ends. */
import { childEnvironment, readConfig } from "../../lib/config";
import { createLife, type Life, wordsOf } from "../life";
import { openThrowAwayDirectory } from "./throw-away-directory";

/** What says where data is kept, or is a secret of such data: none of it is for the demo. */
const leftAlone = [
  "COUNTERSIGN_DATA_DIR",
  "DATABASE_URL",
  "COUNTERSIGN_MASTER_KEY",
  "COUNTERSIGN_MASTER_KEY_FILE",
] as const;

const life = createLife();
try {
  await start(life);
} catch (error) {
  if (!life.signal.aborted) console.error(wordsOf(error));
  await life.end(1);
}

async function start(life: Life): Promise<void> {
  const given = childEnvironment({});
  const ignored = leftAlone.filter((name) => given[name]);
  if (ignored.length) console.log(`The demo keeps its data to itself: it leaves ${ignored.join(", ")} alone.`);
  const directory = await openThrowAwayDirectory(life);
  const emptied = Object.fromEntries(leftAlone.map((name) => [name, ""]));
  const { config, mistakes, warnings } = readConfig(childEnvironment({ ...emptied, COUNTERSIGN_DATA_DIR: directory }));
  for (const warning of warnings) console.error(`Warning: ${warning}`);
  if (!config) {
    console.error(["The configuration has mistakes:", ...mistakes.map((mistake) => `- ${mistake}`)].join("\n"));
    return life.end(1);
  }
  const [{ run }, { fill }] = await Promise.all([import("../run"), import("./fill")]);
  await run(life, config, (instance) => fill(instance, { signal: life.signal, report: (line) => console.log(line) }));
}
