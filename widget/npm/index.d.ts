// What the package `landed` gives to TypeScript; the script's global is the same object.

/**
 * The features of your product. Name them once and the compiler checks every call:
 * `declare module "landed" { interface Features { "csv-export": true } }`
 */
// biome-ignore lint/suspicious/noEmptyInterface: it is there for the product to add to
export interface Features {}

/** A feature's key: any string until `Features` names some. */
export type FeatureKey = keyof Features extends never ? string : keyof Features & string;

/** Who is using the product, as its own back end names them. */
export interface Person {
  /** Your own id for the person. It may not begin with `~`. */
  customer: string;
  /** The organisation they belong to. */
  account?: string | undefined;
  /** A JWT signed by your back end that vouches for both. */
  proof?: string | undefined;
}

export interface Settings extends Partial<Person> {
  /** The project's publishable key, `pk_live_…` or `pk_test_…`. */
  key: string;
  /** Where Landed answers: an origin, or the whole address where you serve it under a path of your own. */
  endpoint?: string | undefined;
  /** `required`: everything stays in memory, and nothing leaves, until `optIn()`. */
  consent?: "required" | undefined;
  /** `session`: visitors who are not signed in are not recognised on their next page. */
  anonymous?: "session" | undefined;
  /** `anonymous`: Global Privacy Control and Do Not Track silence visitors without a proof alone. */
  gpc?: "everyone" | "anonymous" | undefined;
  /** `false`: using a feature never asks by itself; call `ask()`. */
  auto?: boolean | "true" | "false" | undefined;
  /** BCP 47 tag of the language to ask in; the page's `lang` by default. */
  locale?: string | undefined;
  /** The letter that moves focus to the prompt and back, with Alt and Shift; `h` by default. */
  shortcut?: string | undefined;
}

/** What each event tells. */
export interface Events {
  asked: { feature: string; iteration?: string };
  answered: { feature: string; iteration?: string; helped: boolean; comment?: string };
  dismissed: { feature: string; iteration?: string };
  refused: { feature: string; iteration?: string };
  /** Something did not reach Landed for good, or the prompt could not be loaded. */
  error: { reason: string; status?: number };
}

export interface Landed {
  readonly version: string;
  init(settings: Settings): void;
  /** Sign-in. What was noted before stays with whom it was noted for. */
  identify(person: Person): void;
  /** Sign-out. */
  reset(): void;
  seen(feature: FeatureKey): void;
  used(feature: FeatureKey): void;
  /** "Now would be a good moment": whether the person is asked is still the server's decision. */
  ask(feature: FeatureKey): void;
  /** Returns the function that ends the subscription. */
  on<Name extends keyof Events>(name: Name, listener: (event: Events[Name]) => void): () => void;
  /** Nothing is noted, sent or asked in this browser from now on. */
  optOut(): void;
  optIn(): void;
  /** Prints every decision to the console. */
  debug(on?: boolean): void;
}

declare const landed: Landed;
export default landed;
