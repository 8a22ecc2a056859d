import { day, yearDays } from "./calendar";
import { live, operators, type Story, wish } from "./life";
import { personName } from "./names";

export function planPeople(story: Story): void {
  const { random, calendar } = story;
  for (let index = 0; index < 290; index++) {
    const { full, email } = personName(index);
    // Most were there at the beginning, the others joined since.
    const from = index < 110 ? random.whole(2, 45) : random.whole(46, yearDays - 1);
    const laptop = live(story, {
      wish: wish({
        authority: "people",
        profile: "client",
        names: [`email:${email}`],
        commonName: full,
        organization: "Corp Example",
        keyType: index % 48 === 0 ? "rsa-2048" : "ec-p256",
        source: "browser",
        days: 365,
        owner: email,
        tags: ["laptop", ...(random.chance(0.3) ? ["vpn"] : [])],
        by: random.one(operators),
      }),
      from,
      everyDays: from < 30 && random.chance(0.7) ? 335 : null,
    });
    if (random.chance(0.45)) planMail(story, { full, email, from });
    const later = calendar.atWork(Math.min(yearDays, from + random.whole(5, 220)));
    if (later <= laptop.issuedAt + day) continue;
    const by = random.one(operators);
    if (random.chance(0.07)) laptop.add(later, { kind: "revoke", reason: "affiliationChanged", by });
    else if (random.chance(0.03)) laptop.add(later, { kind: "revoke", reason: "keyCompromise", by });
    else if (random.chance(0.06)) {
      laptop.add(later, { kind: "revoke", reason: "certificateHold", by });
      // Mislaid and found again, for most.
      if (random.chance(0.7) && later + 3 * day < calendar.end) laptop.add(later + 2 * day, { kind: "release", by });
    }
  }
}

interface Mailbox {
  readonly full: string;
  readonly email: string;
  readonly from: number;
}

function planMail(story: Story, { full, email, from }: Mailbox): void {
  const life = {
    wish: wish({
      authority: "people",
      profile: "email",
      names: [email],
      commonName: full,
      source: "browser",
      owner: email,
      tags: ["mail"],
      by: operators[1],
    }),
    from: Math.min(yearDays - 1, from + 3),
    everyDays: null,
  } as const;
  const { add, issuedAt } = live(story, life);
  if (!story.random.chance(0.04)) return;
  const at = story.calendar.atWork(Math.min(yearDays, life.from + 40));
  if (at > issuedAt + day) add(at, { kind: "revoke", reason: "superseded", by: operators[1] });
}

export function planSigners(story: Story): void {
  const signer = (profile: string, commonName: string, from: number) =>
    live(story, {
      wish: wish({
        authority: "people",
        profile,
        names: [],
        commonName,
        organization: "Corp Example",
        keyType: "ec-p384",
        owner: "Developer tools",
        tags: ["release"],
        by: "grace@corp.example",
      }),
      from,
      everyDays: null,
    });
  for (const [index, name] of ["Release signing", "Nightly signing", "Container signing", "Script signing"].entries())
    signer("code-signing", `Corp Example ${name}`, 20 + index * 70);
  signer("timestamping", "Corp Example Timestamping 1", 25);
  const { add, issuedAt } = signer("code-signing", "Corp Example Installer signing", 40);
  const at = story.calendar.atWork(171);
  if (at > issuedAt) add(at, { kind: "revoke", reason: "keyCompromise", by: "grace@corp.example" });
}
