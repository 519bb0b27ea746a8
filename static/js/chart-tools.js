// The buttons under a chart: full screen, and a link to it as it is set.

export async function fullScreen(figure, button) {
  const name = (open) => { button.textContent = open ? "Leave full screen" : "Full screen"; };
  if (document.fullscreenElement === figure) return document.exitFullscreen();
  if (figure.classList.contains("figure--full")) return close();
  try {
    await figure.requestFullscreen();
    name(true);
    document.addEventListener("fullscreenchange", () => name(document.fullscreenElement === figure));
  } catch { // a phone or a frame that does not grant it: the chart fills the window
    figure.classList.add("figure--full");
    name(true);
    document.addEventListener("keydown", escape);
  }

  function escape(event) {
    if (event.key === "Escape") close();
  }
  function close() {
    figure.classList.remove("figure--full");
    document.removeEventListener("keydown", escape);
    name(false);
  }
  return undefined;
}

export async function copyLink({ figure, state }, button) {
  const link = state.link();
  const status = figure.querySelector("[data-status]") ?? button.insertAdjacentElement("afterend", field());
  try {
    await navigator.clipboard.writeText(link);
    say(status, button, "Link copied");
  } catch { // no clipboard without https: the link is shown, ready to be copied
    const input = document.createElement("input");
    input.className = "figure__link";
    input.readOnly = true;
    input.value = link;
    input.setAttribute("aria-label", "Link to this chart as it is set");
    status.replaceChildren(input);
    input.select();
  }
}

function field() {
  const status = document.createElement("span");
  status.dataset.status = "";
  status.setAttribute("role", "status");
  return status;
}

function say(status, button, words) {
  status.textContent = words;
  setTimeout(() => { status.textContent = ""; }, 2500);
}
