import { knownConsoleUrl } from "../lib/compose";
import { commandLineActor, configuration, withInstance } from "./instance";

export async function resetPassword(email: string): Promise<void> {
  const config = configuration();
  await withInstance(config, async ({ application }) => {
    const link = await application.resetPassword(commandLineActor(), { email: email.trim().toLowerCase() });
    const consoleUrl = await knownConsoleUrl(config);
    if (consoleUrl === null) console.error("The console’s URL is not known here: put it before this path.");
    console.log((consoleUrl ?? "") + link.path);
    console.error(`The link works once, until ${link.expiresAt}.`);
  });
}
