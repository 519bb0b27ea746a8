// Keys for those who like them, each said in the sheet that ? opens; a switch in it turns them off (WCAG 2.1.4).

const sheet = document.getElementById("keys");
const kept = {
  get: () => { try { return localStorage.getItem("keys") !== "off"; } catch { return true; } },
  set: (on) => { try { localStorage.setItem("keys", on ? "on" : "off"); } catch { /* not kept */ } },
};
const box = sheet.querySelector("input");
box.checked = kept.get();
box.addEventListener("change", () => kept.set(box.checked));

const follow = (selector) => document.querySelector(selector)?.click();
const deeds = {
  "?": help,
  n: () => follow("a[rel=next]"),
  p: () => follow("a[rel=prev]"),
  "/": () => follow(".masthead__find"),
  r: () => follow("[data-side]:not([aria-current])"),
  t: () => follow("[data-theme-toggle]"),
  c: () => {
    const contents = document.querySelector("details.contents");
    if (!contents) return;
    contents.open = !contents.open;
    contents.querySelector("summary").focus();
  },
};

export function help() {
  if (sheet.open) sheet.close();
  else sheet.showModal();
}

export function press(key) {
  if (key === "?" || kept.get()) deeds[key]?.();
}
