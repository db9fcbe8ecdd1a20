// npm run verify: checks an export offline; says what does not agree, by line, or that everything does.

import { createReadStream, existsSync } from "node:fs";
import { linesIn, Unreadable } from "../worker/show/moving/import-text.ts";
import { fail, readNames } from "./arguments.ts";
import { checkExport } from "./verify/check.ts";

const USAGE = "npm run verify -- export.ndjson";
/** Complaints that are printed. */
const PRINTED = 100;

const UNREADABLE = {
  "too-large": "the file is too large",
  "line-too-long": "is longer than a megabyte: this is no export",
  "not-utf-8": "is not UTF-8",
} satisfies Record<Unreadable["why"], string>;

const [file, ...more] = readNames(USAGE);
if (file === undefined || more.length > 0) fail("Say which file to check.", USAGE);
if (!existsSync(file)) fail(`There is no file ${file}.`, USAGE);

const { complaints, ...found } = await checkExport(linesIn(createReadStream(file))).catch(
  unreadable,
);

for (const { line, field, detail } of complaints.slice(0, PRINTED))
  console.log(`line ${line}: ${field === "" ? "" : `${field} `}${detail}`);
if (complaints.length > PRINTED) console.log(`… and ${complaints.length - PRINTED} more`);
if (complaints.length > 0) {
  const noun = complaints.length === 1 ? "difference" : "differences";
  console.log(`${complaints.length} ${noun} in ${found.lines} lines.`);
  process.exitCode = 1;
} else {
  console.log(
    `All ${found.lines} lines agree: ${found.verdicts} verdicts and ${found.signatures} sign-offs follow from what was counted.`,
  );
}

function unreadable(error: unknown): never {
  if (!(error instanceof Unreadable)) throw error;
  return fail(`line ${error.line}: ${UNREADABLE[error.why]}`);
}
