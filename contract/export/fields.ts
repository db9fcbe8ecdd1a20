// What the lines of an export have in common: pseudonyms, texts as they are stored, counts, and what a line is.

import { z } from "zod";
import { stored } from "../api/wording.ts";
import { featureKey, iterationLabel } from "../signals.ts";

/** 16 bytes in base64url, spelled in the one way that leaves no bit over. */
const HASH = "[A-Za-z0-9_-]{21}[AQgw]";
export const pseudonym = (letters: string) =>
  z
    .string()
    .regex(new RegExp(`^[${letters}]${HASH}$`), `a pseudonym: ${letters} and 22 characters`);
export const customer = pseudonym("cu");
export const account = pseudonym("a");

export const word = stored(64);
/** Who did something: a name or an address, and what is said of it besides, such as that it was imported. */
export const actor = stored(400);
export const count = z.int().min(0);
export const flag = z.boolean();
export const ref = { feature: featureKey, iteration: iterationLabel };

/** A line of one kind; a field that is nobody's is an error, not ignored. */
export const line = <Kind extends string, Shape extends z.ZodRawShape>(kind: Kind, shape: Shape) =>
  z.strictObject({ kind: z.literal(kind), ...shape });
