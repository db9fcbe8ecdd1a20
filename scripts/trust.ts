// npm run test:trust: runs the tests of every case of trust and prints which test shows which case.
//
// It fails when a case has no test, a test fails, or a name bears a number that is no case's.

import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CASES, casesIn } from "./trust/cases.ts";

const ROOT = join(import.meta.dirname, "..");
const PROJECTS = ["unit", "worker", "browser"];

interface Shown {
  name: string;
  file: string;
  passed: boolean;
}

interface Report {
  testResults: {
    name: string;
    assertionResults: { fullName: string; status: string }[];
  }[];
}

/** Runs what bears a number; its report, or null where nothing could be run. */
function run(): { report: Report; status: number } | null {
  const file = join(mkdtempSync(join(tmpdir(), "landed-trust-")), "report.json");
  const { status } = spawnSync(
    process.execPath,
    [
      join(ROOT, "node_modules/vitest/vitest.mjs"),
      "run",
      ...PROJECTS.flatMap((project) => ["--project", project]),
      ...["-t", String.raw`\[[CT]\d\d\]`, "--reporter=json", `--outputFile=${file}`],
    ],
    { cwd: ROOT, stdio: ["ignore", "ignore", "inherit"] },
  );
  try {
    return { report: JSON.parse(readFileSync(file, "utf8")) as Report, status: status ?? 1 };
  } catch {
    return null;
  }
}

/** The tests of each case, by its number. */
function byCase({ testResults }: Report): Map<string, Shown[]> {
  const shown = new Map<string, Shown[]>();
  for (const { name: path, assertionResults } of testResults)
    for (const { fullName, status } of assertionResults) {
      if (["skipped", "pending", "todo"].includes(status)) continue;
      const test = {
        name: fullName,
        file: path.replace(`${ROOT}/`, ""),
        passed: status === "passed",
      };
      for (const number of new Set(casesIn(fullName)))
        shown.set(number, [...(shown.get(number) ?? []), test]);
    }
  return shown;
}

/** Prints each case with its tests; the complaints. */
function print(shown: Map<string, Shown[]>): string[] {
  const complaints: string[] = [];
  for (const [number, { says, later }] of Object.entries(CASES)) {
    const tests = shown.get(number) ?? [];
    const passed = tests.filter((test) => test.passed).length;
    const result = later ? `later: ${later}` : `${passed} of ${tests.length} passed`;
    console.log(`\n${number}  ${says}: ${result}`);
    for (const { name, file, passed: held } of tests)
      console.log(`     ${held ? "✓" : "✗"} ${name.replace(/ ?\[[CT]\d\d\]/g, "")}  (${file})`);
    if (!later && tests.length === 0) complaints.push(`${number} has no test`);
    if (passed < tests.length) complaints.push(`${number} does not hold`);
  }
  const unknown = [...shown.keys()].filter((number) => !(number in CASES));
  return [...complaints, ...unknown.map((number) => `${number} is no case`)];
}

const done = run();
if (!done) {
  console.error("The tests could not be run.");
  process.exit(1);
}
const complaints = print(byCase(done.report));
if (done.status !== 0 && complaints.length === 0)
  complaints.push("a test outside the cases failed");
for (const complaint of complaints) console.error(`\n${complaint}.`);
console.log(complaints.length === 0 ? "\nEvery case holds." : "");
process.exit(complaints.length === 0 ? 0 : 1);
