// What is taken out of comments and pages before they are kept, and what must stay.

import { describe, expect, test } from "vitest";
import { scrub } from "../../worker/collect/scrub.ts";

describe("Scrubbing takes out", () => {
  test.each([
    ["Write to ada.lovelace+work@example.co.uk please", "en", "Write to [e-mail] please"],
    ["<ada@example.com>, bob@münchen.de", "de", "<[e-mail]>, [e-mail]"],
    ["mailto:ada@example.com", "en", "[e-mail]"],
    ["ADA@EXAMPLE.COM geht nicht", "de", "[e-mail] geht nicht"],
    ["/users/ada@example.com/settings", "", "/[e-mail]/settings"],
    ["Call me: +49 30 901820 or +1 (415) 555-2671.", "en", "Call me: [phone] or [phone]."],
    ["Ruft mich an: 030 901820", "de", "Ruft mich an: [phone]"],
    ["Appelez le 01 42 68 53 00", "fr-FR", "Appelez le [phone]"],
    ["電話は 03-3224-9999 です", "ja", "電話は [phone] です"],
    ["Call (415) 555-2671", "en-US", "Call [phone]"],
    ["Ring 020 7946 0958 today", "en-GB", "Ring [phone] today"],
    ["Móvil: 612 34 56 78", "es", "Móvil: [phone]"],
    ["тел. +380 44 406 3030", "uk", "тел. [phone]"],
    ["My card 4111 1111 1111 1111 was declined", "en", "My card [card] was declined"],
    ["5500-0055-5555-5559", "en", "[card]"],
    ["378282246310005 was refused", "en", "[card] was refused"],
    ["IBAN DE89 3704 0044 0532 0130 00, bitte", "de", "IBAN [account], bitte"],
    ["gb82west12345698765432", "en", "[account]"],
    ["FR14 2004 1010 0505 0001 3M02 606", "fr", "[account]"],
    [
      "Konto DE89370400440532013000 und Karte 4111111111111111",
      "de",
      "Konto [account] und Karte [card]",
    ],
  ])("%s", async (text, locale, kept) => {
    expect(await scrub(text, locale)).toBe(kept);
  });
});

describe("Scrubbing leaves", () => {
  test.each([
    ["Since version 10.4.2 the export is slow", "en"],
    ["Order 2024-000123 is missing", "en"],
    ["Bestellung 100023456 fehlt", "de"],
    ["Invoice #20260801-0042", "en"],
    ["Since 2026-11-25 14:30:00 nothing works", "en"],
    ["25.11.2026 um 14:30 Uhr", "de"],
    ["le 25/11/2026 à 14h30", "fr"],
    ["1,234,567.89 EUR and 1.234.567,89 €", "en"],
    ["1234567890123456", "en"],
    ["4111 1111 1111 1112 is no card", "en"],
    ["DE00 3704 0044 0532 0130 00 is no account", "de"],
    ["ISBN 978-3-16-148410-0", "en"],
    ["192.168.178.20 and 2001:db8::1", "en"],
    ["commit 3f2504e04f8911d39a0c0305e82c3301", "en"],
    ["3f2504e0-4f89-11d3-9a0c-0305e82c3301", "en"],
    ["@ada I like the 2-in-1 view, 10/10", "en"],
    ["/reports/2026/11/export", ""],
    ["Dauert 3-4 Minuten bei 10 000 Zeilen", "de"],
    ["列が 1000 件を超えると遅い", "ja"],
    ["עמודה 12 לא נשמרת", "he"],
    ["react@18.2.0 and a@b", "en"],
    ["0.123456789 seconds, π is 3.14159265358979", "en"],
    ["Bestellung 4155552671", "en-US"],
    ["", "en"],
    ["no digits, no signs", "not a locale!"],
  ])("%s", async (text, locale) => {
    expect(await scrub(text, locale)).toBe(text);
  });
});
