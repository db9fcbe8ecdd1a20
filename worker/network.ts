// Where a request comes from, as coarsely as one visitor can change it.

import { isLocal } from "./local.ts";

/**
 * The caller's network: an IPv4 address or an IPv6 /64, since one visitor holds a whole /64. Only the platform's own
 * header counts; what a caller may write (X-Forwarded-For and the like) does not. A Worker on this machine has no
 * platform before it, so all its callers are one network.
 */
export function networkOf(request: Request): string {
  if (isLocal(new URL(request.url))) return "local";
  const address = request.headers.get("cf-connecting-ip") ?? "unknown";
  const isV6 = address.includes(":") && !address.includes(".");
  return isV6 ? prefix64(address) : address.slice(address.lastIndexOf(":") + 1);
}

function prefix64(address: string): string {
  const [head = "", tail] = address.toLowerCase().split("::");
  const front = groupsOf(head);
  const back = groupsOf(tail ?? "");
  const gap = tail === undefined ? 0 : Math.max(0, 8 - front.length - back.length);
  const groups = [...front, ...Array<string>(gap).fill("0"), ...back];
  return groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ""))
    .join(":");
}

function groupsOf(part: string): string[] {
  return part === "" ? [] : part.split(":");
}
