/** A certificate that somebody else renews: read at start, and again whenever its files change. */
import { readFile, stat } from "node:fs/promises";
import { createSecureContext } from "node:tls";
import { CaError } from "../lib/errors";
import type { Job } from "../lib/jobs/runner";
import type { ServerCertificate } from "./secure-server";

export interface CertificateFiles {
  readonly certificateFile: string;
  readonly keyFile: string;
}

const intervalMilliseconds = 2_000;

/** While new files do not fit together, as in the middle of being written, the last good ones stay. */
export function certificateFilesJob(files: CertificateFiles, show: (certificate: ServerCertificate) => void): Job {
  let seen = "";
  return {
    name: "the console's certificate files",
    intervalMilliseconds,
    async run() {
      const state = await stateOf(files);
      if (state === seen) return;
      show(await readPair(files));
      seen = state;
    },
  };
}

async function readPair({ certificateFile, keyFile }: CertificateFiles): Promise<ServerCertificate> {
  const [chainPem, keyPem] = await Promise.all([read(certificateFile), read(keyFile)]);
  try {
    createSecureContext({ cert: chainPem, key: keyPem });
  } catch (cause) {
    const why = "do not hold one certificate chain and its unencrypted key, both PEM";
    throw new CaError("unavailable", `${certificateFile} and ${keyFile} ${why}.`, { cause });
  }
  return { chainPem, keyPem };
}

async function read(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

async function stateOf({ certificateFile, keyFile }: CertificateFiles): Promise<string> {
  const states = [certificateFile, keyFile].map(async (path) => {
    try {
      // Follows links: renewal tools point them elsewhere.
      const { ino, size, mtimeMs } = await stat(path);
      return `${ino} ${size} ${mtimeMs}`;
    } catch (cause) {
      throw unreadable(path, cause);
    }
  });
  return (await Promise.all(states)).join();
}

const unreadable = (path: string, cause: unknown): CaError =>
  new CaError("unavailable", `${path} cannot be read (${(cause as NodeJS.ErrnoException).code}).`, { cause });
