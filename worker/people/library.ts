// The sign-in library, set up for one request. It uses links up and makes sessions; nothing of it is served as such.

import { createKyselyAdapter, kyselyAdapter } from "@better-auth/kysely-adapter";
import { type BetterAuthOptions, betterAuth } from "better-auth/minimal";
import { magicLink } from "better-auth/plugins/magic-link";
import type { DBAdapter } from "better-auth/types";
import type { Env } from "../env.ts";
import { cookieOf, cookieSecret } from "./cookie.ts";
import { deviceOf } from "./device.ts";
import { LINK_MS } from "./link.ts";
import { hashOf } from "./secret.ts";

/** How long a session lasts at most. */
const SESSION_SECONDS = 30 * 86_400;

/**
 * Uses a link up and makes its session, which reaches `project` alone unless that is null.
 * @returns the Set-Cookie value; null when the link was used already.
 */
export async function signInOnce(
  secret: string,
  given: { request: Request; env: Env; project: string | null },
): Promise<string | null> {
  const library = betterAuth(await optionsFor(given));
  const response = await library.api.magicLinkVerify({
    query: { token: secret },
    headers: given.request.headers,
    asResponse: true,
  });
  // It answers with a redirect to an error page where the link is gone.
  if (response.status === 302) return null;
  const start = `${cookieOf(given.request).name}=`;
  const cookie = response.headers.getSetCookie().find((each) => each.startsWith(start));
  if (cookie === undefined) throw new Error(`the sign-in library answered ${response.status}`);
  return cookie;
}

async function optionsFor(given: { request: Request; env: Env; project: string | null }) {
  const { request, env, project } = given;
  const cookie = cookieOf(request);
  return {
    baseURL: new URL(request.url).origin,
    basePath: "/api/auth",
    secret: await cookieSecret(env.LANDED_SECRET),
    database: await databaseOf(env.DB),
    plugins: [magicLink(LINKS)],
    user: { fields: USER_COLUMNS },
    session: {
      fields: SESSION_COLUMNS,
      expiresIn: SESSION_SECONDS,
      additionalFields: { project: { type: "string", required: false, input: false } },
    },
    verification: { fields: VERIFICATION_COLUMNS, disableCleanup: true },
    databaseHooks: {
      session: {
        create: {
          before: async (session) => ({
            data: { ...session, project, userAgent: deviceOf(session.userAgent ?? "") },
          }),
        },
      },
    },
    advanced: {
      ipAddress: { disableIpTracking: true },
      cookies: { session_token: { name: cookie.name, attributes: { secure: cookie.secure } } },
    },
    telemetry: { enabled: false },
    // What it would log may name people; what goes wrong here reaches the caller as a refusal.
    logger: { disabled: true },
  } satisfies BetterAuthOptions;
}

const LINKS = {
  storeToken: "hashed",
  expiresIn: LINK_MS / 1000,
  disableSignUp: true,
  sendMagicLink: () => {
    throw new Error("links are made in link.ts; this way of asking for one is not served");
  },
} as const;

const DATES = { createdAt: "created_at", updatedAt: "updated_at" };
const USER_COLUMNS = { ...DATES, emailVerified: "email_verified" };
const SESSION_COLUMNS = {
  ...DATES,
  userId: "user_id",
  expiresAt: "expires_at",
  ipAddress: "ip_address",
  userAgent: "user_agent",
};
const VERIFICATION_COLUMNS = { ...DATES, expiresAt: "expires_at" };

/** The library's adapter for D1, but that a session's token is kept as its hash. */
async function databaseOf(db: D1Database) {
  const { kysely } = await createKyselyAdapter({ database: db });
  if (!kysely) throw new Error("the sign-in library does not know D1");
  const open = kyselyAdapter(kysely, { type: "sqlite" });
  return (options: BetterAuthOptions): DBAdapter<BetterAuthOptions> => {
    const adapter = open(options);
    return { ...adapter, create: hashingSessions(adapter.create) };
  };
}

/** Sessions are made here alone, and read by their hash in session.ts. */
function hashingSessions(create: DBAdapter["create"]): DBAdapter["create"] {
  return async <T extends object, R = T>(row: Row<T>): Promise<R> => {
    const token = row.model === "session" && "token" in row.data ? row.data.token : undefined;
    if (typeof token !== "string") return create<T, R>(row);
    const made = await create<T, R>({ ...row, data: { ...row.data, token: await hashOf(token) } });
    // The row as it was made, with the token itself, which the cookie needs.
    return { ...made, token };
  };
}

interface Row<T> {
  model: string;
  data: Omit<T, "id">;
  select?: string[] | undefined;
  forceAllowId?: boolean | undefined;
}
