/** The use cases bound to their ports. Doors see this and nothing else. */
import type { Application } from "../contract/application";
import { account, endSession, endSessions } from "./account";
import type { Actor } from "./actor";
import { cancelBulk, inspectBulk, listBulk, previewBulk, startBulk, undoBulk } from "./bulk";
import { addGrant, changeGrant, removeGrant } from "./change-grants";
import { changePassword } from "./change-password";
import { archiveProfile, createProfile, restoreProfile, reviewProfile, updateProfile } from "./change-profile";
import { disableUser, enableUser } from "./change-user";
import { confirmClock } from "./clock";
import { createRequest } from "./create-request";
import { createUser } from "./create-user";
import { approveRequest, refuseRequest } from "./decide-request";
import { downloadCertificate } from "./download";
import { editCertificate } from "./edit-certificate";
import { createIssuing, createRoot, previewIssuing, previewRoot } from "./establish";
import { exportAudit } from "./export-audit";
import { exportCertificates } from "./export-certificates";
import { find } from "./find";
import { inspectAuthority } from "./inspect-authority";
import { inspectCertificate } from "./inspect-certificate";
import { inspectForeign } from "./inspect-foreign";
import { issueCertificate } from "./issue";
import { authorityChoices, listAuthorities } from "./list-authorities";
import { listUsers } from "./list-users";
import { listNotices, markNotices, noticeCounts } from "./notice";
import { overview } from "./overview";
import { collectRequest, withdrawRequest } from "./own-request";
import { pauseAuthority, resumeAuthority } from "./pause";
import type { Ports } from "./ports";
import { possessions } from "./possessions";
import { previewIssue } from "./preview-issue";
import { inspectProfile, listProfiles, profileVersions } from "./profiles";
import { publishCrl } from "./publish-crl";
import { releaseCertificate } from "./release";
import { previewRenew, renewCertificate } from "./renew";
import { inspectRequest, listRequests } from "./requests";
import { retireAuthority } from "./retire";
import { previewRevoke, revokeCertificate } from "./revoke";
import { searchAudit } from "./search-audit";
import { certificateMarks, searchCertificates } from "./search-certificates";
import { readSession, signOut } from "./session";
import { passwordLink, resetPassword, setPassword } from "./set-password";
import { isSetupToken, setUp, setupState } from "./set-up";
import { readSettings, updateSettings } from "./settings";
import { signIn } from "./sign-in";
import { testProfile } from "./test-profile";
import { updateAuthority } from "./update-authority";
import { changeView, listViews, removeView, saveView } from "./views";

const setupActor = (address: string | null): Actor => ({
  kind: "setup",
  id: "",
  name: "setup",
  grants: [],
  door: "console",
  address,
});

export function createApplication(ports: Ports): Application {
  return {
    setupState: () => setupState(ports),
    isSetupToken: (token, address) => isSetupToken(ports, setupActor(address), token),
    setUp: (actor, input) => setUp(ports, actor, input),

    signIn: (input, from) => signIn(ports, input, from),
    session: (sessionId) => readSession(ports, sessionId),
    signOut: (actor, sessionId) => signOut(ports, actor, sessionId),
    listUsers: (actor) => listUsers(ports, actor),
    createUser: (actor, input) => createUser(ports, actor, input),
    disableUser: (actor, input) => disableUser(ports, actor, input),
    enableUser: (actor, input) => enableUser(ports, actor, input),
    addGrant: (actor, input) => addGrant(ports, actor, input),
    changeGrant: (actor, input) => changeGrant(ports, actor, input),
    removeGrant: (actor, input) => removeGrant(ports, actor, input),
    possessions: (actor, input) => possessions(ports, actor, input),
    resetPassword: (actor, input) => resetPassword(ports, actor, input),
    passwordLink: (token) => passwordLink(ports, token),
    setPassword: (input, address) => setPassword(ports, input, address),

    account: (actor, sessionId) => account(ports, actor, sessionId),
    changePassword: (actor, input) => changePassword(ports, actor, input),
    endSession: (actor, input) => endSession(ports, actor, input),
    endSessions: (actor, input) => endSessions(ports, actor, input),

    overview: (actor) => overview(ports, actor),
    confirmClock: (actor) => confirmClock(ports, actor),
    listAuthorities: (actor) => listAuthorities(ports, actor),
    authorityChoices: (actor) => authorityChoices(ports, actor),
    authority: (actor, authorityId) => inspectAuthority(ports, actor, authorityId),
    previewRoot: (actor, input) => previewRoot(ports, actor, input),
    createRoot: (actor, input) => createRoot(ports, actor, input),
    previewIssuing: (actor, input) => previewIssuing(ports, actor, input),
    createIssuing: (actor, input) => createIssuing(ports, actor, input),
    updateAuthority: (actor, input) => updateAuthority(ports, actor, input),
    pauseAuthority: (actor, input) => pauseAuthority(ports, actor, input),
    resumeAuthority: (actor, input) => resumeAuthority(ports, actor, input),
    retireAuthority: (actor, input) => retireAuthority(ports, actor, input),
    publishCrl: (actor, input) => publishCrl(ports, actor, input),

    previewIssue: (actor, input) => previewIssue(ports, actor, input),
    issue: (actor, input) => issueCertificate(ports, actor, input),
    previewRenew: (actor, input) => previewRenew(ports, actor, input),
    renew: (actor, input) => renewCertificate(ports, actor, input),
    searchCertificates: (actor, input) => searchCertificates(ports, actor, input),
    find: (actor, text) => find(ports, actor, text),
    inspect: (actor, input) => inspectForeign(ports, actor, input),
    certificate: (actor, certificateId) => inspectCertificate(ports, actor, certificateId),
    download: (actor, input) => downloadCertificate(ports, actor, input),
    previewRevoke: (actor, input) => previewRevoke(ports, actor, input),
    revoke: (actor, input) => revokeCertificate(ports, actor, input),
    release: (actor, input) => releaseCertificate(ports, actor, input),

    editCertificate: (actor, input) => editCertificate(ports, actor, input),
    certificateMarks: (actor) => certificateMarks(ports, actor),
    exportCertificates: (actor, input) => exportCertificates(ports, actor, input),

    previewBulk: (actor, input) => previewBulk(ports, actor, input),
    startBulk: (actor, input) => startBulk(ports, actor, input),
    listBulk: (actor, input) => listBulk(ports, actor, input),
    bulk: (actor, input) => inspectBulk(ports, actor, input),
    cancelBulk: (actor, input) => cancelBulk(ports, actor, input),
    undoBulk: (actor, input) => undoBulk(ports, actor, input),

    createRequest: (actor, input) => createRequest(ports, actor, input),
    listRequests: (actor, search) => listRequests(ports, actor, search),
    request: (actor, input) => inspectRequest(ports, actor, input),
    approveRequest: (actor, input) => approveRequest(ports, actor, input),
    refuseRequest: (actor, input) => refuseRequest(ports, actor, input),
    withdrawRequest: (actor, input) => withdrawRequest(ports, actor, input),
    collectRequest: (actor, input) => collectRequest(ports, actor, input),

    noticeCounts: (actor) => noticeCounts(ports, actor),
    listNotices: (actor) => listNotices(ports, actor),
    markNotices: (actor, input) => markNotices(ports, actor, input),

    listViews: (actor) => listViews(ports, actor),
    saveView: (actor, input) => saveView(ports, actor, input),
    changeView: (actor, input) => changeView(ports, actor, input),
    removeView: (actor, input) => removeView(ports, actor, input),

    listProfiles: (actor) => listProfiles(ports, actor),
    profile: (actor, profileId) => inspectProfile(ports, actor, profileId),
    profileVersions: (actor, profileId) => profileVersions(ports, actor, profileId),
    createProfile: (actor, input) => createProfile(ports, actor, input),
    updateProfile: (actor, input) => updateProfile(ports, actor, input),
    archiveProfile: (actor, input) => archiveProfile(ports, actor, input),
    restoreProfile: (actor, input) => restoreProfile(ports, actor, input),
    reviewProfile: (actor, input) => reviewProfile(ports, actor, input),
    testProfile: (actor, input) => testProfile(ports, actor, input),
    searchAudit: (actor, input) => searchAudit(ports, actor, input),
    exportAudit: (actor, input) => exportAudit(ports, actor, input),

    settings: (actor) => readSettings(ports, actor),
    updateSettings: (actor, input) => updateSettings(ports, actor, input),
  };
}
