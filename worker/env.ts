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
  /** Requests of unproven customers, by project and network. */
  LIMIT_NETWORK?: RateLimit;
  /** Requests of one customer from a browser. */
  LIMIT_CUSTOMER?: RateLimit;
  /** Unproven customers not heard of before, by project and network. */
  LIMIT_NEW_NETWORK?: RateLimit;
  /** Unproven customers not heard of before, by project. */
  LIMIT_NEW_PROJECT?: RateLimit;
  /** Rows a project may write on one UTC day, about; unset or empty: any number. */
  DAILY_ROWS?: string;
  /** How long a message that could not be folded first waits, in seconds; 30 where it is not set. */
  RETRY_SECONDS?: string;
  /** Shards, where the subjects outgrow one database: SHARD_0, SHARD_1, … */
  [shard: `SHARD_${number}`]: D1Database;
}

/** The databases that subjects are spread over, in order; the catalogue's own where none are bound. */
export function shardsOf(env: Env): D1Database[] {
  const shards = boundShards(env);
  return shards.length > 0 ? shards : [env.DB];
}

/** How many shards are bound; 0 where all is in the catalogue's database. */
export function shardsBound(env: Env): number {
  return boundShards(env).length;
}

function boundShards(env: Env): D1Database[] {
  const shards: D1Database[] = [];
  for (let index = 0; ; index++) {
    const shard = env[`SHARD_${index}`];
    if (!shard) return shards;
    shards.push(shard);
  }
}
