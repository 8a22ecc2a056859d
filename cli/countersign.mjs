#!/usr/bin/env node
/** The countersign command: TypeScript, run as it is. */
import { register } from "tsx/esm/api";

register();
await import("./main.ts");
