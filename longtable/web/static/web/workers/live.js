// Keeps the cockpit of one meeting on the phone, so that it opens without a connection.
// It reaches no page but this one. What it keeps is thrown away when the meeting is over.
const KEPT = `live:${new URL(self.registration.scope).pathname}`;
const A_DAY = 24 * 3600 * 1000;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("message", (event) => {
  if (event.data.keep) event.waitUntil(keep(event.data.keep, event.source));
  if (event.data.forget) event.waitUntil(caches.delete(KEPT));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  if (request.mode === "navigate") event.respondWith(page(request));
  else if (/^\/(static|components)\//.test(new URL(request.url).pathname)) event.respondWith(part(request));
});

// Keep what can be had, and tell the page what is missing.
async function keep(addresses, asked) {
  const cache = await caches.open(KEPT);
  const tried = await Promise.allSettled(addresses.map((address) => cache.add(new Request(address, { credentials: "same-origin" }))));
  asked.postMessage({ missing: addresses.filter((_, at) => tried[at].status === "rejected") });
}

// The page from the net; without one, or signed out in the middle of a meeting, as it was kept.
async function page(request) {
  const kept = await (await caches.open(KEPT)).match(request, { ignoreSearch: true });
  const recent = kept && Date.now() - Date.parse(kept.headers.get("Date") || 0) < A_DAY ? kept : undefined;
  try {
    const answer = await fetch(request);
    if (answer.ok && !answer.redirected) (await caches.open(KEPT)).put(request, answer.clone());
    if (answer.type === "opaqueredirect" && recent) return recent.clone();
    if (answer.status === 404 || answer.status === 403) await caches.delete(KEPT);
    return answer;
  } catch (error) {
    if (recent) return recent.clone();
    throw error;
  }
}

async function part(request) {
  const kept = await (await caches.open(KEPT)).match(request);
  return kept || fetch(request);
}
