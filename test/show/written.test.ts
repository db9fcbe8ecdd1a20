// Text in tables and documents: cells that a spreadsheet never computes, words that Markdown never acts on.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { csvRow } from "../../worker/show/csv.ts";
import { markdownTable, markdownText } from "../../worker/show/markdown.ts";

describe("a CSV row [T20] [C24]", () => {
  test("writes numbers, yes and no, and nothing as they are", () => {
    expect(csvRow([1, -0.5, true, false, null, "", "text"])).toBe("1,-0.5,true,false,,,text\r\n");
  });

  test.each([
    ["=1+1", "'=1+1"],
    ["+1", "'+1"],
    ["-1", "'-1"],
    ["@SUM(A1)", "'@SUM(A1)"],
    ["＝1+1", "'＝1+1"],
    ["  =1+1", "'  =1+1"],
    ["\t=1", `"'\t=1"`],
    ["\ttext", `"'\ttext"`],
    ["\rtext", `"'\rtext"`],
    ["\ntext", `"'\ntext"`],
    ["\u200b=1", "'\u200b=1"],
    ["\ufeff=1", "'\ufeff=1"],
    ["a=b", "a=b"],
    ["3 - 2", "3 - 2"],
  ])("makes %j the text %j", (cell, written) => {
    expect(csvRow([cell])).toBe(`${written}\r\n`);
  });

  test("quotes separators, quotation marks and line breaks", () => {
    expect(csvRow(["a,b", 'say "hi"', "two\nlines", "a;b"])).toBe(
      '"a,b","say ""hi""","two\nlines","a;b"\r\n',
    );
  });

  test("is read back as the text it was, but for the mark before a formula", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "grapheme" }), { minLength: 1 }), (cells) => {
        const back = read(csvRow(cells));
        expect(
          back.map((cell, index) => (cell === `'${cells[index]}` ? cells[index] : cell)),
        ).toEqual(cells);
        expect(back.some((cell) => /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/.test(cell))).toBe(false);
      }),
    );
  });
});

/** The cells of one row, as RFC 4180 says. */
function read(row: string): string[] {
  const cells = row.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(?:,|\r\n$)/gy);
  return [...cells].map(([, quoted, plain = ""]) => quoted?.replaceAll('""', '"') ?? plain);
}

describe("text in Markdown [T21] [C23]", () => {
  test.each([
    ["plain words, 41 of 52 (79 %)", "plain words, 41 of 52 (79 %)"],
    ["[a](javascript:alert(1))", "\\[a\\](javascript:alert(1))"],
    ["![x](https://canary)", "\\!\\[x\\](https\\://canary)"],
    ["<https://canary>", "&lt;https\\://canary&gt;"],
    ["www.canary.example", "www\\.canary.example"],
    ["<!channel> @everyone", "&lt;\\!channel&gt; @\u200beveryone"],
    ["# title", "\\# title"],
    ["- item", "\\- item"],
    ["12. item", "12\\. item"],
    ["2.4.0", "2.4.0"],
    ["a | b", "a \\| b"],
    ["two\r\nlines\u2028three", "two lines three"],
    ["`code` *bold* _it_ ~gone~ $x$", "\\`code\\` \\*bold\\* \\_it\\_ \\~gone\\~ \\$x\\$"],
    ["&lt;", "&amp;lt;"],
    ["back\\slash", "back\\\\slash"],
    ["left\u202eright", "leftright"],
  ])("%j is written %j", (text, written) => {
    expect(markdownText(text)).toBe(written);
  });

  test("is one line without a tag, a mention or a bar of its own", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const written = markdownText(text);
        expect(written).not.toMatch(/[\n\r<>\u2028\u2029]|@(?!\u200b)|(?<!\\)(\\\\)*\|/);
        expect(written.replaceAll("\\|", "")).not.toContain("|");
      }),
    );
  });

  test("fills tables, and an empty one is nothing", () => {
    expect(markdownTable(["A", "B"], [["1", "2"]])).toEqual([
      "| A | B |",
      "| --- | --- |",
      "| 1 | 2 |",
    ]);
    expect(markdownTable(["A"], [])).toEqual([]);
  });
});
