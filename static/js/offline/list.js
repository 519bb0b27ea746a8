// On the page that stands in for one that cannot be fetched: the pages that were read and are kept.

const list = document.querySelector("[data-kept-pages]");

async function kept() {
  const found = new Map();
  for (const name of await caches.keys()) {
    if (!name.startsWith("pages ")) continue;
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const path = new URL(request.url).pathname;
      if (path === list.dataset.keptPages) continue;
      const page = new DOMParser().parseFromString(await (await cache.match(request)).text(), "text/html");
      found.set(path, page.querySelector("h1")?.textContent.trim() || page.title);
    }
  }
  return found;
}

if (list && "caches" in window) {
  const pages = await kept();
  for (const [path, title] of pages) {
    const link = document.createElement("a");
    link.href = path;
    link.textContent = title;
    const item = document.createElement("li");
    item.append(link);
    list.append(item);
  }
  list.hidden = !pages.size;
}
