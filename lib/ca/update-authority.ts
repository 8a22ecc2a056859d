import type { AuthoritySummary, UpdateAuthorityInput } from "../contract/authority";
import type { Actor } from "./actor";
import { authorize } from "./authorize";
import { changeAuthority } from "./change-authority";
import type { Ports } from "./ports";
import { parseValidationUrl } from "./validation-url";

/** For certificates issued from now on; what was issued keeps its URL, and the old one is served for ever. */
export async function updateAuthority(
  ports: Ports,
  actor: Actor,
  input: UpdateAuthorityInput,
): Promise<AuthoritySummary> {
  await authorize(ports, actor, "authority.update", { action: "authority.update" });
  const crlLifeSeconds = input.crlLifeHours * 3_600;
  const { authorityId } = input;
  const act = { action: "authority.update", permission: "authority.update", authorityId } as const;
  return changeAuthority(ports, actor, act, (authority) => {
    const validationUrl = parseValidationUrl(input.validationUrl);
    const isLifeChanged = crlLifeSeconds !== authority.crlLifeSeconds;
    const before = { validationUrl: authority.validationUrl, crlLifeSeconds: authority.crlLifeSeconds };
    return {
      // A CRL with the new life goes out at once.
      change: { validationUrl, crlLifeSeconds, ...(isLifeChanged ? { crlStaleSince: ports.clock() } : {}) },
      detail: { before, after: { validationUrl, crlLifeSeconds } },
    };
  });
}
