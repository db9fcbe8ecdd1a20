// What npm start is told.

import { resolve } from "node:path";
import { fail, readArguments } from "../arguments.ts";

export interface Options {
  port: number;
  /** The folder that holds all of the deployment. */
  data: string;
  /** No demo project: the first person sets the deployment up. */
  empty: boolean;
  /** The demo project with its features and keys, but no crowd. */
  seed: boolean;
}

const USAGE = `npm start -- [--port 8787] [--data .landed] [--empty | --no-seed]

  --port      where the dashboard is; the demo product takes the port after it
  --data      the folder that everything is kept in
  --empty     no demo project: set the deployment up yourself
  --no-seed   the demo project with its features and keys, but without its crowd`;

export function readOptions(): Options {
  const given = readArguments(
    {
      port: { type: "string", default: "8787" },
      data: { type: "string", default: ".landed" },
      empty: { type: "boolean", default: false },
      "no-seed": { type: "boolean", default: false },
    },
    USAGE,
  );
  const port = Number(given.port);
  if (!Number.isInteger(port) || port < 1 || port > 65_534)
    fail(`--port is a number from 1 to 65534, not ${given.port}`, USAGE);
  return { port, data: resolve(given.data), empty: given.empty, seed: !given["no-seed"] };
}
