// A real database that notes what was asked of it: how each statement is looked up, and how many rows it read.

/** Wraps a database; what goes through it goes to the real one. */
export function watch(real: D1Database) {
  const asked: { sql: string; values: unknown[] }[] = [];
  let rowsRead = 0;
  const note = <R extends D1Result<unknown>>(result: R): R => {
    rowsRead += result.meta.rows_read;
    return result;
  };
  const statement = (sql: string, values: unknown[]) => {
    const bound = real.prepare(sql).bind(...values);
    asked.push({ sql, values });
    return {
      bind: (...given: unknown[]) => statement(sql, given),
      all: async () => note(await bound.all()),
      run: async () => note(await bound.run()),
    };
  };
  const db = {
    prepare: (sql: string) => ({ bind: (...values: unknown[]) => statement(sql, values) }),
  };
  return {
    db: db as unknown as D1Database,
    async report() {
      const plans = await Promise.all(asked.map((each) => planOf(real, each)));
      return { rowsRead, plans: plans.flat() };
    },
  };
}

async function planOf(
  real: D1Database,
  { sql, values }: { sql: string; values: unknown[] },
): Promise<string[]> {
  const plan = await real
    .prepare(`EXPLAIN QUERY PLAN ${sql}`)
    .bind(...values)
    .all<{ detail: string }>();
  return plan.results.map(({ detail }) => detail);
}
