// The body of POST /v1/signals and its answer: what every client and the server say to each other.

import { z } from "zod";
import type { Ask, Gate } from "./ask.ts";
import { COMMENT_LENGTH, ID_LENGTH, PAGE_LENGTH, PROOF_LENGTH } from "./limits.ts";

/** The six facts a signal can state. */
export const SIGNAL_KINDS = ["seen", "used", "asked", "answered", "dismissed", "refused"] as const;
export type SignalKind = (typeof SIGNAL_KINDS)[number];

/** A feature's stable name: 1–64 of `a-z 0-9 . _ -`, but for what addresses climb by. */
export const featureKey = z
  .string()
  .regex(/^[a-z0-9._-]{1,64}$/, "1 to 64 characters of a-z, 0-9, dot, underscore and hyphen")
  .refine(canStandInPath, "neither . nor .. can stand in an address");

/** An iteration's label, such as `2.4.0`. */
export const iterationLabel = z
  .string()
  .min(1)
  .max(64)
  .refine((text) => !hasControlCharacter(text), "no control characters")
  .refine((text) => text.isWellFormed(), "no lone surrogates")
  .refine(canStandInPath, "neither . nor .. can stand in an address");

/** A customer's or account's id: 1–256 characters, compared byte for byte, no control characters. */
export const subjectId = z
  .string()
  .min(1, "may not be empty")
  .max(ID_LENGTH, `at most ${ID_LENGTH} characters`)
  .refine((text) => !hasControlCharacter(text), "no control characters")
  .refine((text) => text.isWellFormed(), "no lone surrogates");

/** A customer: the host's own id, or the widget's `~` and 22 characters of base64url. */
export const customerId = subjectId.refine(
  (text) => !text.startsWith("~") || WIDGET_ID.test(text),
  "an id that begins with ~ is the widget's own: ~ and 22 characters of base64url",
);

const WIDGET_ID = /^~[A-Za-z0-9_-]{22}$/;

/** Whether the id was made by the widget, not by the host. */
export function isWidgetId(customer: string): boolean {
  return customer.startsWith("~");
}

/** Milliseconds since the epoch, a whole number. */
export const epochMs = z.int().nonnegative();

const text = z
  .string()
  .refine(
    (value) => value.isWellFormed() && !value.includes("\u0000"),
    "no NUL, no lone surrogates",
  );

/** A path; a query and a fragment are cut off by the server, so they may be of any length. */
const page = text.refine(
  (value) => value.replace(/[?#].*$/s, "").length <= PAGE_LENGTH,
  `at most ${PAGE_LENGTH} characters of path`,
);

/** A BCP 47 language tag; many platforms write it with underscores, or leave it empty. */
const locale = z
  .string()
  .regex(/^[A-Za-z0-9_-]{0,35}$/, "a BCP 47 language tag such as de or pt-BR")
  .transform((tag) => tag.replaceAll("_", "-"));

const common = {
  at: epochMs,
  iteration: iterationLabel.optional(),
  customer: customerId.optional(),
  account: subjectId.optional(),
};

const plain = <K extends SignalKind>(kind: K) =>
  z.strictObject({ kind: z.literal(kind), feature: featureKey, ...common });

/** One fact about one customer and one feature. */
export const signal = z.discriminatedUnion("kind", [
  plain("seen"),
  plain("used"),
  plain("asked"),
  plain("dismissed"),
  z.strictObject({ kind: z.literal("refused"), feature: featureKey.optional(), ...common }),
  z.strictObject({
    kind: z.literal("answered"),
    feature: featureKey,
    ...common,
    helped: z.boolean(),
    edited: epochMs.optional(),
    comment: text.max(COMMENT_LENGTH, `at most ${COMMENT_LENGTH} characters`).optional(),
    page: page.optional(),
    locale: locale.optional(),
  }),
]);
export type Signal = z.infer<typeof signal>;

/** "May this person be asked now?", sent beside signals. */
export const askRequest = z.strictObject({
  feature: featureKey,
  token: z.string().min(1).max(128).optional(),
  inline: z.boolean().optional(),
  /** A BCP 47 tag; what is none says nothing, for pages call their language all sorts of things. */
  locale: z.string().optional(),
  iteration: iterationLabel.optional(),
});
export type AskRequest = z.infer<typeof askRequest>;

/** The envelope; its signals are read one by one, so that a bad one does not spoil the good. */
export const signalsBody = z.strictObject({
  key: z.string().max(128).optional(),
  customer: customerId,
  account: subjectId.optional(),
  proof: z.string().max(PROOF_LENGTH, `at most ${PROOF_LENGTH} characters`).optional(),
  sent: epochMs.optional(),
  signals: z.array(z.unknown()).optional(),
  ask: askRequest.optional(),
});
export type SignalsBody = z.infer<typeof signalsBody>;

/** Why a signal was not accepted. All but `clock` are final: the client drops it. */
export const REJECTIONS = [
  "clock",
  "invalid",
  "unknown-field",
  "too-old",
  "unknown-iteration",
  "feature-limit",
  "retired",
  "sealed",
  "erased",
  "internal",
  "opted-out",
] as const;
export type Rejection = (typeof REJECTIONS)[number];

export interface RejectedSignal {
  /** Position in the request's `signals`. */
  index: number;
  reason: Rejection;
  /** The field at fault, where there is one. */
  field?: string;
}

/** The body of a 202. */
export interface SignalsAnswer {
  accepted: number;
  rejected: RejectedSignal[];
  ask?: Ask;
  why?: Gate;
  /** The server's clock in ms, where a signal was rejected as `clock`. */
  now?: number;
}

/** Whatever reads an address takes these for the folder itself and the one above, also where they are escaped. */
function canStandInPath(name: string): boolean {
  return name !== "." && name !== "..";
}

function hasControlCharacter(value: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  return /[\u0000-\u001f\u007f-\u009f]/.test(value);
}
