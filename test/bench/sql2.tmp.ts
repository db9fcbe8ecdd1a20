import { readFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { foldFacts } from "../../worker/ledger/fact.ts";

const db = new DatabaseSync(":memory:");
for (const f of ["0001_catalogue", "0002_shard"])
  db.exec(readFileSync(`worker/migrations/${f}.sql`, "utf8"));
const rows = foldFacts(
  Array.from({ length: 1000 }, (_, i) => ({
    kind: "used" as const,
    iteration: 1,
    customer: `c${String(i).padStart(22, "x")}`,
    account: null,
    at: 1,
    day: 20000,
    requireProof: false,
  })),
).journeys;
const json = JSON.stringify(rows);
const arr = JSON.stringify(rows.map((r) => Object.values(r)));
const lean = JSON.stringify(
  rows.map((r) => Object.fromEntries(Object.entries(r).filter(([, v]) => v !== null))),
);
const min = (f: () => void) => {
  let b = 1e9;
  for (let i = 0; i < 60; i++) {
    const t = performance.now();
    f();
    b = Math.min(b, performance.now() - t);
  }
  return (b * 1000).toFixed(0);
};
const t = (name: string, sql: string, p: string) => {
  const s = db.prepare(sql);
  console.log(
    name,
    min(() => s.all(p)),
  );
};
const K = [
  "i",
  "s",
  "seen",
  "used",
  "returned",
  "last",
  "asked",
  "dismissed",
  "answers",
  "proof",
  "at",
];
t("each only", "SELECT count(*) FROM json_each(?1)", json);
t("value", "SELECT sum(length(value)) FROM json_each(?1)", json);
t("value arr", "SELECT sum(length(value)) FROM json_each(?1)", arr);
t("->> 1", "SELECT sum(length(value ->> 's')) FROM json_each(?1)", json);
for (const [n, p, q] of [
  ["json", json, (k: string) => `value ->> '${k}'`],
  ["arr", arr, (k: string) => `value ->> ${K.indexOf(k)}`],
  ["lean", lean, (k: string) => `value ->> '${k}'`],
  ["extract", json, (k: string) => `json_extract(value, '$.${k}')`],
] as const)
  t(
    `10 keys ${n}`,
    `WITH f AS MATERIALIZED (SELECT ${K.map((k) => `${q(k)} AS ${k}`).join(", ")} FROM json_each(?1)) SELECT count(*), sum(i) FROM f`,
    p,
  );
t(
  "tombstone",
  `SELECT count(*) FROM json_each(?1) WHERE NOT EXISTS (SELECT 1 FROM tombstone t WHERE t.customer = 'c' || substr(value ->> 's', 2) AND t.erased_at >= value ->> 'at' AND value ->> 's' NOT LIKE 'a%')`,
  json,
);
t(
  "tombstone2",
  `SELECT count(*) FROM json_each(?1) WHERE substr(value->>'s',1,1) = 'a' OR NOT EXISTS (SELECT 1 FROM tombstone t WHERE t.customer = 'c' || substr(value ->> 's', 2) AND t.erased_at >= value ->> 'at')`,
  json,
);
t("tree", `SELECT count(*) FROM json_tree(?1)`, arr);
// columnar: one array per column? joined by key
t(
  "cols",
  `SELECT count(*), sum(json_extract(?1, '$[' || key || '].i')) FROM json_each(?1)`,
  JSON.stringify(rows.slice(0, 100)),
);
