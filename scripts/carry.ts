// npm run carry: prints the SQL that makes a project, empty, with its id and keys on another deployment.

import { fail, readArguments, targetOf, WHERE } from "./arguments.ts";
import { carried } from "./carry/statements.ts";
import { execute } from "./d1.ts";

const USAGE = `npm run carry -- --project <id>      as a file: npm run -s carry -- … > project.sql

  --project   which one; its export is then imported where the SQL was run
  --remote    of the deployment on Cloudflare
  --data      of a local deployment (default .landed), running or not`;

const given = readArguments({ project: { type: "string" }, ...WHERE }, USAGE);
const { project = "" } = given;
if (!/^p_\w+$/.test(project)) fail("Say which project: --project p_…", USAGE);

const [projects, keys] = execute(targetOf(given), [
  `SELECT * FROM project WHERE id = '${project}'`,
  `SELECT * FROM api_key WHERE project = '${project}'`,
]);
const [row] = projects?.results ?? [];
if (!row) fail(`There is no project ${project}.`);
console.log(carried(row, keys?.results ?? []));
