import { yearDays } from "./calendar";
import { live, operators, type Story, wish } from "./life";
import { clusters, forgotten, labHosts, services, workloads } from "./names";
import { labOperator } from "./people";

/** A profile of the company’s own, from then on (`chapters.ts`). */
export const webProfileSince = 120;

export function planServers(story: Story): void {
  const { random } = story;
  for (const [name, owner, tags] of services) {
    for (const stage of ["", ".staging"]) {
      const host = `${name}${stage}.corp.example`;
      const from = random.whole(1, stage ? 200 : 90);
      const isOld = random.chance(0.05);
      const common = {
        authority: "servers",
        names: stage ? [host] : [host, `${name}.svc.internal`],
        commonName: host,
        owner,
        by: random.one(operators),
      } as const;
      const { add } = live(story, {
        wish: wish({
          ...common,
          profile: from > webProfileSince && stage ? "web" : "server",
          keyType: isOld ? "rsa-2048" : "ec-p256",
          tags: stage ? ["staging"] : [...tags, ...(isOld ? ["legacy"] : [])],
        }),
        from,
        everyDays: 61,
        until: random.chance(0.1) ? from + 130 : yearDays,
        isAutomatic: true,
      });
      // Shut down, or moved to another key.
      if (from < 150 && random.chance(0.12)) {
        const reason = random.one(["cessationOfOperation", "superseded"] as const);
        add(story.calendar.atWork(random.whole(from + 1, yearDays)), { kind: "revoke", reason, by: common.by });
      }
    }
  }
  for (const [index, name] of forgotten.entries()) {
    const host = `${name}.corp.example`;
    live(story, {
      wish: wish({
        authority: "servers",
        profile: "server",
        names: [host],
        commonName: host,
        organization: "Corp Example",
        keyType: index === 1 ? "rsa-2048" : "ec-p256",
        owner: index === 0 ? "linus@corp.example" : "",
        tags: ["legacy"],
        by: "linus@corp.example",
      }),
      // Ninety days, so they end between three days and a fortnight from now.
      from: yearDays - 87 + index * 3,
      everyDays: null,
    });
  }
}

export function planClusters(story: Story): void {
  for (const [name, owner, nodes] of clusters) {
    const from = story.random.whole(2, 60);
    for (let node = 1; node <= nodes; node++) {
      const host = `${name}-${node}.data.internal`;
      const names = [host, `10.30.${clusters.findIndex(([one]) => one === name) + 1}.${10 + node}`];
      live(story, {
        wish: wish({
          authority: "servers",
          profile: "peer",
          names,
          commonName: host,
          owner,
          tags: ["cluster", name],
          by: operators[0],
        }),
        from: from + Math.floor(node / 3),
        everyDays: 58,
        isAutomatic: true,
      });
    }
  }
}

export function planWorkloads(story: Story): void {
  for (const path of workloads) {
    live(story, {
      wish: wish({
        authority: "servers",
        profile: "workload",
        names: [`spiffe://corp.example/${path}`],
        days: 30,
        owner: "Platform team",
        tags: ["k8s", "mesh"],
        by: operators[0],
      }),
      from: story.random.whole(80, 140),
      everyDays: 20,
      isAutomatic: true,
    });
  }
}

export function planLab(story: Story): void {
  const { random } = story;
  for (const kind of labHosts) {
    for (let number = 1; number <= 14; number++) {
      const host = `${kind}-${String(number).padStart(2, "0")}.lab.internal`;
      const from = random.whole(5, yearDays - 2);
      live(story, {
        wish: wish({
          authority: "lab",
          profile: random.chance(0.2) ? "peer" : "server",
          names: random.chance(0.3) ? [host, `10.40.${number}.${random.whole(2, 250)}`] : [host],
          commonName: host,
          keyType: random.chance(0.6) ? "ed25519" : "ec-p256",
          days: random.one([14, 30, 30, 90]),
          owner: "Lab",
          tags: ["lab"],
          by: number % 3 === 0 ? labOperator : operators[1],
        }),
        from,
        // Experiments end, and nobody tells the authority.
        everyDays: random.chance(0.3) ? 21 : null,
        until: from + random.whole(20, 120),
      });
    }
  }
}
