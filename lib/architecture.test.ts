/** Who may import whom, enforced. docs/architecture.md says why; a change here is a decision and belongs in docs/decisions. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { parseAst } from "vitest/node";

const core = ["lib/ca", "lib/pki", "lib/errors"];

interface Permission {
  /** Areas, besides itself; `lib/protocols/*` stands for every protocol. */
  readonly values: readonly string[];
  /** Areas of which it may see types only. */
  readonly types?: readonly string[];
  /** Single files of other areas whose values it may use: plain constant tables. */
  readonly constants?: readonly string[];
}

const table: Readonly<Record<string, Permission>> = {
  "lib/errors": { values: [] },
  "lib/pki": { values: ["lib/errors"] },
  "lib/ca": {
    values: ["lib/pki", "lib/delivery", "lib/errors"],
    types: ["lib/contract"],
    constants: ["lib/contract/authority"],
  },
  "lib/contract": {
    values: [],
    types: core,
    constants: [
      "lib/ca/actor",
      "lib/ca/profile",
      "lib/ca/profile-kind",
      "lib/ca/profile-words",
      "lib/pki/algorithm",
      "lib/pki/name",
      "lib/pki/revocation-reason",
    ],
  },
  "lib/delivery": { values: ["lib/pki", "lib/errors"] },
  "lib/keys": { values: core },
  "lib/notify": { values: core },
  "lib/audit": { values: core },
  "lib/store": { values: ["lib/ca", "lib/audit", "lib/errors"], types: ["lib/pki", "lib/protocols/*"] },
  "lib/protocols/*": { values: [...core, "lib/contract"], types: ["lib/protocols/published"] },
  "lib/probe": { values: core },
  "lib/jobs": { values: [...core, "lib/protocols/*", "lib/notify", "lib/probe"] },
  "lib/config": { values: ["lib/errors"] },
  "lib/running": { values: [], types: ["lib/contract"] },
  "lib/compose": { values: ["lib/*"] },
  "lib/auth": { values: ["lib/ca", "lib/contract", "lib/errors", "lib/running"] },
  "lib/web": { values: ["lib/auth", "lib/ca", "lib/contract", "lib/errors", "lib/running"] },
  app: {
    values: ["components", "lib/contract", "lib/delivery", "lib/web", "lib/auth", "lib/running", "lib/errors"],
    types: ["lib/ca"],
    constants: ["lib/ca/actor", "lib/ca/grant-words"],
  },
  components: {
    values: ["lib/contract", "lib/pki", "lib/delivery", "lib/errors"],
    types: ["lib/ca"],
    constants: ["lib/ca/actor"],
  },
  server: { values: ["lib/compose", "lib/config", "lib/running", "lib/protocols/*", "lib/jobs", "lib/errors"] },
  cli: {
    values: ["lib/pki", "lib/contract", "lib/config", "lib/errors", "lib/delivery", "lib/compose"],
    types: ["lib/ca"],
  },
  "server/demo": { values: [...core, "lib/contract", "lib/compose", "lib/config", "server"] },
  e2e: { values: [] },
  bench: { values: ["lib/pki", "lib/compose", "e2e"] },
  prisma: { values: [] },
};

/** Packages that only one area may load; their types are anybody's. Programs beside the product may load what they like. */
const besides = ["e2e", "bench", "prisma"];
const packages: readonly (readonly [pattern: RegExp, area: string])[] = [
  [/^@peculiar\//, "lib/pki"],
  [/^reflect-metadata$/, "lib/pki"],
  [/^pg$|^@prisma\/(client|adapter-pg|driver-adapter-utils)/, "lib/store"],
];
const generatedClient = "lib/store/generated";

/** The makers of what our keys sign have one caller. */
const brandMakers = ["brandTbs", "brandTbsCertList"];
const brandCaller = "lib/pki/lint/lint";
const brandHome = "lib/pki/lint/linted";

const linesMax = 300;
const forbiddenNames =
  /^(utils?|helpers?|commons?|shared|misc|core|services?|types?|managers?|impl|data|info)$|(Manager|Service|Impl)$/;

const root = fileURLToPath(new URL("..", import.meta.url));
const folders = ["app", "components", "lib", "server", "cli", "prisma", "e2e", "bench"];

interface Import {
  /** Repository path without extension, or the package as written. */
  readonly target: string;
  readonly isPackage: boolean;
  readonly isType: boolean;
  readonly names: readonly string[];
}

interface Source {
  readonly path: string;
  readonly lines: number;
  readonly imports: readonly Import[];
  readonly readsEnvironment: boolean;
}

function filesUnder(folder: string): string[] {
  const absolute = join(root, folder);
  let names: string[];
  try {
    names = readdirSync(absolute);
  } catch {
    return [];
  }
  return names.flatMap((name) => {
    const path = `${folder}/${name}`;
    if (path === generatedClient) return [];
    if (statSync(join(root, path)).isDirectory()) return filesUnder(path);
    return /\.(ts|tsx|mts|mjs|js)$/.test(name) ? [path] : [];
  });
}

function rootFiles(): string[] {
  return readdirSync(root).filter((name) => /^(?!next-env)[\w.-]+\.(ts|mts|mjs|js)$/.test(name));
}

function readSource(path: string): Source {
  const text = readFileSync(join(root, path), "utf8");
  const lang = path.endsWith("x") ? "tsx" : "ts";
  const imports: Import[] = [];
  let readsEnvironment = false;
  visit(parseAst(text, { lang }), (node) => {
    imports.push(...importsOf(node, path));
    const isOfProcess = node.type === "MemberExpression" && nameOf(node.object) === "process";
    // Next replaces NODE_ENV when it builds: there it is a constant, not a reading.
    if (isOfProcess && nameOf(node.property) === "env")
      readsEnvironment ||= !/^\.NODE_ENV\b/.test(text.slice(Number(node.end)));
  });
  return { path, lines: text.split("\n").length - 1, imports, readsEnvironment };
}

type Node = { readonly type: string; readonly [field: string]: unknown };
const isNode = (value: unknown): value is Node => typeof (value as Node | null)?.type === "string";
const nameOf = (value: unknown) => (isNode(value) ? (value.name as string | undefined) : undefined);

function visit(node: unknown, see: (node: Node) => void): void {
  if (Array.isArray(node)) for (const one of node) visit(one, see);
  if (!isNode(node)) return;
  see(node);
  for (const value of Object.values(node)) if (typeof value === "object") visit(value, see);
}

const declarations = [
  "ImportDeclaration",
  "ExportNamedDeclaration",
  "ExportAllDeclaration",
  "ImportExpression",
  "TSImportType",
];

function importsOf(node: Node, path: string): Import[] {
  if (!declarations.includes(node.type)) return [];
  const source = node.source as { readonly value?: unknown } | null | undefined;
  if (typeof source?.value !== "string") return [];
  const specifiers = (node.specifiers as Node[] | undefined) ?? [];
  const isTypeKind = (one: Node) => one.importKind === "type" || one.exportKind === "type";
  const allTypes = specifiers.length > 0 && specifiers.every(isTypeKind);
  const names = specifiers.map((one) => nameOf(one.imported) ?? nameOf(one.local) ?? "*");
  const isType = node.type === "TSImportType" || isTypeKind(node) || allTypes;
  return [{ ...resolved(source.value, path), isType, names }];
}

function resolved(specifier: string, path: string): Pick<Import, "target" | "isPackage"> {
  const isPackage = !/^(\.|@\/)/.test(specifier);
  if (isPackage) return { target: specifier, isPackage };
  const absolute = specifier.startsWith("@/")
    ? specifier.slice(2)
    : relative(root, join(root, dirname(path), specifier));
  return { target: absolute.replace(/\.(ts|tsx|mjs|js)$/, ""), isPackage };
}

/** `lib/pki/lint/lint.ts` → `lib/pki`, `lib/protocols/crl.ts` → `lib/protocols/crl`, `proxy.ts` → ``. */
function areaOf(path: string): string {
  const parts = path.replace(/\.\w+$/, "").split("/");
  if (path.startsWith("server/demo/")) return "server/demo";
  if (parts[0] !== "lib") return parts.length > 1 || table[parts[0]!] ? parts[0]! : "";
  return parts.slice(0, parts[1] === "protocols" ? 3 : 2).join("/");
}

const covers = (pattern: string, area: string) =>
  pattern === area || (pattern.endsWith("/*") && area.startsWith(pattern.slice(0, -1)));

function permissionOf(area: string): Permission | undefined {
  return table[area] ?? Object.entries(table).find(([pattern]) => covers(pattern, area))?.[1];
}

function mayImport(path: string, { target, isType }: Import): boolean {
  const [from, to] = [areaOf(path), areaOf(target)];
  if (from === to || from === "") return true;
  const permission = permissionOf(from);
  if (permission === undefined) return false;
  if (permission.values.some((pattern) => covers(pattern, to))) return true;
  if (permission.constants?.includes(target)) return true;
  return isType && (permission.types ?? []).some((pattern) => covers(pattern, to));
}

const told = (path: string, { target, isType, names }: Import) =>
  `${path} imports ${isType ? "types of " : ""}${target} (${names.join(", ")})`;

/** The imports of the product that break a rule, in words. */
function offenders(breaks: (path: string, used: Import) => boolean): string[] {
  return product.flatMap(({ path, imports }) =>
    imports.filter((used) => breaks(path, used)).map((used) => told(path, used)),
  );
}

const sources = [...folders.flatMap(filesUnder), ...rootFiles()].map(readSource);
const isTest = (path: string) => /\.(test|spec)\.tsx?$/.test(path) || /(^|\/)(testing|testdata|proof)\//.test(path);
const product = sources.filter(({ path }) => !isTest(path));

describe("imports follow the table", () => {
  it("reads the sources at all", () => {
    expect(sources.length).toBeGreaterThan(100);
    expect(sources.find(({ path }) => path === "lib/ca/ports.ts")?.imports.length).toBeGreaterThan(3);
  });

  it("every folder is in it", () => {
    const areas = new Set(product.map(({ path }) => areaOf(path)).filter((area) => area !== ""));
    expect([...areas].filter((area) => permissionOf(area) === undefined)).toEqual([]);
  });

  it.each([
    ["lib/ca/issue.ts", "lib/store/store", false, false],
    ["lib/ca/issue.ts", "lib/contract/certificate", true, true],
    ["lib/ca/issue.ts", "lib/contract/certificate", false, false],
    ["lib/protocols/crl.ts", "lib/protocols/ocsp", true, false],
    ["components/ui/button.tsx", "lib/ca/issue", false, false],
    ["e2e/setup.ts", "lib/pki/pem", false, false],
  ])("%s → %s (types only: %s) is allowed: %s", (path, target, isType, isAllowed) => {
    expect(mayImport(path, { target, isType, isPackage: false, names: [] })).toBe(isAllowed);
  });

  it("nobody reaches past it", () => {
    expect(offenders((path, used) => !used.isPackage && !mayImport(path, used))).toEqual([]);
  });

  it.each(packages)("%s is loaded by %s alone", (pattern, area) => {
    expect(
      offenders(
        (path, used) =>
          used.isPackage && !used.isType && pattern.test(used.target) && ![area, ...besides].includes(areaOf(path)),
      ),
    ).toEqual([]);
  });

  it("the generated Prisma client is known to the store alone", () => {
    expect(offenders((path, used) => used.target.startsWith(generatedClient) && areaOf(path) !== "lib/store")).toEqual(
      [],
    );
  });

  it("linted bytes have one maker", () => {
    const branded = (path: string, { names, target }: Import) =>
      (names.some((name) => brandMakers.includes(name)) || (target === brandHome && names.includes("*"))) &&
      path !== `${brandCaller}.ts`;
    expect(offenders(branded)).toEqual([]);
  });
});

describe("the environment is read in one place", () => {
  it("and that is lib/config.ts", () => {
    const exempt = /^(lib\/config\.ts|e2e\/|bench\/|prisma\/|[\w.-]+\.config\.\w+)/;
    const readers = product.filter(({ path, readsEnvironment }) => readsEnvironment && !exempt.test(path));
    expect(readers.map(({ path }) => path)).toEqual([]);
  });
});

describe("files and folders", () => {
  it(`have at most ${linesMax} lines`, () => {
    expect(sources.filter(({ lines }) => lines > linesMax).map(({ path, lines }) => `${path}: ${lines}`)).toEqual([]);
  });

  it("have names that say what is in them", () => {
    const segments = (path: string) => path.split("/").map((segment) => segment.replace(/\..*$/, ""));
    const vague = sources.filter(({ path }) => segments(path).some((segment) => forbiddenNames.test(segment)));
    expect(vague.map(({ path }) => path)).toEqual([]);
  });

  it("are written in kebab-case", () => {
    const kebab = /^\.?[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)*$/;
    const isNextSegment = (segment: string) => /^[[(].*[\])]$/.test(segment);
    const wrong = sources.filter(({ path }) =>
      path.split("/").some((segment) => !kebab.test(segment) && !isNextSegment(segment)),
    );
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });
});
