/** An instance whose authority can be asked, with people of its own for each test. */
import type { Application } from "../../contract/application";
import type { CertificateSummary } from "../../contract/certificate";
import type { CreateRequestInput, RequestDetail, RequestSummary } from "../../contract/request";
import { generateKeyPair } from "../../pki/browser-key";
import { createCsr } from "../../pki/csr";
import { encodePem } from "../../pki/pem";
import type { Actor, Role } from "../actor";
import { createApplication } from "../application";
import type { AuditEntry, Tables } from "../ports";
import { openTestInstance, person, setUpInstance, type TestInstance } from "./instance";

export interface Desk extends TestInstance {
  readonly administrator: Actor;
  readonly issuingId: string;
  newPerson(role: Role): Promise<Actor>;
  /** A name that nobody asked for before. */
  ask(who: Actor, change?: Partial<CreateRequestInput>): Promise<RequestSummary>;
  detail(id: string, who?: Actor): Promise<RequestDetail>;
  certificatesOf(name: string): Promise<readonly CertificateSummary[]>;
  lastEntries(limit: number): Promise<AuditEntry[]>;
  /** The same instance in a process that ends before anything is committed. */
  readonly dying: Application;
}

export async function openDesk(): Promise<Desk> {
  const instance = await openTestInstance();
  const { application, ports } = instance;
  const { issuing } = await setUpInstance(instance);
  const administrator = person("administrator", (await ports.store.users.findByEmail("ops@corp.example"))!.id);
  const keyPair = await generateKeyPair("ec-p256");
  const der = await createCsr({ subject: {}, names: [], keyPair, keyType: "ec-p256" });
  const csr = encodePem("CERTIFICATE REQUEST", der);
  const count = { people: 0, names: 0 };
  return {
    ...instance,
    administrator,
    issuingId: issuing.id,
    async newPerson(role) {
      const email = `p${++count.people}@corp.example`;
      const { user } = await application.createUser(administrator, { email, role });
      return { ...person(role, user.id), name: email };
    },
    ask: (who, change = {}) =>
      application.createRequest(who, {
        authorityId: issuing.id,
        profileId: "server",
        subject: {},
        names: [`r${++count.names}.corp.example`],
        validity: { kind: "default" },
        key: { source: "browser", csr },
        note: "For the new shop.",
        ...change,
      }),
    detail: (requestId, who = administrator) => application.request(who, { requestId }),
    async certificatesOf(name) {
      const view = { q: name, status: [], authority: [], profile: [], kind: [], sort: "created" } as const;
      const none = { status: [], authority: [], profile: [], kind: [] };
      return (await application.searchCertificates(administrator, { ...view, ...none, cursor: null, limit: 10 })).rows;
    },
    lastEntries: (limit) =>
      ports.store.audit.list({ before: null, limit, actor: null, action: null, objectId: null, result: null }),
    dying: createApplication({ ...ports, store: { ...ports.store, transaction: ending(ports.store.transaction) } }),
  };
}

type Transaction = TestInstance["ports"]["store"]["transaction"];

const ending =
  (transaction: Transaction): Transaction =>
  <T>(run: (tables: Tables) => Promise<T>) =>
    transaction<T>(async (tables) => {
      await run(tables);
      throw new Error("the process ended");
    });
