/** Every rule, in the order of their names; a file that is not here is found by `rules.test.ts`. */
import { authorityInfoAccessPresent } from "./authority-info-access-present";
import { authorityInfoAccessUrl } from "./authority-info-access-url";
import { authorityKeyIdentifierMatches } from "./authority-key-identifier-matches";
import { authorityKeyIdentifierPresent } from "./authority-key-identifier-present";
import { basicConstraintsAuthority } from "./basic-constraints-authority";
import { basicConstraintsCritical } from "./basic-constraints-critical";
import { basicConstraintsLeaf } from "./basic-constraints-leaf";
import { certificateVersion } from "./certificate-version";
import { commonNameInNames } from "./common-name-in-names";
import { commonNameSingle } from "./common-name-single";
import { crlAuthorityKeyIdentifier } from "./crl-authority-key-identifier";
import { crlDistributionPointLoopback } from "./crl-distribution-point-loopback";
import { crlDistributionPointPresent } from "./crl-distribution-point-present";
import { crlDistributionPointUrl } from "./crl-distribution-point-url";
import { crlEntryExtensions } from "./crl-entry-extensions";
import { crlExtensions } from "./crl-extensions";
import { crlFull } from "./crl-full";
import { crlIssuerBytes } from "./crl-issuer-bytes";
import { crlIssuerMaySign } from "./crl-issuer-may-sign";
import { crlNextUpdateFar } from "./crl-next-update-far";
import { crlNextUpdateNotBack } from "./crl-next-update-not-back";
import { crlNextUpdatePresent } from "./crl-next-update-present";
import { crlNumberGrows } from "./crl-number-grows";
import { crlNumberLength } from "./crl-number-length";
import { crlNumberPresent } from "./crl-number-present";
import { crlReasonKnown } from "./crl-reason-known";
import { crlReasonUnspecified } from "./crl-reason-unspecified";
import { crlRemoveFromCrl } from "./crl-remove-from-crl";
import { crlRevocationInFuture } from "./crl-revocation-in-future";
import { crlRevokedNotEmpty } from "./crl-revoked-not-empty";
import { crlSerialDuplicate } from "./crl-serial-duplicate";
import { crlSerialPossible } from "./crl-serial-possible";
import { crlSignatureAlgorithm } from "./crl-signature-algorithm";
import { crlTimeEncoding } from "./crl-time-encoding";
import { crlUpdateOrder } from "./crl-update-order";
import { crlVersion } from "./crl-version";
import { extendedKeyUsageAuthority } from "./extended-key-usage-authority";
import { extendedKeyUsageCodeSigning } from "./extended-key-usage-code-signing";
import { extendedKeyUsageFitsKeyUsage } from "./extended-key-usage-fits-key-usage";
import { extendedKeyUsageForbidden } from "./extended-key-usage-forbidden";
import { extendedKeyUsagePresent } from "./extended-key-usage-present";
import { extendedKeyUsageTimeStamping } from "./extended-key-usage-time-stamping";
import { extendedKeyUsageWellFormed } from "./extended-key-usage-well-formed";
import { extensionCriticalUnknown } from "./extension-critical-unknown";
import { extensionCriticality } from "./extension-criticality";
import { extensionDefaultEncoded } from "./extension-default-encoded";
import { extensionDuplicate } from "./extension-duplicate";
import { extensionReadable } from "./extension-readable";
import { extensionSetEmpty } from "./extension-set-empty";
import { issuerBytes } from "./issuer-bytes";
import { issuerMaySign } from "./issuer-may-sign";
import { issuerNotEmpty } from "./issuer-not-empty";
import { keyEd25519 } from "./key-ed25519";
import { keyFit } from "./key-fit";
import { keyOfIssuer } from "./key-of-issuer";
import { keyP521Leaf } from "./key-p521-leaf";
import { keyUsageAuthority } from "./key-usage-authority";
import { keyUsageCritical } from "./key-usage-critical";
import { keyUsageFitsKey } from "./key-usage-fits-key";
import { keyUsageLeaf } from "./key-usage-leaf";
import { keyUsagePresent } from "./key-usage-present";
import { nameConstraintsAddressFamily } from "./name-constraints-address-family";
import { nameConstraintsCritical } from "./name-constraints-critical";
import { nameConstraintsHold } from "./name-constraints-hold";
import { nameConstraintsOnlyInAuthority } from "./name-constraints-only-in-authority";
import { nameConstraintsWellFormed } from "./name-constraints-well-formed";
import { pathLengthExhausted } from "./path-length-exhausted";
import { pathLengthNotShorter } from "./path-length-not-shorter";
import { pathLengthOnlyInAuthority } from "./path-length-only-in-authority";
import type { CertificateRule, CrlRule } from "./rule";
import { sanAscii } from "./san-ascii";
import { sanCriticalWithSubject } from "./san-critical-with-subject";
import { sanCriticalWithoutSubject } from "./san-critical-without-subject";
import { sanDnsALabel } from "./san-dns-a-label";
import { sanDnsIsAddress } from "./san-dns-is-address";
import { sanDnsLowerCase } from "./san-dns-lower-case";
import { sanDnsSyntax } from "./san-dns-syntax";
import { sanDnsUnderscore } from "./san-dns-underscore";
import { sanDuplicate } from "./san-duplicate";
import { sanEmailPresent } from "./san-email-present";
import { sanEmailSyntax } from "./san-email-syntax";
import { sanHostServer } from "./san-host-server";
import { sanInternalName } from "./san-internal-name";
import { sanIpLength } from "./san-ip-length";
import { sanNotEmpty } from "./san-not-empty";
import { sanPresentServer } from "./san-present-server";
import { sanSpiffe } from "./san-spiffe";
import { sanTypeUnusual } from "./san-type-unusual";
import { sanUriSyntax } from "./san-uri-syntax";
import { sanWildcard } from "./san-wildcard";
import { sanWildcardTopLevel } from "./san-wildcard-top-level";
import { serialEntropy } from "./serial-entropy";
import { serialLength } from "./serial-length";
import { serialPositive } from "./serial-positive";
import { signatureAlgorithmFitsIssuer } from "./signature-algorithm-fits-issuer";
import { signatureAlgorithmParameters } from "./signature-algorithm-parameters";
import { signatureAlgorithmWeak } from "./signature-algorithm-weak";
import { subjectControlCharacters } from "./subject-control-characters";
import { subjectCountry } from "./subject-country";
import { subjectEmailAddress } from "./subject-email-address";
import { subjectEmptyValue } from "./subject-empty-value";
import { subjectKeyIdentifierAuthority } from "./subject-key-identifier-authority";
import { subjectKeyIdentifierLeaf } from "./subject-key-identifier-leaf";
import { subjectKeyIdentifierLength } from "./subject-key-identifier-length";
import { subjectLength } from "./subject-length";
import { subjectNotIssuer } from "./subject-not-issuer";
import { subjectOfAuthority } from "./subject-of-authority";
import { subjectStringTypes } from "./subject-string-types";
import { subjectWhiteSpace } from "./subject-white-space";
import { uniqueIdentifier } from "./unique-identifier";
import { validityEncoding } from "./validity-encoding";
import { validityEndWithinIssuer } from "./validity-end-within-issuer";
import { validityOrder } from "./validity-order";
import { validityPast2038 } from "./validity-past-2038";
import { validityServerLength } from "./validity-server-length";
import { validityStartWithinIssuer } from "./validity-start-within-issuer";

export const certificateRules: readonly CertificateRule[] = [
  authorityInfoAccessPresent,
  authorityInfoAccessUrl,
  authorityKeyIdentifierMatches,
  authorityKeyIdentifierPresent,
  basicConstraintsAuthority,
  basicConstraintsCritical,
  basicConstraintsLeaf,
  certificateVersion,
  commonNameInNames,
  commonNameSingle,
  crlDistributionPointLoopback,
  crlDistributionPointPresent,
  crlDistributionPointUrl,
  extendedKeyUsageAuthority,
  extendedKeyUsageCodeSigning,
  extendedKeyUsageFitsKeyUsage,
  extendedKeyUsageForbidden,
  extendedKeyUsagePresent,
  extendedKeyUsageTimeStamping,
  extendedKeyUsageWellFormed,
  extensionCriticalUnknown,
  extensionCriticality,
  extensionDefaultEncoded,
  extensionDuplicate,
  extensionReadable,
  extensionSetEmpty,
  issuerBytes,
  issuerMaySign,
  issuerNotEmpty,
  keyEd25519,
  keyFit,
  keyOfIssuer,
  keyP521Leaf,
  keyUsageAuthority,
  keyUsageCritical,
  keyUsageFitsKey,
  keyUsageLeaf,
  keyUsagePresent,
  nameConstraintsAddressFamily,
  nameConstraintsCritical,
  nameConstraintsHold,
  nameConstraintsOnlyInAuthority,
  nameConstraintsWellFormed,
  pathLengthExhausted,
  pathLengthNotShorter,
  pathLengthOnlyInAuthority,
  sanAscii,
  sanCriticalWithSubject,
  sanCriticalWithoutSubject,
  sanDnsALabel,
  sanDnsIsAddress,
  sanDnsLowerCase,
  sanDnsSyntax,
  sanDnsUnderscore,
  sanDuplicate,
  sanEmailPresent,
  sanEmailSyntax,
  sanHostServer,
  sanInternalName,
  sanIpLength,
  sanNotEmpty,
  sanPresentServer,
  sanSpiffe,
  sanTypeUnusual,
  sanUriSyntax,
  sanWildcardTopLevel,
  sanWildcard,
  serialEntropy,
  serialLength,
  serialPositive,
  signatureAlgorithmFitsIssuer,
  signatureAlgorithmParameters,
  signatureAlgorithmWeak,
  subjectControlCharacters,
  subjectCountry,
  subjectEmailAddress,
  subjectEmptyValue,
  subjectKeyIdentifierAuthority,
  subjectKeyIdentifierLeaf,
  subjectKeyIdentifierLength,
  subjectLength,
  subjectNotIssuer,
  subjectOfAuthority,
  subjectStringTypes,
  subjectWhiteSpace,
  uniqueIdentifier,
  validityEncoding,
  validityEndWithinIssuer,
  validityOrder,
  validityPast2038,
  validityServerLength,
  validityStartWithinIssuer,
];

export const crlRules: readonly CrlRule[] = [
  crlAuthorityKeyIdentifier,
  crlEntryExtensions,
  crlExtensions,
  crlFull,
  crlIssuerBytes,
  crlIssuerMaySign,
  crlNextUpdateFar,
  crlNextUpdateNotBack,
  crlNextUpdatePresent,
  crlNumberGrows,
  crlNumberLength,
  crlNumberPresent,
  crlReasonKnown,
  crlReasonUnspecified,
  crlRemoveFromCrl,
  crlRevocationInFuture,
  crlRevokedNotEmpty,
  crlSerialDuplicate,
  crlSerialPossible,
  crlSignatureAlgorithm,
  crlTimeEncoding,
  crlUpdateOrder,
  crlVersion,
];
