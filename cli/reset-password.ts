import { commandLineActor, configuration, withInstance } from "./instance";

export async function resetPassword(email: string): Promise<void> {
  const config = configuration();
  await withInstance(config, async ({ application, running }) => {
    const link = await application.resetPassword(commandLineActor(), { email: email.trim().toLowerCase() });
    if (config.console.url === null && config.console.port === 0) {
      console.error("The console’s port is not known here: put its URL before this path.");
      console.log(link.path);
    } else {
      console.log(running.consoleUrl + link.path);
    }
    console.error(`The link works once, until ${link.expiresAt}.`);
  });
}
