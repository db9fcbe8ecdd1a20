// How long the team waits to see: the API beside a request that asks D1 nothing, and the page in a slow browser.

import { put } from "./load.ts";
import { marked, medianOf, whole } from "./median.ts";
import { printOpening } from "./opening.ts";
import { ANSWERS, DAYS, giveAnswers, giveYears } from "./portfolio.ts";
import { ONE_SELECT } from "./references.ts";
import { builtWorker, type Served, serve, serveLanded } from "./serving.ts";
import { printTable } from "./table.ts";
import { lookAt, makeTenant, post, type Tenant } from "./tenant.ts";

const RUNS = 9;
const FEW = 50;
const MANY = 500;

interface Look {
  name: string;
  request: string;
  /** Makes all that was judged be judged anew. */
  stale?: Tenant;
  mark?: number;
}

async function timeOf(url: string, request: string): Promise<number> {
  const { median, refused } = await put({ url, connections: 1, requests: 1, next: () => request });
  if (refused > 0) throw new Error(`refused: ${request.slice(0, 80)}`);
  return median;
}

async function openTenant(served: Served, features: number): Promise<Tenant> {
  const tenant = await makeTenant(served);
  for (let number = 0; number < features; number++)
    await post(tenant, `/api/projects/${tenant.project}/features`, { key: `feature-${number}` });
  await giveYears(served.db, tenant.project);
  return tenant;
}

/** ms of each look, and of the reference right before it. */
async function measure({ url, db }: Served, reference: Served, look: Look) {
  const times: { own: number; reference: number }[] = [];
  const select = lookAt({ ...NOBODY, served: reference }, "");
  for (let run = -1; run < RUNS; run++) {
    if (look.stale) await db.prepare("DELETE FROM standing").run();
    const time = {
      reference: await timeOf(reference.url, select),
      own: await timeOf(url, look.request),
    };
    if (run >= 0) times.push(time);
  }
  return {
    own: medianOf(times.map(({ own }) => own)),
    reference: medianOf(times.map((time) => time.reference)),
    times: medianOf(times.map((time) => time.own / time.reference)),
  };
}

const NOBODY = { project: "", token: "", key: "", secretKey: "" };

async function printLooks(served: Served, reference: Served): Promise<void> {
  const [few, many] = [await openTenant(served, FEW), await openTenant(served, MANY)];
  await giveAnswers(served.db, few.project, "feature-0");
  const [list, answers] = ["/features", "/features/feature-0/answers?limit=50"];
  const looks: Look[] = [
    {
      name: `${FEW} features over ${DAYS} days, nothing changed`,
      request: lookAt(few, list),
      mark: 3,
    },
    { name: "the same, everything stale", request: lookAt(few, list), stale: few, mark: 3 },
    { name: `${MANY} features over ${DAYS} days, nothing changed`, request: lookAt(many, list) },
    { name: "the same, everything stale", request: lookAt(many, list), stale: many },
    { name: `50 answers of ${whole(ANSWERS)}`, request: lookAt(few, answers) },
    { name: "those that say a word", request: lookAt(few, `${answers}&q=fine`) },
    { name: "a feature's page", request: lookAt(few, "/features/feature-1") },
  ];
  const rows: string[][] = [];
  for (const look of looks) {
    const { own, reference: empty, times } = await measure(served, reference, look);
    const ends = look.mark === undefined ? ["", ""] : marked(times, { atMost: look.mark });
    rows.push([look.name, own.toFixed(1), empty.toFixed(1), times.toFixed(1), ...ends]);
  }
  const head = ["GET", "ms", "one SELECT 1, ms", "times", "mark", "met"];
  printTable("Looking, through the API", head, rows);
}

/** Prints the tables. */
export async function run(): Promise<void> {
  const [served, reference] = [await serveLanded(builtWorker()), await serve(ONE_SELECT)];
  await printLooks(served, reference);
  await served.close();
  await reference.close();
  await printOpening();
}
