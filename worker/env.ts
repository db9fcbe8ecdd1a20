// What the Worker is given: its databases, secrets and assets.

export interface Env {
  /** The catalogue, and everything else where no shards are bound. */
  DB: D1Database;
  /** The key from which all pseudonyms, identity secrets and session secrets are derived. */
  LANDED_SECRET: string;
  /** The built dashboard and widget. */
  ASSETS: Fetcher;
  /** Where requests go through a queue before they are folded. */
  SIGNALS?: Queue<unknown>;
  /** Sends sign-in links, where a sender is bound. */
  EMAIL?: SendEmail;
  /** The address sign-in links come from. */
  EMAIL_FROM?: string;
  /** Shards, where the subjects outgrow one database: SHARD_0, SHARD_1, … */
  [shard: `SHARD_${number}`]: D1Database;
}

/** The databases that subjects are spread over, in order; the catalogue's own where none are bound. */
export function shardsOf(env: Env): D1Database[] {
  const shards: D1Database[] = [];
  for (let index = 0; ; index++) {
    const shard = env[`SHARD_${index}`];
    if (!shard) break;
    shards.push(shard);
  }
  return shards.length > 0 ? shards : [env.DB];
}
