/** The one table of who may do what. `authorize` enforces it, the Users screen shows it, `may` flags read it. */
import type { Actor, Role } from "./actor";
import { covers, type HeldGrant, isUnlimited, type On, type Scope } from "./grant";

/** What a grant may be limited to and still give the permission. */
type Limit = "authority" | "profile";

interface Rule {
  readonly description: string;
  readonly roles: readonly Role[];
  /** A grant with any other limit does not give it; with none here, only a grant for everything does. */
  readonly limits: readonly Limit[];
}

const everyone = ["administrator", "operator", "auditor", "requester"] as const;
const readers = ["administrator", "operator", "auditor"] as const;
const operators = ["administrator", "operator"] as const;
const administrators = ["administrator"] as const;

/** About certificates, or about what is the person's own. */
const narrow = ["authority", "profile"] as const;
/** About everything an authority does, under whatever profile. */
const ofAuthority = ["authority"] as const;
/** About the whole instance: whoever is limited could otherwise give themselves more. */
const whole = [] as const;

const table = {
  "certificate.preview": {
    description: "Preview what a request would be granted, with the profiles and authorities there are to choose from",
    roles: everyone,
    limits: narrow,
  },
  "certificate.read-own": {
    description: "Find, read and download the certificates they asked for or own",
    roles: everyone,
    limits: narrow,
  },
  "certificate.read": { description: "Find, read and download every certificate", roles: readers, limits: narrow },
  "certificate.issue": { description: "Issue certificates", roles: operators, limits: narrow },
  "certificate.renew": {
    description: "Renew certificates, with the same key or a new one",
    roles: operators,
    limits: narrow,
  },
  "certificate.revoke": { description: "Revoke certificates and put them on hold", roles: operators, limits: narrow },
  "certificate.release": { description: "Release certificates from hold", roles: operators, limits: narrow },
  "certificate.edit": { description: "Say who owns a certificate, and tag it", roles: operators, limits: narrow },
  "request.create": {
    description: "Ask for certificates that somebody else approves",
    roles: ["administrator", "operator", "requester"],
    limits: narrow,
  },
  "request.read-own": {
    description: "See what they asked for, take it back, and collect it",
    roles: everyone,
    limits: narrow,
  },
  "request.read": { description: "See what everybody asked for", roles: readers, limits: narrow },
  "request.decide": {
    description: "Approve requests, for which it takes issuing too, and refuse them with a reason",
    roles: operators,
    limits: narrow,
  },
  "notice.read": { description: "Read what happened to what is theirs", roles: everyone, limits: narrow },
  "account.manage": {
    description: "Change their own password, and see and end their own sessions",
    roles: everyone,
    limits: narrow,
  },
  "bulk.stop": { description: "Stop what others do to many certificates", roles: administrators, limits: whole },
  "view.keep": { description: "Keep views of the certificates screen for themselves", roles: everyone, limits: narrow },
  "overview.read": { description: "See what needs attention", roles: readers, limits: narrow },
  "authority.read": {
    description: "Read authorities, their certificates and the state of their CRLs",
    roles: readers,
    limits: narrow,
  },
  "authority.create": { description: "Make roots and issuing authorities", roles: administrators, limits: whole },
  "authority.update": {
    description: "Change where an authority publishes and how long its CRLs live",
    roles: administrators,
    limits: ofAuthority,
  },
  "authority.pause": {
    description: "Pause and resume issuing by an authority",
    roles: administrators,
    limits: ofAuthority,
  },
  "authority.revoke": {
    description: "Revoke an issuing authority, with everything it ever issued",
    roles: administrators,
    limits: ofAuthority,
  },
  "authority.retire": { description: "Retire a root for good", roles: administrators, limits: ofAuthority },
  "crl.publish": { description: "Publish a CRL at once", roles: operators, limits: ofAuthority },
  "profile.read": { description: "Read profiles", roles: everyone, limits: narrow },
  "profile.manage": { description: "Copy, change and archive profiles", roles: administrators, limits: whole },
  "audit.read": { description: "Read and export the audit log", roles: readers, limits: whole },
  "settings.read": {
    description: "Read the settings of this instance, and how its master key is cared for",
    roles: readers,
    limits: whole,
  },
  "settings.update": { description: "Change the settings of this instance", roles: administrators, limits: whole },
  "user.manage": {
    description: "Invite and disable people, say what they are granted, and make links to set a password",
    roles: administrators,
    limits: whole,
  },
  "clock.confirm": {
    description: "Confirm the clock when nothing is signed because of it",
    roles: administrators,
    limits: whole,
  },
  "master-key.care": {
    description: "Back up, check, restore and change the master key, on the machine that holds it",
    roles: [],
    limits: whole,
  },
  "instance.setup": {
    description: "Set this instance up, once, with the token printed at start",
    roles: [],
    limits: whole,
  },
} as const satisfies Record<string, Rule>;

export type Permission = keyof typeof table;

export const permissions: Readonly<Record<Permission, Rule>> = table;
export const permissionNames = Object.keys(table) as readonly Permission[];

/** What acts without being a person. Whoever runs the command line owns the data directory already. */
const byKind: Readonly<Record<Exclude<Actor["kind"], "user">, readonly Permission[]>> = {
  setup: ["instance.setup"],
  "command-line": ["instance.setup", "user.manage", "master-key.care"],
  // The console's own certificate is issued the way every other is.
  system: ["crl.publish", "certificate.issue"],
};

/** Whether a grant gives the permission somewhere. */
function gives({ role, authorityIds, profileIds }: HeldGrant, permission: Permission): boolean {
  const { roles, limits } = permissions[permission];
  return (
    roles.includes(role) &&
    (authorityIds === null || limits.includes("authority")) &&
    (profileIds === null || limits.includes("profile"))
  );
}

/** Without `on`: whether they may anywhere at all. */
export function mayAct(actor: Pick<Actor, "kind" | "grants">, permission: Permission, on: On = {}): boolean {
  if (actor.kind !== "user") return byKind[actor.kind].includes(permission);
  return actor.grants.some((grant) => gives(grant, permission) && covers(grant, on));
}

/** Where they may; null is everywhere. */
export function scopesOf(actor: Pick<Actor, "kind" | "grants">, permission: Permission): readonly Scope[] | null {
  if (actor.kind !== "user") return mayAct(actor, permission) ? null : [];
  const scopes = actor.grants.filter((grant) => gives(grant, permission));
  return scopes.some(isUnlimited) ? null : scopes.map(({ authorityIds, profileIds }) => ({ authorityIds, profileIds }));
}

/** What somebody with these grants may do somewhere: menus and buttons read it, use cases ask again. */
export const permissionsHeld = (grants: readonly HeldGrant[]): Permission[] =>
  permissionNames.filter((permission) => mayAct({ kind: "user", grants }, permission));

export const permissionsOf = (role: Role): Permission[] =>
  permissionNames.filter((permission) => permissions[permission].roles.includes(role));
