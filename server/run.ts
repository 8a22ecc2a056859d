/** A server's start, in order: database, listeners, jobs, Next.js, and the `ready` line when both listeners answer. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { announceConsole, compose, type Instance, openDatabase } from "../lib/compose";
import { type Config, exportForNext, isLoopbackHost, urlOf } from "../lib/config";
import { createRunner } from "../lib/jobs/runner";
import { publishRunning } from "../lib/running";
import { mustAnswer } from "./answers";
import { build, isBuildStale, root } from "./build";
import { certificateFilesJob } from "./certificate-files";
import { type ConsoleServer, createConsoleServer } from "./console";
import { licences } from "./licences";
import { type Life, wordsOf } from "./life";
import { closeServer, listen } from "./listen";
import { startNext } from "./next-handler";
import { createValidationServer } from "./validation";

const version: string = JSON.parse(readFileSync(join(root, "package.json"), "utf8")).version;
const report = (line: string) => console.error(line);

/** Before anything runs or answers: how a program of its own fills its instance. The product never gives one. */
type Prepare = (instance: Instance) => Promise<void>;

/** Returns when everything answers; what must be closed is with `life`. Throws what the person at the terminal should read. */
export async function run(life: Life, config: Config, prepare?: Prepare): Promise<void> {
  const opening = openDatabase(config, { exclusive: true, report, onLost: (error) => fail(life, error) });
  // Told before it is open: a signal meanwhile must not leave a database behind.
  life.onEnd(() => opening.then((database) => database.close()).catch(() => {}));
  const database = await opening;
  life.signal.throwIfAborted();

  const console_ = createConsoleServer(config);
  const validation = createValidationServer((error) => report(wordsOf(error)));
  const closeListeners = () =>
    Promise.all([closeServer(console_.server), closeServer(validation.server)]).then(() => {});
  life.onEnd(closeListeners);
  const files = await serveCertificateFiles(life, config, console_);
  const consolePort = await listen(console_.server, { name: "console", ...config.console, variable: "PORT" });
  const validationPort = await listen(validation.server, {
    name: "validation listener",
    ...config.validation,
    variable: "COUNTERSIGN_VALIDATION_PORT",
  });

  const instance = await compose(config, database, { report, consolePort, validationPort, version });
  await prepare?.(instance);
  life.signal.throwIfAborted();
  validation.serve(instance.validationHandler);
  const jobs = [...instance.jobs, ...files, ...(await serveOwnCertificate(instance, console_))];
  for (const job of jobs) job.start();
  life.onEnd(() => Promise.all(jobs.map((job) => job.stop())).then(() => {}));
  life.signal.throwIfAborted();

  const url = urlOf(config.console.host, consolePort, config.consoleTls ? "https" : "http");
  await serveConsole(life, config, instance, { console_, url });
  // Closed first at the end, so that requests under way still find everything.
  life.onEnd(closeListeners);
  await welcome(config, instance, {
    console: url,
    validation: urlOf(config.validation.host, validationPort),
  });
}

/** Reads them before anything listens: files that do not fit are told at once. */
async function serveCertificateFiles(life: Life, { consoleTls }: Config, { setCertificate }: ConsoleServer) {
  if (consoleTls?.kind !== "files" || !setCertificate) return [];
  const job = certificateFilesJob(consoleTls, setCertificate);
  await job.run();
  life.signal.throwIfAborted();
  return [createRunner(job, report)];
}

/** Ready when this returns, and then swapped whenever a better one is there. */
async function serveOwnCertificate({ consoleCertificate: job }: Instance, { setCertificate }: ConsoleServer) {
  if (!job || !setCertificate) return [];
  job.onChange((certificate) => {
    setCertificate(certificate);
    if (!certificate.isSelfSigned) return report("The console shows a certificate of this instance's authority.");
    report(`The console's certificate is self-signed. Compare its SHA-256 fingerprint: ${spaced(certificate.sha256)}`);
  });
  await job.run();
  return [createRunner(job, report)];
}

/** As browsers show it. */
const spaced = (hex: string): string => (hex.toUpperCase().match(/../g) ?? []).join(":");

interface Console {
  readonly console_: ReturnType<typeof createConsoleServer>;
  readonly url: string;
}

async function serveConsole(life: Life, config: Config, instance: Instance, { console_, url }: Console): Promise<void> {
  const { isDevelopment } = config;
  exportForNext({ consoleUrl: instance.running.consoleUrl, isDevelopment });
  if (!isDevelopment && isBuildStale()) {
    console.log("The console is being built; this takes a minute and happens once per version.");
    await build(life.signal);
  }
  publishRunning({ ...instance.running, licences });
  const next = await startNext({ isDevelopment, directory: root, server: console_.server, url });
  life.onEnd(() => next.close());
  life.signal.throwIfAborted();
  console_.serve(next.handler, instance.isHealthy);
}

async function welcome(
  config: Config,
  { application, setupToken, running, ports }: Instance,
  urls: { readonly console: string; readonly validation: string },
): Promise<void> {
  // A page proves Next.js too; while developing it would first have to be compiled.
  const page = config.isDevelopment ? "/healthz" : "/sign-in";
  await Promise.all([mustAnswer(urls.console, page), mustAnswer(urls.validation, "/")]);
  await announceConsole(config, running.consoleUrl);
  const { isDone } = await application.setupState();
  const path = isDone ? "" : `/setup?token=${setupToken}`;
  console.log(`Countersign ${version}, data in ${config.databaseUrl ? "PostgreSQL" : config.dataDir}`);
  console.log(isDone ? "Sign in at:" : "Nothing is set up yet. Set it up with this link, which works until then:");
  console.log(`  ${running.consoleUrl}${path}`);
  if (isLoopbackHost(new URL(ports.validationUrl).hostname)) {
    console.log(`New authorities publish at ${ports.validationUrl}, which no other machine can reach.`);
    console.log("  Set COUNTERSIGN_VALIDATION_URL before you make authorities for other machines.");
  }
  console.log(`ready console=${urls.console} validation=${urls.validation}`);
}

function fail(life: Life, error: Error): void {
  console.error(wordsOf(error));
  void life.end(1);
}
