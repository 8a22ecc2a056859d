/** Every use case that asks who is acting, with the permission it must ask for, each on real things. */
import type { Actor } from "../../lib/ca/actor";
import { builtInProfiles } from "../../lib/ca/built-in-profiles";
import { everywhere } from "../../lib/ca/grant";
import type { Permission } from "../../lib/ca/permission";
import type { ProfileDraft } from "../../lib/ca/profile";
import type { Application } from "../../lib/contract/application";
import type { Selection } from "../../lib/contract/certificate-search";
import { type Act, act } from "./act";
import { authoritySpec, firstHierarchy, request, serverKey } from "./authority";

const validity = { kind: "default" } as const;
const named = { ...request, names: ["new.corp.example"] };
const everything = {
  ...{ q: "", status: [], authority: [], profile: [], kind: [], sort: "created" as const },
  ...{ cursor: null, limit: 1 },
};
const anybody = { actor: null, action: null, objectId: null, result: null, before: null, limit: 1 };
const confirmName = { confirmName: "Proof Issuing" };
const revocation = { reason: "superseded" as const, alsoIds: [], ...confirmName };

/** Different for each, as some names are taken only once. */
const nameOf = ({ kind, id }: Actor) => `${kind}.${id.slice(-6)}`;

function draftOf(name: string): ProfileDraft {
  const { id: _, isBuiltIn: __, version: ___, extendedKeyUsage: ____, ...draft } = builtInProfiles[0]!;
  return { ...draft, name };
}
const selection: Selection = {
  view: { q: "", status: [], authority: [], profile: [], kind: [], sort: "created" },
  ids: null,
};
const noId = "00000000-0000-4000-8000-000000000000";

export const acts: readonly Act[] = [
  act("setUp", "instance.setup", ({ application, ports, validationUrl }, actor) =>
    application.setUp(actor, {
      token: ports.setupToken,
      administrator: { email: "eve@corp.example", password: "quite-a-long-one-71" },
      hierarchy: { ...firstHierarchy, validationUrl },
    }),
  ),
  act("listUsers", "user.manage", ({ application }, actor) => application.listUsers(actor)),
  act("createUser", "user.manage", ({ application }, actor) =>
    application.createUser(actor, {
      email: `eve.${nameOf(actor)}@corp.example`,
      role: "administrator",
    }),
  ),
  act("disableUser", "user.manage", ({ application }, actor, { userId }) => application.disableUser(actor, { userId })),
  act("enableUser", "user.manage", ({ application }, actor, { userId }) => application.enableUser(actor, { userId })),
  act("addGrant", "user.manage", ({ application }, actor, { userId }) =>
    application.addGrant(actor, { userId, role: "administrator", ...everywhere }),
  ),
  act("changeGrant", "user.manage", ({ application }, actor, { userId, grantId }) =>
    application.changeGrant(actor, { userId, grantId, role: "administrator", ...everywhere }),
  ),
  act("removeGrant", "user.manage", ({ application }, actor, { userId, grantId }) =>
    application.removeGrant(actor, { userId, grantId }),
  ),
  act("possessions", "user.manage", ({ application }, actor, { userId }) => application.possessions(actor, { userId })),
  act("resetPassword", "user.manage", ({ application }, actor, { userId }) =>
    application.resetPassword(actor, { userId }),
  ),

  act("account", "account.manage", ({ application }, actor) => application.account(actor, "")),
  act("changePassword", "account.manage", ({ application }, actor) =>
    application.changePassword(actor, { current: "wrong", password: "quite-a-long-one-72", sessionId: "" }),
  ),
  act("endSession", "account.manage", ({ application }, actor) => application.endSession(actor, { handle: "0" })),
  act("endSessions", "account.manage", ({ application }, actor) =>
    application.endSessions(actor, { which: "others", sessionId: "" }),
  ),

  act("overview", "overview.read", ({ application }, actor) => application.overview(actor)),
  act("confirmClock", "clock.confirm", ({ application }, actor) => application.confirmClock(actor)),
  act("listAuthorities", "authority.read", ({ application }, actor) => application.listAuthorities(actor)),
  // Whoever asks for certificates must be able to choose from whom.
  act("authorityChoices", "certificate.preview", ({ application }, actor) => application.authorityChoices(actor)),
  act("authority", "authority.read@root", ({ application }, actor, { rootId }) => application.authority(actor, rootId)),
  act("previewRoot", "authority.create", (at, actor) =>
    at.application.previewRoot(actor, authoritySpec(at, { name: "Another Root" })),
  ),
  act("createRoot", "authority.create", (at, actor) =>
    at.application.createRoot(actor, authoritySpec(at, { name: "Proof Root" })),
  ),
  act("previewIssuing", "authority.create", (at, actor, { rootId }) =>
    at.application.previewIssuing(actor, { ...authoritySpec(at, { name: "Another" }), parentId: rootId }),
  ),
  act("createIssuing", "authority.create", (at, actor, { rootId }) =>
    at.application.createIssuing(actor, { ...authoritySpec(at, { name: "Another" }), parentId: rootId }),
  ),
  act("updateAuthority", "authority.update@issuing", ({ application }, actor, { issuingId }) =>
    application.updateAuthority(actor, {
      authorityId: issuingId,
      validationUrl: "http://evil.example",
      crlLifeHours: 1,
    }),
  ),
  act("pauseAuthority", "authority.pause@issuing", ({ application }, actor, { issuingId }) =>
    application.pauseAuthority(actor, { authorityId: issuingId }),
  ),
  act("resumeAuthority", "authority.pause@issuing", ({ application }, actor, { issuingId }) =>
    application.resumeAuthority(actor, { authorityId: issuingId }),
  ),
  act("retireAuthority", "authority.retire@root", ({ application }, actor, { rootId }) =>
    application.retireAuthority(actor, { authorityId: rootId, confirmName: "Proof Root" }),
  ),
  act("publishCrl", "crl.publish@issuing", ({ application }, actor, { issuingId }) =>
    application.publishCrl(actor, { authorityId: issuingId }),
  ),

  act("previewIssue", "certificate.preview@certificate", ({ application }, actor, { issuingId }) =>
    application.previewIssue(actor, {
      ...named,
      authorityId: issuingId,
      key: { source: "server", keyType: "ec-p256" },
    }),
  ),
  act("issue", "certificate.issue@certificate", ({ application }, actor, { issuingId }) =>
    application.issue(actor, { ...named, authorityId: issuingId, key: serverKey }),
  ),
  act(
    "previewRenew",
    ["certificate.preview", "certificate.read@certificate", "certificate.preview@certificate"],
    ({ application }, actor, { certificateId }) =>
      application.previewRenew(actor, { certificateId, validity, key: null }),
  ),
  act("renew", "certificate.renew@certificate", ({ application }, actor, { certificateId }) =>
    application.renew(actor, { certificateId, validity, key: null }),
  ),
  act("searchCertificates", "certificate.read-own", ({ application }, actor) =>
    application.searchCertificates(actor, everything),
  ),
  act(
    "certificate",
    ["certificate.read-own", "certificate.read@certificate"],
    ({ application }, actor, { certificateId }) => application.certificate(actor, certificateId),
  ),
  act(
    "download",
    ["certificate.read-own", "certificate.read@certificate"],
    ({ application }, actor, { certificateId }) => application.download(actor, { certificateId, format: "der" }),
  ),
  act(
    "previewRevoke",
    ["certificate.preview", "certificate.read@certificate"],
    ({ application }, actor, { certificateId }) => application.previewRevoke(actor, { certificateId }),
  ),
  act("revoke", "certificate.revoke@certificate", ({ application }, actor, { certificateId }) =>
    application.revoke(actor, { certificateId, ...revocation }),
  ),
  act(
    "revoke",
    ["certificate.revoke@issuingCertificate", "authority.revoke@issuing"],
    ({ application }, actor, { issuingCertificateId }) =>
      application.revoke(actor, { certificateId: issuingCertificateId, ...revocation }),
  ),
  act("release", "certificate.release@certificate", ({ application }, actor, { heldId }) =>
    application.release(actor, { certificateId: heldId }),
  ),
  act("editCertificate", "certificate.edit@certificate", ({ application }, actor, { certificateId }) =>
    application.editCertificate(actor, { certificateId, owner: "Proof", tags: [] }),
  ),
  act("certificateMarks", "certificate.read-own", ({ application }, actor) => application.certificateMarks(actor)),
  act("exportCertificates", "certificate.read-own", ({ application }, actor) =>
    application.exportCertificates(actor, { selection, format: "csv" }),
  ),
  act("previewBulk", "certificate.renew", ({ application }, actor) =>
    application.previewBulk(actor, { act: "renew", selection }),
  ),
  act("previewBulk", "certificate.revoke", ({ application }, actor) =>
    application.previewBulk(actor, { act: "revoke", selection }),
  ),
  act("previewBulk", "certificate.edit", ({ application }, actor) =>
    application.previewBulk(actor, { act: "tag", selection }),
  ),
  act("startBulk", "certificate.renew", ({ application }, actor) =>
    application.startBulk(actor, { act: { act: "renew" }, selection, expected: 1_000 }),
  ),
  act("startBulk", "certificate.revoke", ({ application }, actor) =>
    application.startBulk(actor, { act: { act: "revoke", reason: "superseded" }, selection, expected: 1_000 }),
  ),
  act("startBulk", "certificate.edit", ({ application }, actor) =>
    application.startBulk(actor, { act: { act: "tag", add: ["proof"], remove: [] }, selection, expected: 1_000 }),
  ),
  act("listBulk", "certificate.read-own", ({ application }, actor) => application.listBulk(actor, { running: false })),
  act("bulk", ["certificate.read-own", "audit.read"], ({ application }, actor, { jobId }) =>
    application.bulk(actor, { jobId, state: null, after: 0, limit: 1 }),
  ),
  act("cancelBulk", ["certificate.read-own", "audit.read", "bulk.stop"], ({ application }, actor, { jobId }) =>
    application.cancelBulk(actor, { jobId }),
  ),
  act("undoBulk", ["certificate.edit", "audit.read"], ({ application }, actor, { jobId }) =>
    application.undoBulk(actor, { jobId }),
  ),

  act("createRequest", "request.create@certificate", ({ application }, actor, { issuingId }) =>
    application.createRequest(actor, { ...named, authorityId: issuingId, key: { source: "csr", csr: "" }, note: "" }),
  ),
  act("listRequests", "request.read-own", ({ application }, actor) =>
    application.listRequests(actor, { state: "waiting", whose: "mine", before: null }),
  ),
  act("listRequests", "request.read", ({ application }, actor) =>
    application.listRequests(actor, { state: "waiting", whose: "all", before: null }),
  ),
  act("request", ["request.read-own", "request.read@certificate"], ({ application }, actor, { requestId }) =>
    application.request(actor, { requestId }),
  ),
  act(
    "approveRequest",
    ["request.decide@certificate", "certificate.issue@certificate"],
    ({ application }, actor, { requestId }) => application.approveRequest(actor, { requestId }),
  ),
  act("refuseRequest", "request.decide@certificate", ({ application }, actor, { requestId }) =>
    application.refuseRequest(actor, { requestId, reason: "Proof" }),
  ),
  act("withdrawRequest", ["request.read-own", "request.read@certificate"], ({ application }, actor, { requestId }) =>
    application.withdrawRequest(actor, { requestId }),
  ),
  act("collectRequest", ["request.read-own", "request.read@certificate"], ({ application }, actor, { requestId }) =>
    application.collectRequest(actor, { requestId }),
  ),
  act("noticeCounts", "notice.read", ({ application }, actor) => application.noticeCounts(actor)),
  act("listNotices", "notice.read", ({ application }, actor) => application.listNotices(actor)),
  act("markNotices", "notice.read", ({ application }, actor) => application.markNotices(actor, { ids: null })),

  act("listViews", "view.keep", ({ application }, actor) => application.listViews(actor)),
  act("saveView", "view.keep", ({ application }, actor) =>
    application.saveView(actor, { name: `Proof ${nameOf(actor)}`, query: "" }),
  ),
  act("changeView", "view.keep", ({ application }, actor) =>
    application.changeView(actor, { viewId: noId, name: "Proof", query: "" }),
  ),
  act("removeView", "view.keep", ({ application }, actor) => application.removeView(actor, { viewId: noId })),

  act("listProfiles", "profile.read", ({ application }, actor) => application.listProfiles(actor)),
  act("profile", "profile.read@profile", ({ application }, actor) => application.profile(actor, "server")),
  act("profileVersions", "profile.read@profile", ({ application }, actor) =>
    application.profileVersions(actor, "server"),
  ),
  act("createProfile", "profile.manage", ({ application }, actor) =>
    application.createProfile(actor, { copyOf: "server", draft: draftOf(`Eve’s ${nameOf(actor)}`) }),
  ),
  act("updateProfile", "profile.manage", ({ application }, actor) =>
    application.updateProfile(actor, { profileId: "server", version: 2, draft: draftOf("Server") }),
  ),
  act("archiveProfile", "profile.manage", ({ application }, actor) =>
    application.archiveProfile(actor, { profileId: "server" }),
  ),
  act("restoreProfile", "profile.manage", ({ application }, actor) =>
    application.restoreProfile(actor, { profileId: "server" }),
  ),
  act("reviewProfile", "profile.read@profile", ({ application }, actor) =>
    application.reviewProfile(actor, { profileId: "server", draft: draftOf("Server") }),
  ),
  act("testProfile", "certificate.preview@certificate", ({ application }, actor, { issuingId }) =>
    application.testProfile(actor, {
      profileId: "server",
      draft: null,
      authorityId: issuingId,
      request: { kind: "names", commonName: "", names: ["web.corp.example"], keyType: "ec-p256" },
    }),
  ),
  act("searchAudit", "audit.read", ({ application }, actor) => application.searchAudit(actor, anybody)),
  act("exportAudit", "audit.read", ({ application }, actor) =>
    application.exportAudit(actor, {
      filter: { actor: null, action: null, objectId: null, result: null },
      format: "csv",
    }),
  ),

  act("find", "certificate.read-own", ({ application }, actor) => application.find(actor, "corp")),
  act("inspect", "certificate.read-own", ({ application }, actor) =>
    application.inspect(actor, { certificates: [], crlIssuers: [] }),
  ),
  act("settings", "settings.read", ({ application }, actor) => application.settings(actor)),
  act("updateSettings", "settings.update", ({ application }, actor) =>
    application.updateSettings(actor, {
      ...{ instanceName: "", validationUrl: "", sessionHours: 12, idleMinutes: null },
      ...{ defaultProfileId: "no-such-profile", sessionDays: 7, crlDays: 7 },
    }),
  ),
];

/** Asked for where the application is not: by what the command line does with the master key. */
export const beyondTheApplication: readonly Permission[] = ["master-key.care"];

/** They act for nobody yet, or end only what is the actor's own. */
export const withoutPermission: readonly (keyof Application)[] = [
  "setupState",
  "isSetupToken",
  "signIn",
  "session",
  "signOut",
  "passwordLink",
  "setPassword",
];
