import { Command, CommanderError, Option } from "commander";
import { isCaError } from "../lib/errors";
import { keyTypes } from "../lib/pki/algorithm";
import { exitCode, Refusal } from "./refusal";

// Loaded when asked for, so that --help and a mistyped flag answer at once.
const masterKeyCommands = () => import("./master-key");

const program = new Command("countersign")
  .description("Works on the data directory or DATABASE_URL of this machine, whether the server runs or not.")
  .exitOverride()
  .showHelpAfterError("(countersign --help lists what there is)");

program
  .command("init")
  .description("set an instance up: an administrator, a root and an issuing authority")
  .requiredOption(
    "--admin-email <email>",
    "the administrator; the password comes from COUNTERSIGN_ADMIN_PASSWORD or standard input",
  )
  .requiredOption("--organization <name>", "O of both authorities, and the beginning of their names")
  .addOption(new Option("--key-type <type>", "of both authorities").choices(keyTypes).default("ec-p256"))
  .option("--validation-url <url>", "where relying parties will find CRLs: http://pki.example.org")
  .option("--json", "print both certificates as JSON on standard output, and nothing else")
  .action(async (options) => (await import("./init")).initialise(options));

program
  .command("reset-password")
  .argument("<email>")
  .description("print a one-time link with which this user sets a new password")
  .action(async (email) => (await import("./reset-password")).resetPassword(email));

const masterKey = program.command("master-key").description("back up, check, restore and change the master key");
masterKey
  .command("backup")
  .option("--out <file>", "a new file, instead of standard output")
  .description("write the master key, encrypted under a passphrase")
  .action(async (options) => (await masterKeyCommands()).backUpMasterKey(options));
masterKey
  .command("check")
  .argument("<file>")
  .description("prove that a backup opens this instance")
  .action(async (file) => (await masterKeyCommands()).checkMasterKey(file));
masterKey
  .command("restore")
  .argument("<file>")
  .description("put the master key from a backup where this instance looks for it")
  .action(async (file) => (await masterKeyCommands()).restoreMasterKey(file));

masterKey
  .command("rotate")
  .description("make a new master key and encrypt every private key anew; no server may run meanwhile")
  .action(async () => (await masterKeyCommands()).rotateMasterKey());

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = report(error);
}

/** Prints what went wrong, one sentence when it is something that people do, and returns the exit code. */
function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCode.done : exitCode.wrongUse;
  const detail = error instanceof Refusal ? error.message : isCaError(error) ? error.detail : null;
  console.error(detail ?? error);
  return error instanceof Refusal ? error.exitCode : exitCode.failed;
}
