/**
 * A process that uses an embedded database until it is killed or its standard input ends: prints `open`, then the
 * count of each insert that has been committed. Arguments: data directory, "exclusive" or "beside".
 */
import { openEmbedded } from "../embedded/open";
import { migrate } from "../migrate";
import { createStore } from "../store";

const [dataDir, manner] = process.argv.slice(2);
const say = (text: string) => process.stdout.write(`${text}\n`);

const database = await openEmbedded({ dataDir: dataDir!, exclusive: manner === "exclusive" });
await migrate(database.connection);
const store = createStore(database.connection);
say("open");

let isEnding = false;
process.stdin.once("end", () => {
  isEnding = true;
});
process.stdin.resume();
while (!isEnding) say(String(await store.guesses.add("held", new Date(0), 60)));
await store.close();
await database.close();
say("closed");
