// Whether a Worker runs on the visitor's own machine, where there is no TLS and no platform in front of it.

const LOCAL_HOSTS = ["localhost", "127.0.0.1", "[::1]"];

export function isLocal(url: URL): boolean {
  return url.protocol === "http:" && LOCAL_HOSTS.includes(url.hostname);
}
