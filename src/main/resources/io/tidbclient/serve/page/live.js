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
  source.addEventListener("part", (event) => {
    const part = JSON.parse(event.data);
    const shown = document.getElementById(part.id);
    if (!shown) return;
    const focused = shown.contains(document.activeElement) && document.activeElement.getAttribute("href");
    shown.outerHTML = part.html;
    if (focused) {
      document.getElementById(part.id).querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus();
    }
  });
})();
