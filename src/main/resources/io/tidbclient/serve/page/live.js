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
  // The targets that are down stay first.
  const place = (card) => {
    const next = [...card.parentElement.children].find((other) => other.dataset.order > card.dataset.order);
    if (card.nextElementSibling !== (next ?? null)) card.parentElement.insertBefore(card, next ?? null);
  };
  const replace = (shown, html) => {
    const active = shown.contains(document.activeElement) && document.activeElement;
    const focused = active && (active.matches(".scroll") ? ".scroll" : active.matches("summary") ? `#${CSS.escape(active.parentElement.id)} summary` : `a[href="${CSS.escape(active.getAttribute("href"))}"]`);
    const scrolled = [...shown.querySelectorAll(".scroll, figure")].map((table) => table.scrollLeft);
    const opened = [...shown.querySelectorAll("details[open]")].map((details) => details.id);
    const id = shown.id;
    shown.outerHTML = html.trim();
    const now = document.getElementById(id);
    now?.querySelectorAll(".scroll, figure").forEach((table, i) => { table.scrollLeft = scrolled[i] ?? 0; });
    opened.forEach((details) => document.getElementById(details)?.setAttribute("open", ""));
    if (now?.dataset.order) place(now);
    if (now?.dataset.title) document.title = now.dataset.title;
    if (focused) now?.querySelector(focused)?.focus({ preventScroll: true });
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
