/** What the company’s hosts, people and devices are called. */
export const services = [
  ["api", "Platform team", ["prod", "edge"]],
  ["auth", "Identity", ["prod", "sso"]],
  ["billing", "Payments", ["prod", "pci"]],
  ["build", "Developer tools", ["ci"]],
  ["cache", "Platform team", ["prod"]],
  ["calendar", "Workplace", ["office"]],
  ["catalog", "Shop", ["prod"]],
  ["cdn", "Platform team", ["prod", "edge"]],
  ["chat", "Workplace", ["office"]],
  ["checkout", "Payments", ["prod", "pci"]],
  ["config", "Platform team", ["prod"]],
  ["crm", "Sales tools", ["office"]],
  ["docs", "Developer tools", ["office"]],
  ["events", "Data", ["prod"]],
  ["gateway", "Platform team", ["prod", "edge"]],
  ["git", "Developer tools", ["ci"]],
  ["grafana", "omar@corp.example", ["observability"]],
  ["images", "Shop", ["prod", "edge"]],
  ["inventory", "Shop", ["prod"]],
  ["ldap", "Identity", ["prod", "sso"]],
  ["ledger", "Payments", ["prod", "pci"]],
  ["login", "Identity", ["prod", "sso"]],
  ["mail", "Workplace", ["office"]],
  ["metrics", "omar@corp.example", ["observability"]],
  ["orders", "Shop", ["prod"]],
  ["partner", "Sales tools", ["prod", "edge"]],
  ["payroll", "People and pay", ["office", "pci"]],
  ["portal", "Shop", ["prod", "edge"]],
  ["pricing", "Shop", ["prod"]],
  ["proxy", "Network", ["edge"]],
  ["registry", "Developer tools", ["ci", "k8s"]],
  ["reports", "Data", ["office"]],
  ["search", "Shop", ["prod"]],
  ["shop", "Shop", ["prod", "edge"]],
  ["sso", "Identity", ["prod", "sso"]],
  ["status", "Platform team", ["edge"]],
  ["support", "Sales tools", ["office"]],
  ["tickets", "Workplace", ["office"]],
  ["traces", "omar@corp.example", ["observability"]],
  ["vault", "Identity", ["prod"]],
  ["warehouse", "Data", ["prod"]],
  ["webhooks", "Platform team", ["prod", "edge"]],
  ["wiki", "Workplace", ["office"]],
] as const satisfies readonly (readonly [name: string, owner: string, tags: readonly string[]])[];

/** Left to themselves by people who did not know better; they are about to expire. */
export const forgotten = ["intranet", "old-vpn", "fileserver", "printhub", "timesheets"] as const;

export const clusters = [
  ["kafka", "Data", 6],
  ["postgres", "Data", 5],
  ["etcd", "Platform team", 5],
  ["rabbit", "Platform team", 3],
  ["mongo", "Shop", 3],
] as const satisfies readonly (readonly [name: string, owner: string, nodes: number])[];

export const workloads = [
  "shop/cart",
  "shop/checkout",
  "shop/orders",
  "payments/ledger",
  "payments/risk",
  "identity/tokens",
  "data/ingest",
  "data/exports",
  "platform/ingress",
] as const;

export const labHosts = ["bench", "fuzz", "gpu", "jig", "rack", "scope", "thermal", "vm"] as const;

export const devices = {
  lineOne: ["MTR", "meter"],
  lineTwo: ["GWY", "gateway"],
} as const;

const firstNames =
  "Aisha Alex Anna Ben Carla Chen Clara Daniel Diego Elena Emil Farid Felix Greta Hana Hugo Ines Ivan Jana Jonas Karim Kofi Lea Lena Luca Maja Marco Mia Milan Nadia Nils Olga Oscar Paula Priya Rosa Samir Sara Sven Tariq Uma Viktor Wanda Yara Zoe".split(
    " ",
  );
const lastNames =
  "Adler Bauer Costa Duarte Eriksen Fischer Garcia Haddad Iversen Jansen Keller Lindqvist Moreau Novak Okafor Petrov Quist Rossi Silva Tanaka Ulrich Varga Weber Xu Yilmaz Zimmer".split(
    " ",
  );

/** No two alike for the first thousand or so. */
export function personName(index: number): { readonly full: string; readonly email: string } {
  const first = firstNames[index % firstNames.length]!;
  const last = lastNames[(index * 7 + Math.floor(index / firstNames.length)) % lastNames.length]!;
  return { full: `${first} ${last}`, email: `${first}.${last}@corp.example`.toLowerCase() };
}
