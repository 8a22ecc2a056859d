/** First start: an administrator, a root and an issuing authority, or nothing of it. */
import type { AuthoritySpec } from "../contract/authority";
import { noNameConstraints } from "../contract/authority";
import type { EstablishedAuthority, FirstHierarchy, SetupInput, SetupResult, SetupState } from "../contract/setup";
import { CaError, isCaError } from "../errors";
import { encodePem } from "../pki/pem";
import type { Actor } from "./actor";
import { auditEntry, instanceObject } from "./audit-entry";
import { auditingRefusals, authorize, refuse } from "./authorize";
import { builtInProfiles } from "./built-in-profiles";
import { newGrant } from "./change-grants";
import { isSameText } from "./constant-time";
import { type Established, prepareIssuing, prepareRoot, storeEstablished } from "./establish";
import { everywhere } from "./grant";
import { isSetupRefusalRecorded } from "./guess-limit";
import { newId } from "./identifier";
import { checkNewPassword } from "./password-rule";
import type { Ports, User } from "./ports";
import { defaultValidationUrl } from "./settings";
import { isLoopbackUrl, loopbackWarning } from "./validation-url";

export async function setupState(ports: Ports): Promise<SetupState> {
  const { setupAt } = await ports.store.instance.read();
  return { isDone: setupAt !== null, validationUrlDefault: await defaultValidationUrl(ports) };
}

/** Throws CaError("conflict") once set up. A wrong token is in the audit log. */
export async function isSetupToken(ports: Ports, actor: Actor, token: string): Promise<boolean> {
  const { setupAt } = await ports.store.instance.read();
  if (setupAt) throw alreadyDone();
  if (isSameText(token, ports.setupToken)) return true;
  try {
    return await refused(ports, actor, wrongToken());
  } catch (error) {
    if (isCaError(error) && error.code === "forbidden") return false;
    throw error;
  }
}

export async function setUp(ports: Ports, actor: Actor, input: SetupInput): Promise<SetupResult> {
  await authorize(ports, actor, "instance.setup", { action: "instance.setup" });
  // Before anything that takes time, so that a second run is refused at once and changes nothing.
  if ((await ports.store.instance.read()).setupAt) return refused(ports, actor, alreadyDone());
  if (actor.kind === "setup" && !isSameText(input.token, ports.setupToken)) return refused(ports, actor, wrongToken());
  const { administrator, hierarchy } = input;
  return auditingRefusals(ports, actor, act, async () => {
    checkNewPassword(ports, administrator.password, "administrator.password");
    if (!hierarchy.subject.organization?.trim()) throw organizationMissing();
    if (hierarchy.rootName.trim() === hierarchy.issuingName.trim()) throw sameName();
    const passwordHash = await ports.passwords.hash(administrator.password);
    const root = await inForm("root", () => prepareRoot(ports, actor, rootSpec(hierarchy)));
    const issuing = await inForm("issuing", () => prepareIssuingUnder(ports, actor, root, hierarchy));
    await storeEverything(ports, actor, {
      root,
      issuing,
      user: firstUser(ports, actor, administrator.email, passwordHash),
    });
    ports.wakePublisher();
    return { root: established(root), issuing: established(issuing), warnings: warningsOf(root) };
  });
}

const act = { action: "instance.setup", object: instanceObject } as const;

/** Nobody has signed in yet, so anybody may knock: each address leaves a bounded number of entries. */
async function refused(ports: Ports, actor: Actor, error: CaError): Promise<never> {
  const isRecorded = await isSetupRefusalRecorded(ports.store.guesses, actor.address, ports.clock());
  return isRecorded ? refuse(ports, actor, act, error) : Promise.reject(error);
}

function prepareIssuingUnder(ports: Ports, actor: Actor, root: Established, hierarchy: FirstHierarchy) {
  const { authority, certificate } = root;
  const parent = { authority, certificate, chain: [{ name: authority.name, certificate }] };
  return prepareIssuing(ports, actor, { spec: issuingSpec(hierarchy), parent, parentKey: root.key });
}

interface Everything {
  readonly root: Established;
  readonly issuing: Established;
  readonly user: User;
}

async function storeEverything(ports: Ports, actor: Actor, { root, issuing, user }: Everything): Promise<void> {
  await ports.store.transaction(async (tables) => {
    const { setupAt } = await tables.instance.lock();
    if (setupAt) throw alreadyDone();
    await tables.users.insert(user);
    for (const profile of builtInProfiles) await tables.profiles.upsertBuiltIn(profile);
    await storeEstablished(ports, tables, actor, root);
    await storeEstablished(ports, tables, actor, issuing);
    const object = { kind: "user", id: user.id, name: user.email } as const;
    const detail = { grant: "administrator for everything" };
    await tables.audit.append(auditEntry(ports, actor, { action: "user.create", object, detail }));
    const names = { administrator: user.email, root: root.authority.name, issuing: issuing.authority.name };
    await tables.audit.append(
      auditEntry(ports, actor, { action: "instance.setup", object: instanceObject, detail: names }),
    );
    await tables.instance.completeSetup(ports.clock());
  });
}

function rootSpec(hierarchy: FirstHierarchy): AuthoritySpec {
  return {
    subject: { ...hierarchy.subject, commonName: hierarchy.rootName },
    keyType: hierarchy.keyType,
    validityYears: hierarchy.rootValidityYears,
    pathLength: hierarchy.rootPathLength,
    nameConstraints: noNameConstraints,
    validationUrl: hierarchy.validationUrl,
  };
}

function issuingSpec(hierarchy: FirstHierarchy): AuthoritySpec {
  return {
    ...rootSpec(hierarchy),
    subject: { ...hierarchy.subject, commonName: hierarchy.issuingName },
    validityYears: hierarchy.issuingValidityYears,
    // Leaves only.
    pathLength: 0,
    nameConstraints: hierarchy.nameConstraints,
  };
}

/** Findings about an authority, with the fields of the one form that makes both. */
async function inForm<T>(which: "root" | "issuing", run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (!isCaError(error)) throw error;
    const place = (field: string) => `hierarchy.${formField[which][field] ?? field}`;
    const findings = error.findings.map((finding) => ({ ...finding, field: place(finding.field) }));
    const field = error.field === undefined ? undefined : place(error.field);
    throw new CaError(error.code, error.detail, { cause: error, findings, field });
  }
}

const formField: Readonly<Record<"root" | "issuing", Readonly<Record<string, string>>>> = {
  root: { "subject.commonName": "rootName", validityYears: "rootValidityYears", pathLength: "rootPathLength" },
  issuing: { "subject.commonName": "issuingName", validityYears: "issuingValidityYears", pathLength: "rootPathLength" },
};

function firstUser(ports: Ports, actor: Actor, email: string, passwordHash: string): User {
  return {
    id: newId(ports),
    email,
    grants: [newGrant(ports, actor, { role: "administrator", ...everywhere })],
    passwordHash,
    createdAt: ports.clock(),
    disabledAt: null,
    lastSignInAt: null,
  };
}

const established = ({ authority, certificate }: Established): EstablishedAuthority => ({
  id: authority.id,
  name: authority.name,
  certificatePem: encodePem("CERTIFICATE", certificate.der),
  sha256: certificate.sha256,
});

function warningsOf({ authority: { validationUrl } }: Established): string[] {
  return isLoopbackUrl(validationUrl) ? [loopbackWarning(validationUrl)] : [];
}

const alreadyDone = () => new CaError("conflict", "This instance is set up already; sign in instead.");
const wrongToken = () =>
  new CaError("forbidden", "This is not the setup token; it is printed where the server was started.", {
    field: "token",
  });
const organizationMissing = () =>
  new CaError("invalid", "Say which organization the authorities belong to.", {
    field: "hierarchy.subject.organization",
  });
const sameName = () =>
  new CaError("invalid", "The root and the issuing authority need different names.", {
    field: "hierarchy.issuingName",
  });
