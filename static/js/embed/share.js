// The panel for sharing: the frame is as high as the part that was chosen says, and so is the snippet, unless the reader
// chose a height. What is longer than a course has room for keeps the height that the server worked out.

const HIGHEST = 2400; // px
const select = document.querySelector('select[name="height"]');
let taken = 0; // px, as the frame said last

addEventListener("message", ({ data, source }) => {
  const frame = document.querySelector(".share__frame");
  if (data?.type !== "datastory:resize" || source !== frame?.contentWindow) return;
  taken = Math.ceil(data.height);
  if (!select.value && taken <= HIGHEST) adopt(frame, taken);
  const note = document.querySelector("[data-fits]");
  note.querySelector("[data-takes]").textContent = `${taken} px`;
  note.querySelector("[data-take]").hidden = Number(frame.height) === taken;
  note.hidden = false;
});

function adopt(frame, height) {
  const code = document.querySelector("[data-snippet]"), copy = code.parentElement.querySelector("[data-copy]");
  const said = code.textContent.replace(/ height="\d+"/, ` height="${height}"`);
  code.textContent = copy.dataset.copy = said;
  frame.height = height;
}

document.addEventListener("click", ({ target }) => {
  if (!target.closest("[data-take]")) return;
  const option = [...select.options].find(({ value }) => Number(value) === taken) ?? new Option(`${taken} px`, taken);
  select.add(option);
  select.value = taken;
  select.dispatchEvent(new Event("input", { bubbles: true })); // the form follows
  select.focus();
});
