"use strict";
// Replaces the parts of the page that have changed, by their ids. What is sent is escaped by the server.
(() => {
  const path = document.body.dataset.live;
  if (!path || !window.EventSource) return;
  const notice = document.getElementById("connection");
  const source = new EventSource(path);
  source.onopen = () => { notice.hidden = true; };
  source.onerror = () => { notice.hidden = false; };
  source.addEventListener("reset", () => location.reload());
  const replace = (shown, html) => {
    const focused = shown.contains(document.activeElement) && document.activeElement.getAttribute("href");
    const scrolled = [...shown.querySelectorAll(".scroll, figure")].map((part) => part.scrollLeft);
    const id = shown.id;
    shown.outerHTML = html;
    const now = document.getElementById(id);
    now?.querySelectorAll(".scroll, figure").forEach((part, i) => { part.scrollLeft = scrolled[i] ?? 0; });
    if (focused) now?.querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus();
  };
  source.addEventListener("part", (event) => {
    const part = JSON.parse(event.data);
    const shown = document.getElementById(part.id);
    if (shown) replace(shown, part.html);
  });
  // Large parts are fetched by the pages that show them.
  const fetching = new Set();
  source.addEventListener("stale", async (event) => {
    const { id } = JSON.parse(event.data);
    const path = document.getElementById(id)?.dataset.source;
    if (!path || fetching.has(id)) return;
    fetching.add(id);
    try {
      const answer = await fetch(path);
      const html = answer.ok && await answer.text();
      const shown = document.getElementById(id);
      if (html && shown) replace(shown, html);
    } catch {
      // The next event tries again.
    } finally {
      fetching.delete(id);
    }
  });
})();
