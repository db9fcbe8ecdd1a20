// People and what acts for them: who one is, members, tokens, the audit log.

import { z } from "zod";
import { list, moment, paging, route } from "./route.ts";
import { name } from "./wording.ts";

export const ROLES = ["viewer", "editor", "owner"] as const;
export const roleName = z.enum(ROLES);
export type Role = z.infer<typeof roleName>;

const member = z.object({
  id: z.string(),
  name: z.string().nullable(),
  email: z.string(),
  role: roleName,
  status: z.enum(["active", "invited"]),
  since: moment,
  link: z
    .string()
    .nullable()
    .meta({ description: "A one-time sign-in link to pass on, shown once" }),
});

const token = z.object({
  id: z.string(),
  name: z.string(),
  scope: z.enum(["read", "write"]),
  wholeDeployment: z.boolean(),
  createdAt: moment,
  createdBy: z.string(),
  expiresAt: moment.nullable(),
  lastUsedAt: moment.nullable(),
  token: z.string().nullable().meta({ description: "Shown once, when it is made" }),
});

export const peopleRoutes = {
  "GET /me": route({
    summary: "Who am I, and what may I see",
    access: "member",
    answer: z.object({
      kind: z.enum(["session", "token"]),
      name: z.string(),
      email: z.string().nullable(),
      deployment: z.boolean().meta({ description: "May make projects" }),
      projects: z.array(z.object({ id: z.string(), name: z.string(), role: roleName })),
    }),
  }),
  "GET /projects/{project}/members": route({
    summary: "Who belongs to the project",
    access: "viewer",
    answer: list(member),
  }),
  "POST /projects/{project}/members": route({
    summary: "Invite someone; the answer holds the link to pass on",
    access: "owner",
    body: z.strictObject({ email: z.email().max(254), role: roleName, name: name.optional() }),
    answer: member,
    status: [201],
  }),
  "PATCH /projects/{project}/members/{member}": route({
    summary: "Change a member's role",
    access: "owner",
    body: z.strictObject({ role: roleName }),
    answer: member,
  }),
  "DELETE /projects/{project}/members/{member}": route({
    summary: "Remove a member; the last owner stays",
    access: "owner",
    answer: null,
  }),
  "GET /projects/{project}/tokens": route({
    summary: "The project's API tokens",
    access: "owner",
    answer: list(token),
  }),
  "POST /projects/{project}/tokens": route({
    summary: "Make an API token, shown once",
    access: "owner",
    body: z.strictObject({
      name,
      scope: z.enum(["read", "write"]),
      expiresAt: moment.optional(),
    }),
    answer: token,
    status: [201],
  }),
  "PATCH /projects/{project}/tokens/{token}": route({
    summary: "Rename a token",
    access: "owner",
    body: z.strictObject({ name }),
    answer: token,
  }),
  "DELETE /projects/{project}/tokens/{token}": route({
    summary: "Revoke a token",
    access: "owner",
    answer: null,
  }),
  "GET /projects/{project}/audit": route({
    summary: "Who changed what, when, from what to what",
    access: "owner",
    query: z.strictObject({ q: z.string().max(200).optional(), ...paging }),
    answer: list(
      z.object({
        id: z.string(),
        at: moment,
        by: z.string(),
        action: z.string(),
        subject: z.string(),
        before: z.unknown(),
        after: z.unknown(),
      }),
    ),
  }),
};
