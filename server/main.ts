/** `npm start` and `npm run dev`. What can be refused at once is refused before anything heavy is loaded. */
import { readConfig } from "../lib/config";
import { lockDataDirectory } from "./data-directory-lock";
import { createLife, type Life, wordsOf } from "./life";

const life = createLife();
try {
  await start(life);
} catch (error) {
  if (!life.signal.aborted) console.error(wordsOf(error));
  await life.end(1);
}

async function start(life: Life): Promise<void> {
  const { config, mistakes, warnings } = readConfig();
  for (const warning of warnings) console.error(`Warning: ${warning}`);
  if (!config) {
    console.error(["The configuration has mistakes:", ...mistakes.map((mistake) => `- ${mistake}`)].join("\n"));
    return life.end(1);
  }
  life.onEnd(await lockDataDirectory(config.dataDir));
  const { run } = await import("./run");
  await run(life, config);
}
