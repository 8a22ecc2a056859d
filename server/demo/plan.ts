/** A year of certificates, decided before anything is done: who asks for what, what is renewed, and what goes wrong. */
import type { Calendar } from "./calendar";
import type { Story } from "./life";
import { planDevices } from "./plan-devices";
import { planPeople, planSigners } from "./plan-people";
import { planClusters, planLab, planServers, planWorkloads } from "./plan-services";
import type { Seeded } from "./seeded";
import type { Step } from "./step";

/** Of end entities, renewals included; some are not renewed after all, because they were revoked first. */
const certificatesPlanned = 2_080;

export function planYear(calendar: Calendar, random: Seeded): readonly Step[] {
  const story: Story = { random, calendar, steps: [] };
  planServers(story);
  planClusters(story);
  planWorkloads(story);
  planPeople(story);
  planSigners(story);
  planLab(story);
  const soFar = story.steps.filter(({ act }) => act.kind === "issue" || act.kind === "renew").length;
  planDevices(story, certificatesPlanned - soFar);
  // Stable: what was planned first for a time comes first.
  return story.steps.sort((one, other) => one.at - other.at);
}
