// Takes e-mail addresses, phone, card and bank account numbers out of what people write, before it is kept.

import type { CountryCode } from "libphonenumber-js/min";

/** Digits with the separators people type between them; long enough for a card. */
const CARD = /\b\d(?:[ -]?\d){12,18}\b/g;
/** As long as an account number may be; where it ends is told by its check digits. */
const IBAN = /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]){11,30}\b/gi;
const SHORTEST_IBAN = 15;

/**
 * The text with what identifies a person replaced by a word in brackets. `locale` is a BCP 47 tag whose
 * region, where it has one, says how national phone numbers look.
 */
export async function scrub(text: string, locale: string): Promise<string> {
  if (text === "") return text;
  const withoutIban = text.replace(IBAN, withoutAccount);
  const withoutCards = withoutIban.replace(CARD, (found) => (isCard(found) ? "[card]" : found));
  return withoutPhones(await withoutEmails(withoutCards), locale);
}

/** What stands after an account number may look like more of it, so the longest beginning that is one goes. */
function withoutAccount(found: string): string {
  for (let end = found.length; end >= SHORTEST_IBAN; end--) {
    const isWhole = end === found.length || found[end] === " ";
    if (isWhole && isIban(found.slice(0, end))) return `[account]${found.slice(end)}`;
  }
  return found;
}

async function withoutEmails(text: string): Promise<string> {
  if (!text.includes("@")) return text;
  // Loaded only when somebody wrote something that may be an address: most requests carry no text.
  const { find } = await import("linkifyjs");
  const found = find(text).filter(({ type, href }) => type === "email" || /^mailto:/i.test(href));
  return replaced(text, found, "[e-mail]");
}

async function withoutPhones(text: string, locale: string): Promise<string> {
  if (!/\d.*\d.*\d.*\d.*\d.*\d/s.test(text)) return text;
  const { findPhoneNumbersInText, isSupportedCountry } = await import("libphonenumber-js/min");
  const region = regionOf(locale);
  const country = isSupportedCountry(region) ? (region as CountryCode) : "US";
  const found = findPhoneNumbersInText(text, { defaultCountry: country, extended: false });
  const spans = found.map(({ startsAt, endsAt }) => ({ start: startsAt, end: endsAt }));
  const written = spans.filter(({ start, end }) => isWrittenAsPhone(text.slice(start, end)));
  return replaced(text, written, "[phone]");
}

/**
 * Many an order number or a date would be a valid phone number somewhere. People write phone numbers with a plus,
 * brackets or a leading zero, or in three groups and more; what looks otherwise stays.
 */
function isWrittenAsPhone(text: string): boolean {
  if (DATE.test(text) || DECIMAL.test(text)) return false;
  const groups = text.split(/\D+/).filter((group) => group !== "");
  const digits = groups.join("").length;
  return (
    /^[+(]/.test(text) ||
    (text.startsWith("0") && digits >= 7) ||
    (groups.length >= 3 && digits >= 8)
  );
}

const DATE = /^(\d{1,2}[./-]\d{1,2}[./-](\d{2}|\d{4})|\d{4}[./-]\d{1,2}[./-]\d{1,2})\b/;
const DECIMAL = /^0[.,]\d+$/;

function replaced(text: string, spans: { start: number; end: number }[], word: string): string {
  return spans.reduceRight(
    (rest, { start, end }) => rest.slice(0, start) + word + rest.slice(end),
    text,
  );
}

function regionOf(locale: string): string {
  try {
    return new Intl.Locale(locale || "und").maximize().region ?? "US";
  } catch {
    return "US";
  }
}

/** The Luhn check that every card number passes (ISO/IEC 7812-1). */
function isCard(text: string): boolean {
  const digits = [...text.replace(/\D/g, "")].map(Number).reverse();
  const sum = digits.reduce((total, digit, place) => {
    const doubled = place % 2 === 1 ? digit * 2 : digit;
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0;
}

/** The remainder by 97 that every IBAN has (ISO 13616). */
function isIban(text: string): boolean {
  const packed = text.replace(/\s/g, "").toUpperCase();
  const turned = packed.slice(4) + packed.slice(0, 4);
  let remainder = 0;
  for (const letter of turned) {
    const value = Number.parseInt(letter, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder === 1;
}
