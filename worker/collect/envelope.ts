// Reads a request's envelope: its size, its form, and that it wants something.

import {
  PUBLIC_BODY_BYTES,
  PUBLIC_SIGNALS,
  SECRET_BODY_BYTES,
  SECRET_SIGNALS,
} from "../../contract/limits.ts";
import { type SignalsBody, signalsBody } from "../../contract/signals.ts";
import { readJson } from "../body.ts";
import { whyInvalid } from "../invalid.ts";
import { invalid, isRefusal, type Refusal } from "../problem.ts";

/** The envelope, or why it is not read. A back end may send more at once. */
export async function readEnvelope(
  request: Request,
  backEnd: boolean,
): Promise<SignalsBody | Refusal> {
  const raw = await readJson(request, backEnd ? SECRET_BODY_BYTES : PUBLIC_BODY_BYTES);
  if (isRefusal(raw)) return raw;
  const parsed = signalsBody.safeParse(raw.json);
  if (!parsed.success) return whyInvalid(parsed.error);
  const { signals = [], ask } = parsed.data;
  const most = backEnd ? SECRET_SIGNALS : PUBLIC_SIGNALS;
  if (signals.length > most) {
    const detail = `At most ${most} signals in a request; send the rest in another.`;
    return { refused: "too-large", detail };
  }
  if (signals.length === 0 && !ask)
    return invalid("signals", "send at least one signal, or an ask");
  return parsed.data;
}
