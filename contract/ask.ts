// Leave to ask one customer about one feature, or the reason there is none.

/** The gates in the order they are tried; each name is also the reason code. */
export const GATES = [
  "paused",
  "discovered",
  "no-consent",
  "proof-required",
  "refused",
  "answered",
  "asked",
  "resting",
  "account-heard",
  "too-early",
  "enough",
  "not-sampled",
] as const;
export type Gate = (typeof GATES)[number];

export const PLACEMENTS = [
  "bottom-right",
  "bottom-left",
  "top-right",
  "top-left",
  "anchored",
] as const;
export type Placement = (typeof PLACEMENTS)[number];

/** Every text of the prompt, in one language. */
export interface Labels {
  yes: string;
  no: string;
  notNow: string;
  close: string;
  never: string;
  send: string;
  thanks: string;
  saved: string;
  failed: string;
  neverConfirmed: string;
  change: string;
  region: string;
  privacy: string;
}

/** All that the prompt needs, and nothing else. */
export interface Ask {
  feature: string;
  /** The iteration's label. */
  iteration: string;
  question: string;
  labels: Labels;
  /** The question after a yes and after a no. */
  followUp: { yes: string; no: string };
  dir: "ltr" | "rtl";
  /** BCP 47 tag of the language the texts are in. */
  lang: string;
  placement: Placement;
  /** How long to wait after the use, in ms. */
  delayMs: number;
  theme: Theme;
}

/** The project's look for the prompt; every field may be left to the widget's own. */
export interface Theme {
  scheme: "auto" | "light" | "dark";
  /** CSS colour in hexadecimal, `#rrggbb`, or null for the widget's own. */
  accent: string | null;
  /** Corner radius in px, or null for the widget's own. */
  radius: number | null;
}

/** One gate as tried for one person. */
export interface GateResult {
  gate: Gate;
  pass: boolean;
  /** The value the gate looked at, in words or numbers. */
  value: string | number | boolean | null;
  /** When it will next pass by itself, ISO 8601, or null. */
  passesAt: string | null;
}

/** The body of a `why` answer. */
export interface Why {
  ask: boolean;
  reason: Gate | null;
  gates: GateResult[];
}
