// Projects, their settings and their keys.

import { z } from "zod";
import { subjectId } from "../signals.ts";
import { list, moment, route } from "./route.ts";
import { followUpText, labelsText, name, targets } from "./wording.ts";

const theme = z.strictObject({
  scheme: z.enum(["auto", "light", "dark"]).optional(),
  accent: z
    .string()
    .regex(/^#[0-9a-fA-F]{6}$/, "a colour such as #2f6f4f")
    .nullable()
    .optional(),
  radius: z.number().min(0).max(32).nullable().optional(),
});

const origin = z.string().refine(isOrigin, "an origin such as https://app.example.com");

const settings = {
  name,
  timeZone: z.string().refine(isTimeZone, "an IANA time zone such as Europe/Berlin"),
  fiscalStartMonth: z.int().min(1).max(12),
  unit: z.enum(["customer", "account"]),
  origins: z.array(origin).max(100).refine(isOnceEach, "say each origin once"),
  languages: z.array(z.string().regex(/^[A-Za-z0-9-]{2,35}$/)).max(30),
  theme,
  targets: targets.partial(),
  restDays: z.int().min(0).max(365),
  requireProof: z.boolean(),
  gpc: z.enum(["everyone", "anonymous"]),
  scrub: z.boolean(),
  internal: z.strictObject({
    customers: z.array(subjectId).max(1_000).optional(),
    accounts: z.array(subjectId).max(1_000).optional(),
  }),
  paused: z.boolean(),
  labels: labelsText.nullable(),
  followUp: followUpText.nullable(),
};

export const projectChange = z.strictObject(settings).partial();
export const newProject = projectChange.required({ name: true });

export const project = z.object({
  id: z.string(),
  name: z.string(),
  timeZone: z.string(),
  fiscalStartMonth: z.number(),
  unit: z.enum(["customer", "account"]),
  origins: z.array(z.string()),
  languages: z.array(z.string()),
  theme: z.object({
    scheme: z.enum(["auto", "light", "dark"]),
    accent: z.string().nullable(),
    radius: z.number().nullable(),
  }),
  targets: z.object({ adoption: z.number(), helpfulness: z.number() }),
  restDays: z.number(),
  requireProof: z.boolean(),
  gpc: z.enum(["everyone", "anonymous"]),
  scrub: z.boolean(),
  internal: z
    .object({ customers: z.array(z.string()), accounts: z.array(z.string()) })
    .meta({ description: "Pseudonyms of the team's own people, never their ids" }),
  paused: z.boolean(),
  labels: labelsText.nullable(),
  followUp: followUpText.nullable(),
  createdAt: moment,
  role: z.enum(["viewer", "editor", "owner"]).meta({ description: "The caller's role" }),
  heard: z.boolean().meta({ description: "Whether a first signal has been accepted" }),
});
export type Project = z.infer<typeof project>;

export const KEY_KINDS = ["publishable", "secret", "test"] as const;
const key = z.object({
  id: z.string(),
  kind: z.enum(KEY_KINDS),
  name: z.string(),
  key: z.string().nullable().meta({ description: "Null for secret keys, which are shown once" }),
  hint: z.string().meta({ description: "The last four characters" }),
  createdAt: moment,
  createdBy: z.string(),
});

export const projectRoutes = {
  "GET /projects": route({
    summary: "The projects one may see",
    access: "member",
    answer: list(project),
  }),
  "POST /projects": route({
    summary: "Make a project",
    access: "deployment",
    body: newProject,
    answer: project,
    status: [201],
  }),
  "GET /projects/{project}": route({
    summary: "A project and its settings",
    access: "viewer",
    answer: project,
  }),
  "PATCH /projects/{project}": route({
    summary:
      "Change settings; whose word is taken, and what is kept of people, are an owner's to change",
    access: "editor",
    body: projectChange,
    answer: project,
  }),
  "DELETE /projects/{project}": route({
    summary: "Delete a project and everything in it",
    access: "owner",
    answer: null,
  }),
  "GET /projects/{project}/keys": route({
    summary: "The project's keys",
    access: "viewer",
    answer: list(key),
  }),
  "POST /projects/{project}/keys": route({
    summary: "Make a key; a secret one is shown once",
    access: "owner",
    body: z.strictObject({ kind: z.enum(KEY_KINDS), name: name.optional() }),
    answer: key,
    status: [201],
  }),
  "DELETE /projects/{project}/keys/{key}": route({
    summary: "Revoke a key",
    access: "owner",
    answer: null,
  }),
  "POST /projects/{project}/secrets/rotate": route({
    summary: "A new identity secret; the one before stays valid beside it",
    access: "owner",
    answer: z.object({ identitySecret: z.string(), version: z.number() }),
    status: [201],
  }),
};

function isOnceEach(values: readonly string[]): boolean {
  return new Set(values).size === values.length;
}

/** As browsers write one: a port that goes without saying is left out, so with it an origin would never be met. */
function isOrigin(value: string): boolean {
  return (
    /^https?:\/\/([a-z0-9.-]+|\[[0-9a-f:]+\])(:[1-9]\d{0,4})?$/.test(value) &&
    !/^(https:.*:443|http:.*:80)$/.test(value)
  );
}

/** A mere distance from UTC is none: it knows no summer, and days may begin at any of its minutes. */
function isTimeZone(value: string): boolean {
  if (/^[+-]/.test(value)) return false;
  try {
    return new Intl.DateTimeFormat("en", { timeZone: value }).resolvedOptions().timeZone.length > 0;
  } catch {
    return false;
  }
}
