// What travels through the queue: the facts of one request, checked again where they come out.

import { z } from "zod";
import type { Fact } from "./fact.ts";

/** A pseudonym: its letter and 128 bits of base64url. */
const subject = (letters: string) => z.string().regex(new RegExp(`^[${letters}][\\w-]{22}$`));
const count = z.int().min(0);

const about = {
  iteration: z.int().min(1),
  customer: subject("cu"),
  account: subject("a").nullable(),
  at: z.int(),
  day: z.int(),
  requireProof: z.boolean(),
};

const answer = z.strictObject({
  id: z.string(),
  helped: z.boolean(),
  comment: z.string(),
  page: z.string(),
  locale: z.string(),
  proven: z.boolean(),
  granted: z.boolean(),
  edited: count,
});

const fact = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.enum(["seen", "used", "asked", "dismissed"]), ...about }),
  z.strictObject({ kind: z.literal("answered"), ...about, answer }),
  z.strictObject({
    kind: z.literal("refused"),
    ...about,
    iteration: z.literal(0),
    project: z.string().min(1),
  }),
]);

const message = z.strictObject({ project: z.string().min(1), facts: z.array(fact) });

/** One message a request, or a few where it is large. */
export interface Message {
  project: string;
  facts: Fact[];
}

/** A message as it came out of the queue, or what is wrong with it, without a word of what it says. */
export function readMessage(body: unknown): Message | { malformed: string } {
  const read = message.safeParse(body);
  if (read.success) return read.data;
  const issue = read.error.issues[0];
  return { malformed: `${issue?.path.join(".") ?? ""}: ${issue?.code ?? "not a message"}` };
}
