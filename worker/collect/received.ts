// A request as understood: who sent it, what it says, and how far its sender may be believed.

import type { SignalsBody } from "../../contract/signals.ts";
import type { Env } from "../env.ts";
import type { ReadSignal } from "./read.ts";
import type { Sender } from "./sender.ts";

export interface Received {
  request: Request;
  env: Env;
  now: number;
  body: SignalsBody;
  read: ReadSignal[];
  sender: Sender;
  backEnd: boolean;
  /** Kept apart: unproven where proof is required. */
  apart: boolean;
}
