// What the host of an embed blocks, and what to do about it. Only with `doctor=1` in the address.

(() => {
  const list = document.querySelector("[data-findings]");
  const tryButton = document.querySelector("[data-try]");
  const doctor = document.querySelector("[data-doctor]");
  const root = document.documentElement;
  const WAIT = 1500; // ms for the host to follow the height

  function say(name, good, words) {
    const item = list.querySelector(`[data-finding="${name}"]`) ?? document.createElement("li");
    item.dataset.finding = name;
    item.className = good ? "doctor__good" : "doctor__bad";
    const word = document.createElement("b");
    word.textContent = good ? "Well. " : "Mind. ";
    item.replaceChildren(word, words);
    list.append(item);
  }

  // The height of the embed as it is once the doctor has gone.
  function without(part) {
    part.hidden = true;
    const height = Math.ceil(root.getBoundingClientRect().height);
    part.hidden = false;
    return height;
  }

  const framed = parent !== window;
  say("frame", framed, framed
    ? "It stands in a frame."
    : "It stands in no frame: paste this address into your course and look at it there.");

  say("scripts", true, "Scripts run, so the embed can say its height.");

  const sandboxed = self.origin === "null";
  say("sandbox", !sandboxed, sandboxed
    ? "The host shuts the frame in a sandbox. All of the embed works; links may be shown as addresses in place of windows."
    : "No sandbox shuts it in.");

  let storage = true;
  try { localStorage.getItem("x"); } catch { storage = false; }
  say("storage", true, storage ? "Storage is open; the embed uses none." : "Storage and cookies are closed; the embed uses none.");

  if (/[#?&]secret=/.test(location.hash)) say("wordpress", true, "The host is WordPress: it gives frames 200 to 1000 px.");

  const wide = innerWidth;
  say("width", wide >= 320, wide >= 320
    ? `The frame is ${wide} px wide.`
    : `The frame is ${wide} px wide: give it 320 or more, or width="100%".`);

  const reading = document.fonts ? document.fonts.ready : Promise.resolve();
  reading.then(() => {
    const own = [...document.fonts].some((font) => font.family.includes("Newsreader") && font.status === "loaded");
    say("fonts", own, own ? "The fonts came." : "The fonts were not let in: letters look different, nothing is lost.");
  });

  const full = document.fullscreenEnabled;
  say("fullscreen", true, full ? "Full screen is allowed." : "Full screen is not allowed; the embed does not need it.");

  if (framed) setTimeout(() => {
    const cut = Math.ceil(root.getBoundingClientRect().height) - innerHeight;
    const height = without(doctor);
    say("height", cut <= 1, cut <= 1
      ? "The frame is as high as the embed: the host follows its height, or was given enough."
      : `The host does not follow the height: the embed takes ${height} px without this and the frame has ${innerHeight}. `
        + `Put height="${height}" into the snippet, or choose a smaller part.`);
  }, WAIT);

  tryButton.hidden = false;
  tryButton.addEventListener("click", () => {
    const opened = window.open(location.href, "_blank");
    opened?.close();
    say("windows", Boolean(opened), opened
      ? "Links open windows."
      : "Links open no windows here. The embed shows the address in place of that; allow pop-ups in the frame if you can.");
  });
})();
