// The panel for sharing says how high the part is that was chosen, and puts that height into the snippet.

const select = document.querySelector('select[name="height"]');
let taken = 0; // px, as the frame said last

addEventListener("message", ({ data, source }) => {
  if (data?.type !== "datastory:resize" || source !== document.querySelector(".share__frame")?.contentWindow) return;
  taken = Math.ceil(data.height);
  const note = document.querySelector("[data-fits]");
  note.querySelector("[data-takes]").textContent = `${taken} px`;
  note.querySelector("[data-take]").hidden = Number(select.value) === taken;
  note.hidden = false;
});

document.addEventListener("click", ({ target }) => {
  if (!target.closest("[data-take]")) return;
  const option = [...select.options].find(({ value }) => Number(value) === taken) ?? new Option(`${taken} px`, taken);
  select.add(option);
  select.value = taken;
  select.dispatchEvent(new Event("input", { bubbles: true })); // the form follows
  select.focus();
});
