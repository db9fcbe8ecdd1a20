// A real database that notes what was asked of it: how each statement is looked up, and how many rows it read.

interface Asked {
  sql: string;
  values: unknown[];
}

/** Wraps a database; what goes through it goes to the real one. */
export function watch(real: D1Database) {
  const asked: Asked[] = [];
  let rowsRead = 0;
  const note = <R extends D1Result<unknown>>(result: R): R => {
    rowsRead += result.meta.rows_read;
    return result;
  };
  const bound = (each: Asked) => {
    asked.push(each);
    return real.prepare(each.sql).bind(...each.values);
  };
  const statement = (each: Asked) => ({
    ...each,
    bind: (...values: unknown[]) => statement({ ...each, values }),
    all: async () => note(await bound(each).all()),
    run: async () => note(await bound(each).run()),
  });
  const db = {
    prepare: (sql: string) => statement({ sql, values: [] }),
    batch: async (all: Asked[]) => (await real.batch(all.map(bound))).map(note),
  };
  return {
    db: db as unknown as D1Database,
    async report() {
      const plans = await Promise.all(asked.map((each) => planOf(real, each)));
      return { rowsRead, plans: plans.flat() };
    },
  };
}

/** Wraps a database whose disk is full: what reads goes to the real one, and nothing can be written. */
export function full(real: D1Database): D1Database {
  const writing = new WeakSet<object>();
  const fail = () => Promise.reject(new Error("D1_ERROR: database or disk is full: SQLITE_FULL"));
  const prepare = (sql: string) => {
    const statement = real.prepare(sql);
    if (!/\b((INSERT|REPLACE) INTO|INSERT OR|UPDATE|DELETE FROM)\b/i.test(sql)) return statement;
    const refused = { bind: () => refused, all: fail, run: fail, first: fail, raw: fail };
    writing.add(refused);
    return refused;
  };
  const batch = (all: D1PreparedStatement[]) =>
    all.some((each) => writing.has(each)) ? fail() : real.batch(all);
  return { prepare, batch } as unknown as D1Database;
}

/** What the database says of a statement, a line for each table it looks into. */
async function planOf(real: D1Database, { sql, values }: Asked): Promise<string[]> {
  const explained = real.prepare(`EXPLAIN QUERY PLAN ${sql}`).bind(...values);
  return (await explained.all<{ detail: string }>()).results.map(({ detail }) => detail);
}

/** The lines of a plan in which one of the tables that grow is read from end to end. */
export function scans(plans: readonly string[], tables: readonly string[]): string[] {
  return plans.filter((plan) => tables.some((table) => new RegExp(`^SCAN ${table}\\b`).test(plan)));
}
