// What an embed says to the page that it stands in: its height, in the words of five sorts of hosts. Nothing else is
// sent, nothing is kept, and nothing is listened to. Without it the frame has the height that its snippet gives it.

(() => {
  const root = document.documentElement;
  const child = new URLSearchParams(location.search).get("childId");  // of pym.js
  const secret = /[#?&]secret=(\w{1,40})/.exec(location.hash)?.[1];   // of WordPress
  let told = 0;

  function tell() {
    const height = Math.ceil(root.getBoundingClientRect().height);
    if (!height || height === told) return;  // a frame that is hidden has none
    told = height;
    const messages = [
      JSON.stringify({ subject: "lti.frameResize", height }),          // Canvas and other LTI hosts
      { sentinel: "amp", type: "embed-size", height },                 // AMP, @newswire/frames
      { type: "datastory:resize", version: 1, height },                // embed/parent.js
    ];
    if (secret) messages.push({ message: "height", value: height, secret });
    if (child) messages.push(`pymxPYMx${child}xPYMxheightxPYMx${height}`);
    for (const message of messages) parent.postMessage(message, "*");  // the height alone, so anybody may know
  }

  if (parent !== window) {
    tell();
    new ResizeObserver(tell).observe(root);
    new IntersectionObserver(([seen]) => { if (seen.isIntersecting) { told = 0; tell(); } }).observe(root);
    addEventListener("load", () => { told = 0; tell(); });
  }

  // A number opens its receipt under its line. Where that cannot be had, the frame goes there: what the host marked it
  // with goes along, and there is a way back.
  function go(link) {
    const url = new URL(link.href);
    if (child) url.searchParams.set("childId", child);
    url.hash = secret ? `within?secret=${secret}` : "within";
    location.assign(url);
  }
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.('a[href*="#within"]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    import("./slip.js").then(({ toggle }) => toggle(link)).catch(() => go(link));
  });
  root.classList.toggle("embed--within", location.hash.startsWith("#within"));
  document.querySelector("[data-back]")?.addEventListener("click", () => history.back());

  // WordPress gives no more than 1000 px and lets nothing scroll: what is cut off is said, with a way to it.
  if (secret && parent !== window) {
    const cut = () => root.classList.toggle("embed--cut", root.getBoundingClientRect().height > innerHeight + 1);
    setTimeout(() => { cut(); addEventListener("resize", cut); new ResizeObserver(cut).observe(root); }, 1000);
  }

  // A frame that may open no window says where the link leads.
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.('a[target="_blank"]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    const opened = window.open(link.href, "_blank");
    if (opened) { opened.opener = null; return; }
    const note = document.querySelector("[data-blocked]");
    note.querySelector("[data-address]").textContent = link.href;
    link.closest("p, li, td, figcaption, div")?.after(note);
    note.hidden = false;
  });
})();
