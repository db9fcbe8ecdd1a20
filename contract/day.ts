// Civil days as whole numbers: 1970-01-01 is 0. No time zone is known here; a day is already somebody's day.

export type Day = number;

const DAY_MS = 86_400_000;

/** `YYYY-MM-DD` of a day. */
export function dayToText(day: Day): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** The day of `YYYY-MM-DD`. Throws a RangeError for what is no date. */
export function textToDay(text: string): Day {
  const at = Date.parse(`${text}T00:00:00.000Z`);
  if (Number.isNaN(at)) throw new RangeError(`${text} is not a calendar day`);
  return Math.floor(at / DAY_MS);
}

/** The Monday of a day's week; 1970-01-01 was a Thursday. */
export function mondayOf(day: Day): Day {
  return day - ((((day + 3) % 7) + 7) % 7);
}
