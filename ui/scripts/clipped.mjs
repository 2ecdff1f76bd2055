// Texts that do not fit: a line for each text that is cut with no way to read it.

/** Runs in the page: what it needs must stand within it. */
function clippedTexts() {
  // What may be cut: rows and charts scroll, and tell names in full on pointing.
  const free =
    ".row-grid, .timeline-names, .chart-canvas, svg, [aria-hidden=true], .only-read, .skip";
  const seen = { opacityProperty: true, visibilityProperty: true };
  const cuts = (overflow) => ["hidden", "clip"].includes(overflow);
  const scrolls = (overflow) => ["auto", "scroll"].includes(overflow);

  function isOut(box, frame, style) {
    const across = box.right > frame.right + 1 || box.left < frame.left - 1;
    const along = box.bottom > frame.bottom + 2 || box.top < frame.top - 2;
    return (cuts(style.overflowX) && across) || (cuts(style.overflowY) && along);
  }

  /** What cuts the text: the nearest holder that hides a part of it. */
  function cutBy(box, parent) {
    for (let holder = parent; holder; holder = holder.parentElement) {
      const style = getComputedStyle(holder);
      const frame = holder.getBoundingClientRect();
      // A point is there for screen readers only.
      if (scrolls(style.overflowX) || scrolls(style.overflowY) || frame.width <= 1) return null;
      if (isOut(box, frame, style)) return { holder, style };
    }
    return null;
  }

  function fault(node) {
    const text = node.textContent.trim();
    const parent = node.parentElement;
    if (!text || !parent?.checkVisibility(seen) || parent.closest(free)) return null;
    const range = document.createRange();
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect();
    const cut = box.width < 2 || box.height < 2 ? null : cutBy(box, parent);
    if (!cut) return null;
    const shortened = cut.style.textOverflow === "ellipsis" || cut.style.webkitLineClamp !== "none";
    if (shortened && cut.holder.closest("[title], [aria-label]")) return null;
    return `${cut.holder.className || cut.holder.tagName}: ${text.slice(0, 60)}`;
  }

  const found = new Set();
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const line = fault(node);
    if (line) found.add(line);
  }
  const page = document.scrollingElement;
  if (page.scrollWidth > page.clientWidth + 1) found.add(`the page is ${page.scrollWidth} wide`);
  return [...found];
}

/** Looks for them in a page of Playwright. */
export const clipped = (page) => page.evaluate(clippedTexts);
