/** Steps of the plan, through the same use cases as every screen. */
import type { IssueInput } from "../../lib/contract/certificate";
import { generateKeyPair } from "../../lib/pki/browser-key";
import { createCsr } from "../../lib/pki/csr";
import { encodePem } from "../../lib/pki/pem";
import type { Step, Subject, Wish } from "./step";
import { actorIn, type World } from "./world";

export async function perform(world: World, { subject, act }: Step): Promise<void> {
  if (act.kind === "issue") return issue(world, subject);
  const { certificateId } = subject;
  // Revoked for good before it came to this.
  if (certificateId === null) return;
  const { application } = world;
  switch (act.kind) {
    case "renew": {
      if (subject.isOnHold) return;
      const key = act.isSameKey ? null : await newKey(subject.wish);
      const validity = validityOf(subject.wish);
      const actor = actorIn(world, subject.wish.by);
      const { certificate } = await application.renew(actor, { certificateId, validity, key });
      subject.certificateId = certificate.id;
      return;
    }
    case "revoke": {
      const input = { certificateId, reason: act.reason, alsoIds: [], confirmName: "" };
      await application.revoke(actorIn(world, act.by), input);
      subject.isOnHold = act.reason === "certificateHold";
      if (!subject.isOnHold) subject.certificateId = null;
      return;
    }
    case "release":
      await application.release(actorIn(world, act.by), { certificateId });
      subject.isOnHold = false;
      return;
    case "download":
      await application.download(actorIn(world, act.by), { certificateId, format: act.format });
  }
}

async function issue(world: World, subject: Subject): Promise<void> {
  const { wish } = subject;
  const { commonName, organization, serialNumber } = wish;
  const known = { commonName, organization, serialNumber };
  const { certificate } = await world.application.issue(actorIn(world, wish.by), {
    authorityId: world.authorities[wish.authority],
    profileId: world.profileIds.get(wish.profile) ?? wish.profile,
    subject: Object.fromEntries(Object.entries(known).filter(([, value]) => value !== null)),
    names: [...wish.names],
    validity: validityOf(wish),
    key: await newKey(wish),
    owner: wish.owner,
    tags: [...wish.tags],
  });
  subject.certificateId = certificate.id;
}

const validityOf = ({ days }: Wish): IssueInput["validity"] =>
  days === null ? { kind: "default" } : { kind: "days", days };

/** Each its own, as whoever asks would make it. */
export async function newKey({
  keyType,
  source,
}: Wish): Promise<{ readonly source: Wish["source"]; readonly csr: string }> {
  const keyPair = await generateKeyPair(keyType);
  const der = await createCsr({ subject: {}, names: [], keyPair, keyType });
  return { source, csr: encodePem("CERTIFICATE REQUEST", der) };
}
