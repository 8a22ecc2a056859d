/** The one table of who may do what. `authorize` enforces it, the Users screen shows it, `may` flags read it. */
import type { Actor, Role } from "./actor";

interface Grant {
  readonly description: string;
  readonly roles: readonly Role[];
}

const everyone = ["administrator", "operator", "auditor", "requester"] as const;
const readers = ["administrator", "operator", "auditor"] as const;
const operators = ["administrator", "operator"] as const;
const administrators = ["administrator"] as const;

const table = {
  "certificate.preview": {
    description: "Preview what a request would be granted, with the profiles and authorities there are to choose from",
    roles: everyone,
  },
  "certificate.read-own": { description: "Find, read and download the certificates they asked for", roles: everyone },
  "certificate.read": { description: "Find, read and download every certificate", roles: readers },
  "certificate.issue": { description: "Issue certificates", roles: operators },
  "certificate.renew": { description: "Renew certificates, with the same key or a new one", roles: operators },
  "certificate.revoke": { description: "Revoke certificates and put them on hold", roles: operators },
  "certificate.release": { description: "Release certificates from hold", roles: operators },
  "certificate.edit": { description: "Say who owns a certificate, and tag it", roles: operators },
  "request.create": {
    description: "Ask for certificates that somebody else approves",
    roles: ["administrator", "operator", "requester"],
  },
  "request.read-own": { description: "See what they asked for, take it back, and collect it", roles: everyone },
  "request.read": { description: "See what everybody asked for", roles: readers },
  "request.decide": {
    description: "Approve requests, for which it takes issuing too, and refuse them with a reason",
    roles: operators,
  },
  "notice.read": { description: "Read what happened to what is theirs", roles: everyone },
  "account.manage": {
    description: "Change their own password, and see and end their own sessions",
    roles: everyone,
  },
  "view.keep": { description: "Keep views of the certificates screen for themselves", roles: everyone },
  "overview.read": { description: "See what needs attention", roles: readers },
  "authority.read": { description: "Read authorities, their certificates and the state of their CRLs", roles: readers },
  "authority.create": { description: "Make roots and issuing authorities", roles: administrators },
  "authority.update": {
    description: "Change where an authority publishes and how long its CRLs live",
    roles: administrators,
  },
  "authority.pause": { description: "Pause and resume issuing by an authority", roles: administrators },
  "authority.revoke": {
    description: "Revoke an issuing authority, with everything it ever issued",
    roles: administrators,
  },
  "authority.retire": { description: "Retire a root for good", roles: administrators },
  "crl.publish": { description: "Publish a CRL at once", roles: operators },
  "profile.read": { description: "Read profiles", roles: everyone },
  "profile.manage": { description: "Copy, change and archive profiles", roles: administrators },
  "audit.read": { description: "Read and export the audit log", roles: readers },
  "settings.read": {
    description: "Read the settings of this instance, and how its master key is cared for",
    roles: readers,
  },
  "settings.update": { description: "Change the settings of this instance", roles: administrators },
  "user.manage": {
    description: "Create, disable and re-role users, and make links to set a password",
    roles: administrators,
  },
  "clock.confirm": { description: "Confirm the clock when nothing is signed because of it", roles: administrators },
  "master-key.care": {
    description: "Back up, check, restore and change the master key, on the machine that holds it",
    roles: [],
  },
  "instance.setup": { description: "Set this instance up, once, with the token printed at start", roles: [] },
} as const satisfies Record<string, Grant>;

export type Permission = keyof typeof table;

export const permissions: Readonly<Record<Permission, Grant>> = table;
export const permissionNames = Object.keys(table) as readonly Permission[];

/** What acts without being a person. Whoever runs the command line owns the data directory already. */
const byKind: Readonly<Record<Exclude<Actor["kind"], "user">, readonly Permission[]>> = {
  setup: ["instance.setup"],
  "command-line": ["instance.setup", "user.manage", "master-key.care"],
  // The console's own certificate is issued the way every other is.
  system: ["crl.publish", "certificate.issue"],
};

export function mayAct(actor: Pick<Actor, "kind" | "role">, permission: Permission): boolean {
  if (actor.kind !== "user") return byKind[actor.kind].includes(permission);
  return actor.role !== null && permissions[permission].roles.includes(actor.role);
}

export const permissionsOf = (role: Role): Permission[] =>
  permissionNames.filter((permission) => permissions[permission].roles.includes(role));
