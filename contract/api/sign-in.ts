// Signing in, below /api/auth: what is posted and what comes back. These calls alone need no credentials.

import { z } from "zod";
import { list, moment } from "./route.ts";
import { name } from "./wording.ts";

const email = z
  .string()
  .trim()
  .toLowerCase()
  .pipe(z.email("an e-mail address such as ada@example.com").max(254));

/** A one-time link's secret, as it stands in the link's fragment. */
const linkToken = z.string().min(1).max(256);

/** Where to go afterwards: a path of the dashboard; anything else counts as `/`. */
const next = z.string().max(2_000).optional();

/** POST /api/auth/link: asks for a link by e-mail. The answer never says whether the address is known. */
export const linkRequest = z.strictObject({ email, next });
export const linkAnswer = z.object({
  delivery: z
    .enum(["email", "owner"])
    .meta({ description: "By e-mail, if the address is known; else an owner can copy a link" }),
});

/** POST /api/auth/sign-in: uses a link up and sets the session's cookie. */
export const signInRequest = z.strictObject({ token: linkToken, next });
export const signInAnswer = z.object({
  next: z.string().meta({ description: "A path of the dashboard to go to" }),
});

/** POST /api/auth/setup: the set-up link makes whoever opens it the deployment's first owner. */
export const setUpRequest = z.strictObject({ token: linkToken.optional(), email, name });

/** GET /api/auth/sessions: where one is signed in. */
export const sessions = list(
  z.object({
    id: z.string(),
    device: z.string().meta({ description: "Browser and system, such as Firefox on Linux" }),
    current: z.boolean(),
    project: z
      .string()
      .nullable()
      .meta({ description: "The one project it reaches; null: all that are the person's" }),
    createdAt: moment,
    lastUsedAt: moment.meta({ description: "To the hour" }),
    expiresAt: moment,
  }),
);

export type LinkAnswer = z.infer<typeof linkAnswer>;
export type SignInAnswer = z.infer<typeof signInAnswer>;
export type Sessions = z.infer<typeof sessions>;
