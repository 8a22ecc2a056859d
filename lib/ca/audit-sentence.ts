/** An audit entry as one readable sentence, without who and when: “issued web.corp.example”. */
import type { AuditAction } from "./audit-entry";
import type { AuditEntry } from "./ports";

type Worded = Pick<AuditEntry, "action" | "objectName" | "result" | "detail">;

interface Words {
  /** What was done. */
  readonly done: (entry: Worded) => string;
  /** What was attempted, behind “was refused to” or “failed to”. */
  readonly attempt: (entry: Worded) => string;
}

const named = ({ objectName }: Worded, otherwise: string) => (objectName ? `“${objectName}”` : otherwise);
const text = (value: unknown): string => (typeof value === "string" || typeof value === "number" ? String(value) : "");
const because = (value: unknown) => (text(value) ? ` (${text(value)})` : "");

/** `sessionHours` → “session hours”. */
const spaced = (name: string) => name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
const counted = (count: unknown) => (text(count) ? `${text(count)} private keys encrypted anew` : "");

const from = (authority: unknown) => (text(authority) ? ` from “${text(authority)}”` : "");

const ended = (count: unknown) => {
  if (typeof count !== "number" || count === 0) return "";
  return count === 1 ? ", which ended one session" : `, which ended ${count} sessions`;
};

/** The same object for both, as most sentences want. */
const about = (
  done: string,
  attempt: string,
  otherwise: string,
  more: (entry: Worded) => string = () => "",
): Words => ({
  done: (entry) => `${done} ${named(entry, otherwise)}${more(entry)}`,
  attempt: (entry) => `${attempt} ${named(entry, otherwise)}${more(entry)}`,
});

const words: Readonly<Record<AuditAction, Words>> = {
  "instance.setup": { done: () => "set this instance up", attempt: () => "set this instance up" },
  "clock.confirm": {
    done: ({ detail }) => `confirmed the clock${because(detail.problem)}`,
    attempt: () => "confirm the clock",
  },
  "session.sign-in": {
    done: () => "signed in",
    attempt: (entry) => `sign in${entry.objectName ? ` as “${entry.objectName}”` : ""}`,
  },
  "session.sign-out": { done: () => "signed out", attempt: () => "sign out" },
  "session.end": {
    done: ({ detail }) => `ended a session of theirs${because(detail.from)}`,
    attempt: () => "end a session of theirs",
  },
  "session.end-all": {
    done: ({ detail }) =>
      `signed out everywhere${detail.isThisToo === false ? " else" : ""}${ended(detail.endedSessions)}`,
    attempt: () => "sign out everywhere",
  },
  "user.create": about("invited the user", "invite the user", "", ({ detail }) => because(detail.grant ?? detail.role)),
  "user.add-grant": about("gave a grant to", "give a grant to", "a user", ({ detail }) => because(detail.grant)),
  "user.change-grant": about("changed a grant of", "change a grant of", "a user", ({ detail }) =>
    text(detail.to) ? ` from ${text(detail.from)} to ${text(detail.to)}` : "",
  ),
  "user.remove-grant": about("took a grant from", "take a grant from", "a user", ({ detail }) => because(detail.grant)),
  "user.disable": about("disabled the user", "disable the user", ""),
  "user.enable": about("enabled the user", "enable the user", ""),
  "user.change-role": about("changed the role of", "change the role of", "a user", ({ detail }) =>
    text(detail.to) ? ` from ${text(detail.from)} to ${text(detail.to)}` : "",
  ),
  "user.reset-password": about("made a link to set a password for", "make a link to set a password for", "a user"),
  "user.set-password": { done: () => "set a new password with a one-time link", attempt: () => "set a new password" },
  "user.change-password": {
    done: ({ detail }) => `changed their own password${ended(detail.endedSessions)}`,
    attempt: () => "change their own password",
  },
  "account.read": { done: () => "looked at their account", attempt: () => "look at their account" },
  "user.list": { done: () => "listed the users", attempt: () => "list the users" },
  "authority.create": about("made the authority", "make the authority", ""),
  "authority.update": about("changed the settings of", "change the settings of", "an authority"),
  "authority.pause": about("paused", "pause", "an authority"),
  "authority.resume": about("resumed", "resume", "an authority"),
  "authority.retire": about("retired the root", "retire the root", ""),
  "authority.revoke": about("revoked the authority", "revoke the authority", "", ({ detail }) =>
    because(detail.reason),
  ),
  "authority.read": { done: () => "read the authorities", attempt: () => "read the authorities" },
  "crl.publish": about("published the CRL of", "publish the CRL of", "an authority", ({ detail }) =>
    text(detail.number) ? `, number ${text(detail.number)}, ${text(detail.entryCount)} revoked` : "",
  ),
  "certificate.issue": about("issued", "issue", "a certificate", ({ detail }) => from(detail.authority)),
  "certificate.renew": about("renewed", "renew", "a certificate", ({ detail }) => from(detail.authority)),
  "certificate.revoke": {
    done: (entry) => `${changed(entry, "revoked")} ${named(entry, "a certificate")}${because(entry.detail.reason)}`,
    attempt: (entry) => `revoke ${named(entry, "a certificate")}${because(entry.detail.reason)}`,
  },
  "certificate.hold": {
    done: (entry) => `${changed(entry, "put on hold")} ${named(entry, "a certificate")}`,
    attempt: (entry) => `put ${named(entry, "a certificate")} on hold`,
  },
  "certificate.release": {
    done: (entry) => `released ${named(entry, "a certificate")} from hold`,
    attempt: (entry) => `release ${named(entry, "a certificate")} from hold`,
  },
  "certificate.download": about("downloaded", "download", "a certificate", ({ detail }) => because(detail.format)),
  "certificate.read": about("read", "read", "certificates"),
  "certificate.preview": { done: () => "previewed a request", attempt: () => "preview a request" },
  "profile.create": about("made the profile", "make a profile", ""),
  "profile.update": about("changed the profile", "change the profile", "", ({ detail }) =>
    text(detail.version) ? `, now version ${text(detail.version)}` : "",
  ),
  "profile.archive": about("archived the profile", "archive the profile", ""),
  "profile.restore": about("restored the profile", "restore the profile", ""),
  "certificate.edit": about("changed owner or tags of", "change owner or tags of", "a certificate", ({ detail }) =>
    editWords(detail),
  ),
  "certificate.export": {
    done: ({ detail }) => `exported a view of the certificates${because(detail.format)}`,
    attempt: () => "export certificates",
  },
  "bulk.start": about("began to", "begin to", "change many certificates"),
  "bulk.cancel": about("stopped the job to", "stop the job to", "change many certificates"),
  "bulk.read": { done: () => "read a job", attempt: () => "read a job on many certificates" },
  "view.save": about("kept the view", "keep a view", ""),
  "view.change": about("changed the view", "change the view", ""),
  "view.remove": about("deleted the view", "delete the view", ""),
  "request.create": about("asked for", "ask for", "a certificate", ({ detail }) => from(detail.authority)),
  "request.approve": about("approved the request for", "approve the request for", "a certificate", ({ detail }) =>
    text(detail.requester) ? ` by ${text(detail.requester)}` : "",
  ),
  "request.refuse": about("refused the request for", "refuse the request for", "a certificate", ({ detail }) =>
    because(detail.reason),
  ),
  "request.withdraw": about("took back the request for", "take back the request for", "a certificate"),
  "request.collect": about("collected", "collect", "a certificate they asked for"),
  "request.read": about("read the request for", "read the request for", "certificates"),
  "notice.read": { done: () => "read their notices", attempt: () => "read notices" },
  "profile.read": { done: () => "read the profiles", attempt: () => "read the profiles" },
  "overview.read": { done: () => "read the overview", attempt: () => "read the overview" },
  "audit.read": { done: () => "read the audit log", attempt: () => "read the audit log" },
  "master-key.backup": { done: () => "backed up the master key", attempt: () => "back up the master key" },
  "master-key.check": {
    done: () => "checked a backup of the master key",
    attempt: () => "check a backup of the master key",
  },
  "audit.export": about("exported the audit log", "export the audit log", "", ({ detail }) => because(detail.format)),
  "settings.read": { done: () => "read the settings", attempt: () => "read the settings" },
  "settings.update": {
    done: ({ detail }) => `changed the settings${because(Object.keys(detail).map(spaced).join(", "))}`,
    attempt: () => "change the settings",
  },
  "master-key.rotate": {
    done: ({ detail }) => `changed the master key${because(counted(detail.keyCount))}`,
    attempt: () => "change the master key",
  },
  "master-key.restore": {
    done: () => "restored the master key from a backup",
    attempt: () => "restore the master key from a backup",
  },
};

function editWords({ added, removed, owner }: Worded["detail"]): string {
  const list = (tags: unknown, sign: string) => (Array.isArray(tags) ? tags.map((tag) => `${sign}${text(tag)}`) : []);
  const tags = [...list(added, "+"), ...list(removed, "−")];
  const given = owner === undefined ? [] : [owner === null ? "owner: nobody" : `owner: ${text(owner).slice(5)}`];
  const words = [...tags, ...given].join(", ");
  return words && ` (${words})`;
}

function changed({ detail }: Worded, verb: string): string {
  if (detail.isChanged === false) return `changed nothing about`;
  return typeof detail.before === "string" ? `changed the reason for` : verb;
}

export function auditSentence(entry: Worded): string {
  const found = Object.hasOwn(words, entry.action) ? words[entry.action as AuditAction] : undefined;
  // Written by a newer version, or by hand.
  if (!found) return `${entry.action} ${entry.objectName}`.trim();
  if (entry.result === "done") return found.done(entry).trim();
  const why = text(entry.detail.why);
  const verb = entry.result === "refused" ? "was refused to" : "could not";
  return `${verb} ${found.attempt(entry)}${why ? `: ${why}` : ""}`.trim();
}
