import { noNameConstraints } from "../lib/contract/authority";
import { type SetupInput, type SetupResult, setupSchema } from "../lib/contract/setup";
import { type CaError, isCaError } from "../lib/errors";
import type { KeyType } from "../lib/pki/algorithm";
import { commandLineActor, configuration, withInstance } from "./instance";
import { Refusal } from "./refusal";
import { readSecret } from "./secret-input";

interface Options {
  readonly adminEmail: string;
  readonly organization: string;
  readonly keyType: KeyType;
  readonly validationUrl?: string;
  readonly json?: boolean;
}

const years = { root: 20, issuing: 10 } as const;
const alreadySetUp = "This instance is set up already; nothing was changed.";

export async function initialise(options: Options): Promise<void> {
  const config = configuration();
  await withInstance(config, async ({ application, setupToken, ports }) => {
    if ((await application.setupState()).isDone) throw new Refusal(alreadySetUp);
    const password = await readSecret({
      variable: "COUNTERSIGN_ADMIN_PASSWORD",
      prompt: `Password for ${options.adminEmail}`,
      isNew: true,
    });
    const input = setupInput(options, { password, token: setupToken, validationUrl: ports.validationUrl });
    if (!options.validationUrl && !config.validation.url && config.validation.port === 0) {
      console.error(
        `Warning: COUNTERSIGN_VALIDATION_PORT is 0, so certificates name ${ports.validationUrl}; say --validation-url.`,
      );
    }
    const result = await application.setUp(commandLineActor(), input).catch((error: unknown) => {
      if (!isCaError(error)) throw error;
      throw new Refusal(error.code === "conflict" ? alreadySetUp : wordsOf(error));
    });
    print(result, options);
  });
}

interface Given {
  readonly password: string;
  readonly token: string;
  readonly validationUrl: string;
}

function setupInput(options: Options, { password, token, validationUrl }: Given): SetupInput {
  const { adminEmail: email, organization, keyType } = options;
  const parsed = setupSchema.safeParse({
    token,
    administrator: { email, password },
    hierarchy: {
      subject: { organization },
      rootName: nameOf(organization, "Root CA"),
      issuingName: nameOf(organization, "Issuing CA"),
      keyType,
      rootValidityYears: years.root,
      issuingValidityYears: years.issuing,
      rootPathLength: 1,
      nameConstraints: noNameConstraints,
      validationUrl: options.validationUrl ?? validationUrl,
    },
  });
  if (parsed.success) return parsed.data;
  const flags: Readonly<Record<string, string>> = {
    email: "--admin-email",
    password: "COUNTERSIGN_ADMIN_PASSWORD",
    organization: "--organization",
    validationUrl: "--validation-url",
  };
  const lines = parsed.error.issues.map(({ path, message }) => {
    const field = String(path.at(-1) ?? "");
    return `${flags[field] ?? field}: ${message}`;
  });
  throw new Refusal(lines.join("\n"));
}

/** A common name has 64 characters at most (RFC 5280 appendix A.1, ub-common-name). */
function nameOf(organization: string, role: string): string {
  const whole = `${organization} ${role}`;
  return [...whole].length <= 64 ? whole : role;
}

function wordsOf({ detail, findings }: CaError): string {
  const more = findings
    .filter(({ message }) => message !== detail)
    .map(({ message, advice }) => `- ${message} ${advice}`);
  return [detail, ...more].join("\n").trimEnd();
}

function print({ root, issuing, warnings }: SetupResult, { json }: Options): void {
  for (const warning of warnings) console.error(`Warning: ${warning}`);
  const pick = ({ name, certificatePem, sha256 }: SetupResult["root"]) => ({ name, certificatePem, sha256 });
  if (json) {
    console.log(JSON.stringify({ root: pick(root), issuing: pick(issuing) }));
    return;
  }
  console.log(`Root:    ${root.name}\n         SHA-256 ${root.sha256}`);
  console.log(`Issuing: ${issuing.name}\n         SHA-256 ${issuing.sha256}`);
  console.log(`\n${root.certificatePem}`);
  console.log("Back the master key up now: npx countersign master-key backup --out countersign-master-key.txt");
}
