// Ledgerly as a project of Landed: its settings, its keys, and its features as its team promised them.

import type { Day } from "../../contract/day.ts";
import { releaseOn, TIME_ZONE } from "../crowd/calendar.ts";
import { features } from "../features/all.ts";
import type { DemoFeature, DemoIteration } from "../features/feature.ts";
import { type Access, call } from "./api.ts";

export const NAME = "Ledgerly";

/** The project's credentials. */
export interface Credentials {
  project: string;
  key: string;
  secretKey: string;
  identitySecret: string;
}

/** The demo project, made where it is not there yet, with new credentials. */
export async function makeProject(access: Access): Promise<Credentials> {
  const known = await call(access, "GET /projects");
  const project =
    known?.items.find(({ name }) => name === NAME) ??
    (await call(access, "POST /projects", {
      body: { name: NAME, timeZone: TIME_ZONE, fiscalStartMonth: 1, unit: "customer" },
    }));
  if (!project) throw new Error("the demo project could not be made");
  const params = { project: project.id };
  const keys = await call(access, "GET /projects/{project}/keys", { params });
  const publishable = keys?.items.find(({ kind }) => kind === "publishable")?.key;
  const secret = await call(access, "POST /projects/{project}/keys", {
    params,
    body: { kind: "secret", name: "Ledgerly's back end" },
  });
  const identity = await call(access, "POST /projects/{project}/secrets/rotate", { params });
  return {
    project: project.id,
    key: publishable ?? "",
    secretKey: secret?.key ?? "",
    identitySecret: identity?.identitySecret ?? "",
  };
}

/** Every feature that the team made, with its iterations, shipped so many days before the anchor. */
export async function makeFeatures(access: Access, project: string, anchor: Day): Promise<void> {
  for (const feature of features)
    if (feature.promise) await makeFeature(access, { project, feature, anchor });
}

async function makeFeature(
  access: Access,
  { project, feature, anchor }: { project: string; feature: DemoFeature; anchor: Day },
): Promise<void> {
  const { key, promise, iterations } = feature;
  await call(access, "POST /projects/{project}/features", {
    params: { project },
    body: { key, ...promise },
  });
  for (const iteration of iterations) {
    await call(access, "POST /projects/{project}/features/{feature}/iterations", {
      params: { project, feature: key },
      body: shipping(iteration, anchor),
    });
  }
}

function shipping({ label, shippedAgo, notes }: DemoIteration, anchor: Day) {
  return { label, shippedAt: new Date(releaseOn(anchor - shippedAgo)).toISOString(), notes };
}
