// For a page that embeds: gives each frame of this site the height that it says. Optional; put it in once.

addEventListener("message", ({ data, source, origin }) => {
  if (data?.type !== "datastory:resize" || data.version !== 1) return;
  const frame = [...document.querySelectorAll("iframe")].find(({ contentWindow }) => contentWindow === source);
  if (!frame) return;
  const own = frame.getAttribute("sandbox")?.includes("allow-same-origin") === false ? "null" : new URL(frame.src).origin;
  if (origin !== own || !new URL(frame.src).pathname.startsWith("/embed/")) return;
  if (Number.isFinite(data.height) && data.height > 0 && data.height < 100000) frame.height = Math.ceil(data.height);
});
