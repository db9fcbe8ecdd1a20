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

/** What the database says of a statement, a line for each table it looks into. */
async function planOf(real: D1Database, { sql, values }: Asked): Promise<string[]> {
  const explained = real.prepare(`EXPLAIN QUERY PLAN ${sql}`).bind(...values);
  return (await explained.all<{ detail: string }>()).results.map(({ detail }) => detail);
}

/** The lines of a plan in which one of the tables that grow is read from end to end. */
export function scans(plans: readonly string[], tables: readonly string[]): string[] {
  return plans.filter((plan) => tables.some((table) => new RegExp(`^SCAN ${table}\\b`).test(plan)));
}
