// The service worker. What was read stays readable without a connection: pages from the network while
// there is one, hashed files from the copy. SITE stands above: the generation, the shell, what is left alone.

const PAGES = `pages ${SITE.generation}`;
const FILES = "files";
const MOST_PAGES = 60;
const MOST_FILES = 120;
const SAME = { ignoreVary: true };

const isHashed = (path) => path.startsWith(SITE.files) && /\.[0-9a-f]{12}\.\w+$/.test(path);
const isForAll = (response) =>
  response.status === 200 && !response.redirected && /\bpublic\b/.test(response.headers.get("Cache-Control") ?? "");
const isLeftAlone = (path) => SITE.never.some((start) => path.startsWith(start));

// While a new generation installs, the old worker goes on answering from its own copies.
self.addEventListener("install", (event) => event.waitUntil(prepare().then(() => self.skipWaiting())));

self.addEventListener("activate", (event) => event.waitUntil(takeOver().then(() => self.clients.claim())));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin || isLeftAlone(url.pathname)) return;
  if (request.mode === "navigate" && request.destination === "document") event.respondWith(page(event, url));
  else if (isHashed(url.pathname)) event.respondWith(file(request));
});

// The page that is open when the worker comes first was fetched without it.
self.addEventListener("message", (event) => {
  const url = new URL(event.data?.read ?? "", location.origin);
  if (event.data?.read && url.origin === location.origin && !isLeftAlone(url.pathname)) {
    event.waitUntil(fetch(url.pathname).then((response) => keep(url.pathname, response)).catch(() => {}));
  }
});

async function page(event, url) {
  try {
    const response = (await event.preloadResponse) ?? (await fetch(event.request));
    if (!url.search) event.waitUntil(keep(url.pathname, response.clone()));
    return response;
  } catch {
    return (await caches.match(url.pathname, SAME)) ?? (await caches.match(SITE.offline, SAME)) ?? Response.error();
  }
}

async function keep(path, response) {
  const pages = await caches.open(PAGES);
  if (!isForAll(response)) return pages.delete(path, SAME);
  await pages.delete(path, SAME); // so that it goes to the end: the longest unread leaves first
  await pages.put(path, response);
  return limit(pages, MOST_PAGES);
}

async function file(request) {
  const files = await caches.open(FILES);
  const kept = await files.match(request, SAME);
  if (kept) return kept;
  const response = await fetch(request);
  if (response.status === 200) {
    await files.put(request, response.clone());
    await limit(files, MOST_FILES);
  }
  return response;
}

async function limit(cache, most) {
  const requests = (await cache.keys()).filter(({ url }) => !url.endsWith(SITE.offline));
  await Promise.all(requests.slice(0, Math.max(0, requests.length - most)).map((request) => cache.delete(request)));
}

// The shell, and what earlier generations kept: fetched anew, or as it was where that fails.
async function prepare() {
  const pages = await caches.open(PAGES);
  await pages.add(SITE.offline);
  const files = await caches.open(FILES);
  await Promise.all(SITE.shell.map((path) => fetch(path).then((response) => response.ok && files.put(path, response))));
  for (const name of await earlier()) {
    const old = await caches.open(name);
    for (const request of await old.keys()) {
      const path = new URL(request.url).pathname;
      if (await pages.match(path, SAME)) continue;
      const fresh = await fetch(path).catch(() => null);
      if (!fresh) await pages.put(path, await old.match(request, SAME));
      else if (isForAll(fresh)) await pages.put(path, fresh);
    }
  }
}

async function takeOver() {
  await self.registration.navigationPreload?.enable();
  await Promise.all((await earlier()).map((name) => caches.delete(name)));
}

async function earlier() {
  return (await caches.keys()).filter((name) => name.startsWith("pages ") && name !== PAGES);
}
