// What a reader turns to while reading: terms that say what they mean, and keys. Both are fetched when first needed.
// A page that is not there yet, or that asks for no transition, ends one: nothing is wrong then.
for (const type of ["pageswap", "pagereveal"]) {
  addEventListener(type, ({ viewTransition }) => {
    for (const end of ["ready", "finished", "updateCallbackDone"]) viewTransition?.[end]?.catch(() => {});
  });
}
const TERM = "a.term";
for (const type of ["pointerover", "focusin", "click"]) {
  document.addEventListener(type, (event) => {
    const link = event.target.closest?.(TERM);
    if (!link || !document.getElementById(`term-${link.hash.slice(1)}`)) return;
    if (type === "click" && event.detail > 0 && matchMedia("(hover: none)").matches && !link.dataset.tapped) {
      event.preventDefault(); // the first tap explains
      link.dataset.tapped = "yes";
    }
    import("./terms.js").then((module) => module[type](link, event));
  });
}
const KEYS = "?np/rtc";
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.key.length > 1 || !KEYS.includes(event.key)) return;
  if (event.target.closest("input, select, textarea, [contenteditable], [role=application], dialog[open]")) return;
  if (event.key === "/") event.preventDefault();
  import("./keys.js").then((module) => module.press(event.key));
});
document.querySelector("[data-keys]")?.addEventListener("click", () => import("./keys.js").then((module) => module.help()));
