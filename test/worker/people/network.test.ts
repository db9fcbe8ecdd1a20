// Networks: as coarse as one visitor can change them, and told by the platform alone.

import { expect, test } from "vitest";
import { networkOf } from "../../../worker/network.ts";

function network(headers: Record<string, string>, url = "https://landed.example/"): string {
  return networkOf(new Request(url, { headers }));
}

test.each([
  ["203.0.113.7", "203.0.113.7"],
  ["::ffff:203.0.113.7", "203.0.113.7"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2"],
  ["2001:DB8:1:2:ffff::", "2001:db8:1:2"],
  ["2001:0db8:0001:0002::9", "2001:db8:1:2"],
  ["2001:db8::9", "2001:db8:0:0"],
  ["::1", "0:0:0:0"],
  ["1:2:3:4:5:6:7:8::", "1:2:3:4"],
])("%s is of the network %s", (address, expected) => {
  expect(network({ "cf-connecting-ip": address })).toBe(expected);
});

test("What a caller can write is not read [T26]", () => {
  const claims = { "x-forwarded-for": "203.0.113.7", "x-real-ip": "203.0.113.7" };
  expect(network(claims)).toBe("unknown");
  expect(network({ "cf-connecting-ip": "203.0.113.7" }, "http://localhost:8787/")).toBe("local");
  expect(network({ "cf-connecting-ip": "203.0.113.7" }, "https://localhost.evil.example/")).toBe(
    "203.0.113.7",
  );
});
