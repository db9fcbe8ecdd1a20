// Which project day a moment falls on, held to the zone's own offset at that moment, also on odd days in odd zones.

import fc from "fast-check";
import { expect, test } from "vitest";
import { calendarOf, startOf } from "../../../worker/ledger/calendar.ts";

const DAY_MS = 86_400_000;
const RUNS = 3_000;

const ZONES = [
  "UTC",
  "Europe/Berlin",
  "Europe/Dublin",
  "America/New_York",
  "America/St_Johns",
  "America/Santiago",
  "America/Caracas",
  "Africa/Casablanca",
  "Africa/Cairo",
  "Antarctica/Troll",
  "Asia/Kathmandu",
  "Asia/Beirut",
  "Asia/Tehran",
  "Asia/Pyongyang",
  "Australia/Lord_Howe",
  "Australia/Eucla",
  "Pacific/Chatham",
  "Pacific/Kiritimati",
  "Pacific/Marquesas",
  "Pacific/Pago_Pago",
];

const FROM = Date.UTC(2015, 0, 1);
const TO = Date.UTC(2036, 0, 1);

/** The zone's offset from UTC at a moment, ms, as Intl spells it: GMT-03:30. */
function offsetAt(zone: string, at: number): number {
  const parts = new Intl.DateTimeFormat("en", { timeZone: zone, timeZoneName: "longOffset" });
  const name = parts.formatToParts(at).find(({ type }) => type === "timeZoneName")?.value ?? "";
  const [, sign, hours, minutes] = /^GMT([+-])(\d\d):(\d\d)$/.exec(name) ?? [];
  if (sign === undefined) return 0;
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

function dayByOffset(zone: string, at: number): number {
  return Math.floor((at + offsetAt(zone, at)) / DAY_MS);
}

const zone = fc.constantFrom(...ZONES);

test("A moment's day is that of the clock on the wall", () => {
  const moment = fc.integer({ min: FROM, max: TO });
  fc.assert(
    fc.property(zone, moment, (name, at) => {
      expect(calendarOf(name)(at)).toBe(dayByOffset(name, at));
    }),
    { numRuns: RUNS },
  );
});

test("R18 Around every midnight and every change of the clock the day turns at the right millisecond", () => {
  const day = fc.integer({ min: FROM / DAY_MS, max: TO / DAY_MS });
  fc.assert(
    fc.property(zone, day, (name, each) => {
      const start = startOf(each, name);
      expect(calendarOf(name)(start)).toBe(each);
      expect(calendarOf(name)(start - 1)).toBe(each - 1);
      for (const at of [start - 1, start, start + 1])
        expect(calendarOf(name)(at)).toBe(dayByOffset(name, at));
    }),
    { numRuns: RUNS },
  );
});

/** Days on which clocks change, with their length in hours. */
const ODD_DAYS: [string, string, number][] = [
  ["Europe/Berlin", "2026-03-29", 23],
  ["Europe/Berlin", "2026-10-25", 25],
  ["Australia/Lord_Howe", "2026-04-05", 24.5],
  ["Antarctica/Troll", "2026-03-29", 22],
  ["Antarctica/Troll", "2026-10-25", 26],
  ["Pacific/Chatham", "2026-09-27", 23],
  ["America/St_Johns", "2026-11-01", 25],
  ["America/Santiago", "2026-09-06", 23],
  ["Africa/Casablanca", "2026-02-15", 25],
  ["Asia/Beirut", "2026-03-29", 23],
];

test.each(ODD_DAYS)("In %s, %s lasts %d hours", (name, text, hours) => {
  const day = Date.parse(text) / DAY_MS;
  expect((startOf(day + 1, name) - startOf(day, name)) / 3_600_000).toBe(hours);
});
