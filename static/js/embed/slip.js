// Inside an embed what is linked opens where the reader is, under the line or the row of its link: the frame may be
// as high as a page, and another page in it would leave the reader beside nothing. Esc and a second click close it.

const open = new WeakMap(); // the slip of a link

/** Open what a link leads to, or close it. Rejects where it cannot be had: then the link is followed. */
export async function toggle(link) {
  if (link.ariaBusy === "true") return; // it is on its way
  if (open.has(link)) return close(link);
  link.setAttribute("aria-busy", "true");
  try {
    const slip = slipOf(await page(link.href), () => close(link));
    open.set(link, slip);
    under(link, slip);
    link.setAttribute("aria-expanded", "true");
    slip.focus({ preventScroll: true });
    slip.scrollIntoView({ block: "nearest" });
  } finally {
    link.removeAttribute("aria-busy");
  }
}

function close(link) {
  const slip = open.get(link);
  open.delete(link);
  (slip.closest("tr.embed__sliprow") ?? slip).remove();
  link.setAttribute("aria-expanded", "false");
  link.focus({ preventScroll: true });
}

async function page(href) {
  const response = await fetch(href.split("#")[0], { credentials: "omit" });
  if (!response.ok) throw new Error(`${response.status} for ${href}`);
  const found = new DOMParser().parseFromString(await response.text(), "text/html");
  for (const sheet of found.querySelectorAll("link[rel=stylesheet]")) {
    const href = sheet.getAttribute("href");
    if (!document.head.querySelector(`link[href="${CSS.escape(href)}"]`)) document.head.append(sheet);
  }
  return found.querySelector("main");
}

function slipOf(main, shut) {
  const slip = document.createElement("aside");
  slip.className = "embed__slip";
  slip.tabIndex = -1;
  const title = main.querySelector("h1");
  const name = document.createElement("p");
  name.className = "embed__slipname";
  name.textContent = title.textContent;
  slip.setAttribute("aria-label", title.textContent);
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Close";
  button.addEventListener("click", shut);
  name.append(" ", button);
  for (const left of [title, ...main.querySelectorAll(".embed__back")]) left.remove();
  for (const named of main.querySelectorAll("[id]")) named.removeAttribute("id");
  slip.append(name, ...main.childNodes);
  slip.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    shut();
  });
  return slip;
}

function under(link, slip) {
  const row = link.closest(".embed__slip") ? null : link.closest("tr");
  if (row) {
    const cell = document.createElement("td"), line = document.createElement("tr");
    line.className = "embed__sliprow";
    cell.colSpan = row.cells.length;
    cell.append(slip);
    line.append(cell);
    if (row.role) [line.role, cell.role] = ["row", "cell"];
    row.after(line);
    return;
  }
  const place = link.closest(".embed__slip") ?? link.closest("dl") ?? link.closest("p, li, figcaption, h2, h3") ?? link;
  place.after(slip);
}
