/**
 * Every use case, bound to its ports by `lib/compose`. Doors (dashboard, later REST and CLI) see this and nothing else.
 * Each takes its actor first and authorises it in its first line; each throws only CaError for what a person can cause.
 */
import type { Actor } from "../ca/actor";
import type * as account from "./account";
import type { AuditExport, AuditExportFormat, AuditFilter, AuditPage, AuditSearch } from "./audit";
import type * as authority from "./authority";
import type * as bulk from "./bulk";
import type * as certificate from "./certificate";
import type * as certificateSearch from "./certificate-search";
import type { Found } from "./find";
import type { InspectInput, Inspection } from "./inspect";
import type * as notice from "./notice";
import type { Overview } from "./overview";
import type * as profile from "./profile";
import type * as request from "./request";
import type { SettingsInput, SettingsView } from "./settings";
import type { SetupInput, SetupResult, SetupState } from "./setup";
import type * as user from "./user";
import type { ChangeViewInput, SavedViewDto, SaveViewInput } from "./view";

export interface Application {
  // setup
  setupState(): Promise<SetupState>;
  /** Compares the token in constant time, and audits a wrong one; CaError("conflict") once done. */
  isSetupToken(token: string, address: string | null): Promise<boolean>;
  setUp(actor: Actor, input: SetupInput): Promise<SetupResult>;

  // people
  /** CaError("unauthenticated") for any wrong combination, CaError("rate-limited") when guessed too often. */
  signIn(
    input: user.SignInInput,
    from: { readonly address: string | null; readonly userAgent: string },
  ): Promise<user.SessionDto>;
  /** Null when the session is over, revoked, or its user disabled. */
  session(sessionId: string): Promise<user.SessionDto | null>;
  signOut(actor: Actor, sessionId: string): Promise<void>;
  listUsers(actor: Actor): Promise<user.UserList>;
  createUser(
    actor: Actor,
    input: user.CreateUserInput,
  ): Promise<{ readonly user: user.UserDto; readonly link: user.OneTimeLink }>;
  disableUser(actor: Actor, input: { readonly userId: string }): Promise<user.UserDto>;
  enableUser(actor: Actor, input: { readonly userId: string }): Promise<user.UserDto>;
  addGrant(actor: Actor, input: user.AddGrantInput): Promise<user.UserDto>;
  changeGrant(actor: Actor, input: user.ChangeGrantInput): Promise<user.UserDto>;
  removeGrant(actor: Actor, input: user.RemoveGrantInput): Promise<user.UserDto>;
  /** What a user owns, for whoever is about to disable them. */
  possessions(actor: Actor, input: { readonly userId: string }): Promise<user.Possessions>;
  /** A new one-time link to set a password; ends the user's sessions when it is used. */
  resetPassword(
    actor: Actor,
    input: { readonly userId: string } | { readonly email: string },
  ): Promise<user.OneTimeLink>;
  /** The e-mail address a link belongs to, or null when it is unknown, used or over. */
  passwordLink(token: string): Promise<{ readonly email: string } | null>;
  setPassword(input: user.SetPasswordInput, address: string | null): Promise<void>;

  // one's own account
  /** `sessionId` says which of the sessions asks. */
  account(actor: Actor, sessionId: string): Promise<account.AccountDto>;
  /** Asks for the current one, under the limits of signing in; ends every other session. */
  changePassword(
    actor: Actor,
    input: account.ChangePasswordInput & { readonly sessionId: string },
  ): Promise<account.EndedSessions>;
  endSession(actor: Actor, input: account.EndSessionInput): Promise<void>;
  endSessions(
    actor: Actor,
    input: account.EndSessionsInput & { readonly sessionId: string },
  ): Promise<account.EndedSessions>;

  // authorities
  overview(actor: Actor): Promise<Overview>;
  confirmClock(actor: Actor): Promise<void>;
  listAuthorities(actor: Actor): Promise<readonly authority.AuthoritySummary[]>;
  /** For the form that asks for a certificate, requesters included: names, and which of them can issue. */
  authorityChoices(actor: Actor): Promise<readonly authority.AuthorityOffer[]>;
  authority(actor: Actor, authorityId: string): Promise<authority.AuthorityDetail>;
  previewRoot(actor: Actor, input: authority.AuthoritySpec): Promise<authority.AuthorityPreview>;
  createRoot(actor: Actor, input: authority.AuthoritySpec): Promise<authority.AuthoritySummary>;
  previewIssuing(actor: Actor, input: authority.CreateIssuingInput): Promise<authority.AuthorityPreview>;
  createIssuing(actor: Actor, input: authority.CreateIssuingInput): Promise<authority.AuthoritySummary>;
  updateAuthority(actor: Actor, input: authority.UpdateAuthorityInput): Promise<authority.AuthoritySummary>;
  pauseAuthority(actor: Actor, input: { readonly authorityId: string }): Promise<authority.AuthoritySummary>;
  resumeAuthority(actor: Actor, input: { readonly authorityId: string }): Promise<authority.AuthoritySummary>;
  /** Roots only: it signs nothing but its CRL from now on. */
  retireAuthority(actor: Actor, input: authority.ConfirmedAuthorityAct): Promise<authority.AuthoritySummary>;
  publishCrl(actor: Actor, input: { readonly authorityId: string }): Promise<authority.CrlHealth>;

  // certificates
  previewIssue(actor: Actor, input: certificate.PreviewInput): Promise<certificate.IssuePreview>;
  issue(actor: Actor, input: certificate.IssueInput): Promise<certificate.Issued>;
  previewRenew(actor: Actor, input: certificate.PreviewRenewInput): Promise<certificate.IssuePreview>;
  renew(actor: Actor, input: certificate.RenewInput): Promise<certificate.Issued>;
  searchCertificates(
    actor: Actor,
    input: certificateSearch.CertificateSearch,
  ): Promise<certificateSearch.CertificateList>;
  /** Certificates, authorities, profiles and people for what is typed, as far as the actor may see them. */
  find(actor: Actor, text: string): Promise<Found>;
  /** What others made: whether it is ours, and how it stands under our authorities. */
  inspect(actor: Actor, input: InspectInput): Promise<Inspection>;
  certificate(actor: Actor, certificateId: string): Promise<certificate.CertificateDetail>;
  /** Audited as `certificate.download`. */
  download(
    actor: Actor,
    input: { readonly certificateId: string; readonly format: certificate.DownloadFormat },
  ): Promise<{
    readonly fileName: string;
    readonly mediaType: string;
    readonly content: Uint8Array;
  }>;
  previewRevoke(actor: Actor, input: { readonly certificateId: string }): Promise<certificate.RevokePreview>;
  /** Also an issuing authority's certificate: then the authority is revoked. Returns everything that is revoked now. */
  revoke(actor: Actor, input: certificate.RevokeInput): Promise<readonly certificate.CertificateSummary[]>;
  /** From hold back to valid. */
  release(actor: Actor, input: { readonly certificateId: string }): Promise<certificate.CertificateSummary>;

  /** Owner and tags; both as they shall be afterwards. */
  editCertificate(actor: Actor, input: certificate.EditCertificateInput): Promise<certificate.CertificateSummary>;
  certificateMarks(actor: Actor): Promise<certificate.Marks>;
  /** The whole view, in pieces. Audited as `certificate.export` before the first. */
  exportCertificates(
    actor: Actor,
    input: { readonly selection: certificateSearch.Selection; readonly format: certificateSearch.ExportFormat },
  ): Promise<{ readonly fileName: string; readonly mediaType: string; readonly content: AsyncGenerator<string> }>;

  // many certificates
  previewBulk(actor: Actor, input: bulk.PreviewBulkInput): Promise<bulk.BulkPreview>;
  /** Begins; a job works through them, also after a restart. */
  startBulk(actor: Actor, input: bulk.StartBulkInput): Promise<bulk.BulkJobSummary>;
  listBulk(actor: Actor, input: { readonly running: boolean }): Promise<readonly bulk.BulkJobSummary[]>;
  bulk(actor: Actor, input: bulk.BulkItemsInput): Promise<bulk.BulkJobDetail>;
  cancelBulk(actor: Actor, input: { readonly jobId: string }): Promise<bulk.BulkJobSummary>;
  /** Of tags: exactly what the job changed. */
  undoBulk(actor: Actor, input: { readonly jobId: string }): Promise<bulk.BulkJobSummary>;

  // requests
  /** CaError("policy") with the findings when it would not be granted; nothing is signed. */
  createRequest(actor: Actor, input: request.CreateRequestInput): Promise<request.RequestSummary>;
  listRequests(actor: Actor, search: request.RequestSearch): Promise<request.RequestList>;
  request(actor: Actor, input: request.RequestAct): Promise<request.RequestDetail>;
  /** Issues. When it would not be granted any more it says why, and the request goes on waiting. */
  approveRequest(actor: Actor, input: request.RequestAct): Promise<request.RequestSummary>;
  refuseRequest(actor: Actor, input: request.RefuseRequestInput): Promise<request.RequestSummary>;
  /** Their own. */
  withdrawRequest(actor: Actor, input: request.RequestAct): Promise<request.RequestSummary>;
  /** Their own, once approved: certificate and chain. */
  collectRequest(actor: Actor, input: request.RequestAct): Promise<certificate.Issued>;

  // notices of their own
  noticeCounts(actor: Actor): Promise<notice.NoticeCounts>;
  listNotices(actor: Actor): Promise<notice.NoticeList>;
  markNotices(actor: Actor, input: notice.MarkNoticesInput): Promise<notice.NoticeCounts>;

  // views of their own
  listViews(actor: Actor): Promise<readonly SavedViewDto[]>;
  saveView(actor: Actor, input: SaveViewInput): Promise<SavedViewDto>;
  changeView(actor: Actor, input: ChangeViewInput): Promise<SavedViewDto>;
  removeView(actor: Actor, input: { readonly viewId: string }): Promise<SavedViewDto>;

  // profiles and audit
  /** Archived ones too; nothing can be issued under those. */
  listProfiles(actor: Actor): Promise<readonly profile.ProfileDto[]>;
  profile(actor: Actor, profileId: string): Promise<profile.ProfileDetail>;
  /** Newest first. */
  profileVersions(actor: Actor, profileId: string): Promise<readonly profile.ProfileVersionDto[]>;
  createProfile(actor: Actor, input: profile.CreateProfileInput): Promise<profile.ProfileDto>;
  /** CaError("conflict") with field `version` when it is no longer the version that was edited. */
  updateProfile(actor: Actor, input: profile.UpdateProfileInput): Promise<profile.ProfileDto>;
  archiveProfile(actor: Actor, input: profile.ProfileAct): Promise<profile.ProfileDto>;
  restoreProfile(actor: Actor, input: profile.ProfileAct): Promise<profile.ProfileDto>;
  reviewProfile(actor: Actor, input: profile.ReviewProfileInput): Promise<profile.ProfileReview>;
  testProfile(actor: Actor, input: profile.TestProfileInput): Promise<certificate.IssuePreview>;
  searchAudit(actor: Actor, input: AuditSearch): Promise<AuditPage>;
  /** Every entry that fits, newest first, read while it is sent; audited as `audit.export` before the first piece. */
  exportAudit(
    actor: Actor,
    input: { readonly filter: AuditFilter; readonly format: AuditExportFormat },
  ): Promise<AuditExport>;

  // this instance
  settings(actor: Actor): Promise<SettingsView>;
  updateSettings(actor: Actor, input: SettingsInput): Promise<void>;
}
