// Registers the offline copy once the page has loaded and the browser is idle. Never in a frame
// (an embed, a preview) and never in the administration.

const address = document.querySelector("link[rel=manifest]")?.dataset.worker;
const idle = window.requestIdleCallback ?? ((work) => setTimeout(work, 2000));

async function register() {
  try {
    await navigator.serviceWorker.register(address, { scope: "/" });
    const { active } = await navigator.serviceWorker.ready;
    if (!navigator.serviceWorker.controller) active.postMessage({ read: location.pathname });
  } catch { /* storage is closed to us: the site is read online only */ }
}

if (address && "serviceWorker" in navigator && window === window.top && !location.pathname.startsWith("/admin/")) {
  if (document.readyState === "complete") idle(register);
  else addEventListener("load", () => idle(register), { once: true });
}
