// What grows with the customers that are stored, and what must not: the rate of folding, memory, rows read to look.

import { isRefusal } from "../../worker/problem.ts";
import { listFeatures } from "../../worker/show/features/portfolio.ts";
import { watch } from "../worker/watched.ts";
import { put } from "./load.ts";
import { marked, medianOf, whole } from "./median.ts";
import { builtWorker, SECRET, serveLanded } from "./serving.ts";
import { printTable } from "./table.ts";
import { makeTenant, post, reportOf, type Tenant } from "./tenant.ts";

const FEATURES = ["export", "import", "search", "share", "print"];
/** Each request brings this many customers, who use every feature. */
const CUSTOMERS = 200;
const SIGNALS = CUSTOMERS * FEATURES.length;
const SIZES = [10_000, 100_000, 1_000_000];
/** The rate at a size is the median of so many stretches before it is reached. */
const STRETCHES = 5;
const DAY_MS = 86_400_000;

/** Who come next: each on one of the last four weeks' days, so that ledgers have days. */
function comers(tenant: Tenant, from: number): string {
  const now = Date.now();
  const signals = Array.from({ length: CUSTOMERS }, (_, index) => from + index).flatMap((number) =>
    FEATURES.map((feature) => ({
      kind: "used",
      feature,
      customer: `customer-${number}`,
      at: now - (number % 28) * DAY_MS - 1_000,
    })),
  );
  return reportOf(tenant, "job", signals);
}

/** Folds customers until so many are stored; signals a second, of some of the time before. */
async function growTo(size: number, tenant: Tenant, stored: number): Promise<number> {
  const requests = (size - stored) / CUSTOMERS;
  const each = Math.min(10, Math.floor(requests / STRETCHES));
  let next = stored;
  const fold = async (count: number) => {
    const until = next + count * CUSTOMERS;
    const began = performance.now();
    await put({
      url: tenant.served.url,
      connections: 2,
      requests: count,
      next: () => {
        next += CUSTOMERS;
        return comers(tenant, next - CUSTOMERS);
      },
    });
    if (next !== until) throw new Error("not every customer was sent");
    return (count * SIGNALS * 1_000) / (performance.now() - began);
  };
  const before = requests - each * STRETCHES;
  if (before > 0) await fold(before);
  const rates: number[] = [];
  for (let stretch = 0; stretch < STRETCHES; stretch++) rates.push(await fold(each));
  return medianOf(rates);
}

/** Made by a person, long enough ago to be judged. */
async function shipFeatures(tenant: Tenant): Promise<void> {
  const features = `/api/projects/${tenant.project}/features`;
  for (const key of FEATURES) await post(tenant, features, { key });
  await tenant.served.db
    .prepare(`UPDATE iteration SET shipped_at = ${Date.now() - 30 * DAY_MS}`)
    .run();
}

/** Rows that the Features page's request reads, once all is stale and once nothing has changed. */
async function rowsOfLook({ served, project }: Tenant): Promise<{ stale: number; fresh: number }> {
  await served.db.prepare("DELETE FROM standing").run();
  const read: number[] = [];
  for (let look = 0; look < 2; look++) {
    const { db, report } = watch(served.db);
    const env = { DB: db, LANDED_SECRET: SECRET } as Parameters<typeof listFeatures>[0]["env"];
    const call = { env, params: { project }, query: {}, now: Date.now() };
    const answer = await listFeatures(call as Parameters<typeof listFeatures>[0]);
    if (isRefusal(answer)) throw new Error(answer.detail);
    read.push((await report()).rowsRead);
  }
  const [stale = 0, fresh = 0] = read;
  return { stale, fresh };
}

/** The journeys there are, and what the database weighs, in MB. */
async function weigh({ served }: Tenant): Promise<{ journeys: number; megabytes: number }> {
  const { results, meta } = await served.db
    .prepare("SELECT count(*) AS journeys FROM journey")
    .all<{ journeys: number }>();
  return { journeys: results[0]?.journeys ?? 0, megabytes: (meta.size_after ?? 0) / 1e6 };
}

/** Prints the table, a size at a time: the last takes some minutes. */
export async function run(): Promise<void> {
  const served = await serveLanded(builtWorker());
  const tenant = await makeTenant(served);
  await shipFeatures(tenant);
  const rows: string[][] = [];
  let [stored, first] = [0, 0];
  const began = performance.now();
  for (const size of SIZES) {
    const rate = await growTo(size, tenant, stored);
    stored = size;
    first ||= rate;
    const { journeys, megabytes } = await weigh(tenant);
    if (journeys !== size * FEATURES.length) throw new Error(`${journeys} journeys are stored`);
    const { stale, fresh } = await rowsOfLook(tenant);
    const share = rate / first;
    const memory = whole(served.megabytes());
    const ends = share === 1 ? ["", ""] : marked(share, { atLeast: 0.8 });
    const looks = [whole(stale), whole(fresh)];
    rows.push([
      whole(size),
      whole(rate),
      share.toFixed(2),
      ...ends,
      memory,
      whole(megabytes),
      ...looks,
    ]);
  }
  printTable(
    `Customers stored, each with ${FEATURES.length} features, folded over HTTP ${whole(SIGNALS)} signals at a time`,
    [
      "customers",
      "signals/s",
      "÷ first",
      "mark",
      "met",
      "workerd, MB",
      "D1, MB",
      "rows read, stale",
      "fresh",
    ],
    rows,
  );
  console.log(`\nIt took ${whole((performance.now() - began) / 1_000)} s.`);
  await served.close();
}
