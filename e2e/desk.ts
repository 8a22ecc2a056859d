/** Issues and revokes as the pages do, without a browser and as fast as one asks. */
import { callAction, findAction, signIn } from "./console-session";
import type { Instance } from "./instance";

export interface IssuedCertificate {
  readonly id: string;
  readonly serial: string;
  readonly pem: string;
}

export interface Desk {
  readonly cookie: string;
  /** A server certificate for a CSR (PEM), or for a key made on the server. Throws with the console's words when refused. */
  issue(name: string, csr?: string): Promise<IssuedCertificate>;
  revoke(id: string): Promise<void>;
}

const newPage = "/certificates/new";
const madeThere = { source: "server", keyType: "ec-p256", password: "ample-lantern-orbit", format: "pem" };

/** Signs in as the administrator, and finds out how the pages call the server. Outlives a restart of the server. */
export async function openDesk(instance: Instance): Promise<Desk> {
  const cookie = await signIn(instance);
  const issueId = await findAction(instance.consoleUrl, cookie, newPage, "issueCertificate");
  let revokeId: string | null = null;

  async function call(page: string, id: string, input: unknown): Promise<unknown> {
    const { status, result } = await callAction({ consoleUrl: instance.consoleUrl, cookie, page, id, input });
    if (!result?.ok) throw new Error(`${status}: ${result?.message ?? "no whole answer"}`);
    return result.value;
  }

  return {
    cookie,
    async issue(name, csr) {
      const key = csr === undefined ? madeThere : { source: "csr", csr };
      const validity = { kind: "default" };
      const input = {
        authorityId: null,
        profileId: "server",
        subject: { commonName: name },
        names: [name],
        validity,
        key,
      };
      const { certificate, pem } = (await call(newPage, issueId, input)) as {
        certificate: Omit<IssuedCertificate, "pem">;
        pem: string;
      };
      return { id: certificate.id, serial: certificate.serial, pem };
    },
    async revoke(id) {
      const page = `/certificates/${id}`;
      revokeId ??= await findAction(instance.consoleUrl, cookie, page, "revokeCertificate");
      await call(page, revokeId, { certificateId: id, reason: "superseded", alsoIds: [], confirmName: "" });
    },
  };
}
