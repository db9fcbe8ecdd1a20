// Money and dates as Ledgerly writes them.

const money = new Intl.NumberFormat("en-IE", { style: "currency", currency: "EUR" });
const shortMoney = new Intl.NumberFormat("en-IE", {
  style: "currency",
  currency: "EUR",
  maximumFractionDigits: 0,
});
const date = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric" });
const month = new Intl.DateTimeFormat("en-GB", { month: "short" });

/** Cents as euros. */
export const euros = (cents: number) => money.format(cents / 100);
/** Cents as whole euros. */
export const roundEuros = (cents: number) => shortMoney.format(cents / 100);
export const onDate = (day: Date) => date.format(day);
export const monthName = (day: Date) => month.format(day);
/** `YYYY-MM-DD`, for inputs and files. */
export const isoDate = (day: Date) => day.toISOString().slice(0, 10);
