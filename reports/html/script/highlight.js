/* Marks what was searched without touching the document; older browsers only filter. */
import { rows } from "./rows.js";

const MOST = 500;

export function highlight(needle) {
  if (!window.CSS || !CSS.highlights) return;
  CSS.highlights.delete("found");
  if (needle === "") return;
  const ranges = [];
  for (const row of rows) {
    if (row.isVisible) ranges.push(...rangesIn(row.element, needle));
    if (ranges.length > MOST) break;
  }
  CSS.highlights.set("found", new Highlight(...ranges));
}

function rangesIn(element, needle) {
  return Array.from(element.querySelectorAll(".text")).flatMap((text) => {
    const places = [];
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      for (let offset = 0; offset < node.data.length; offset += 1) places.push([node, offset]);
    }
    return occurrences(places.map(([node, offset]) => node.data[offset]).join(""), needle).map(([start, end]) => {
      const range = new Range();
      range.setStart(...places[start]);
      range.setEnd(places[end - 1][0], places[end - 1][1] + 1);
      return range;
    });
  });
}

function occurrences(text, needle) {
  const found = [];
  const lower = text.toLowerCase();
  for (let at = lower.indexOf(needle); at !== -1; at = lower.indexOf(needle, at + needle.length)) {
    found.push([at, at + needle.length]);
  }
  return found;
}
