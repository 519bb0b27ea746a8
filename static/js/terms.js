// Terms on demand: a word of the glossary opens what it means beside it, on hover, focus or tap. Without this the word is
// a link into the glossary.

const WAIT = 180; // ms for which the pointer has to stay
const NEAR = 40; // px that the page may move under it, as when the focus brings the word into view
let due = 0;

const glossOf = (link) => document.getElementById(`term-${link.hash.slice(1)}`);

export function pointerover(link, { pointerType }) {
  if (pointerType !== "mouse") return;
  clearTimeout(due);
  due = setTimeout(() => open(link), WAIT);
  link.addEventListener("pointerleave", () => {
    clearTimeout(due);
    due = setTimeout(() => close(link), 2 * WAIT);
  }, { once: true });
}

export function focusin(link) {
  if (link.matches(":focus-visible")) open(link);
}

// The page has seen to it that the first tap does not follow the link.
export function click(link) {
  open(link);
}

function open(link) {
  const gloss = glossOf(link);
  if (!gloss || gloss.matches(":popover-open")) return;
  gloss.showPopover({ source: link });
  link.setAttribute("aria-describedby", gloss.id);
  const at = [...link.getClientRects()].at(-1);
  const left = Math.max(16, Math.min(at.left, document.documentElement.clientWidth - gloss.offsetWidth - 16));
  const below = at.bottom + 8, above = at.top - gloss.offsetHeight - 8;
  gloss.style.left = `${left}px`;
  gloss.style.top = `${below + gloss.offsetHeight < innerHeight || above < 0 ? below : above}px`;
  gloss.dataset.at = scrollY;
  if (gloss.dataset.heard) return;
  gloss.dataset.heard = "yes";
  gloss.addEventListener("pointerenter", () => clearTimeout(due));
  gloss.addEventListener("pointerleave", () => { due = setTimeout(() => close(link), 2 * WAIT); });
  link.addEventListener("blur", () => setTimeout(() => close(link), 2 * WAIT)); // a tap on what it says comes first
  addEventListener("scroll", () => { if (Math.abs(scrollY - gloss.dataset.at) > NEAR) close(link); }, { passive: true });
}

function close(link) {
  const gloss = glossOf(link);
  if (gloss?.matches(":popover-open") && !gloss.matches(":focus-within")) gloss.hidePopover();
}
