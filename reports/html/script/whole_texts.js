/* The whole texts scroll together: what belongs together stands side by side. */

import { show } from "./scrolling.js";

const panes = Array.from(document.querySelectorAll(".whole-text"));
let leading = null;
let pairs = null;

/* Pairs of places in both texts that only ever move on. */
function anchors() {
  if (pairs !== null) return pairs;
  const after = new Map(Array.from(panes[1].querySelectorAll("a"), (each) => [each.hash, each]).reverse());
  const places = Array.from(panes[0].querySelectorAll("a"), (each) => [each, after.get(each.hash)])
    .filter(([, other]) => other).map(([each, other]) => [each.offsetTop, other.offsetTop]);
  pairs = [[0, 0], ...longestRun(places.filter(([one, other]) => one > 0 && other > 0)), panes.map((pane) => pane.scrollHeight)];
  return pairs;
}

/* The most places that rise on both sides: a sentence that moved far is left out, and takes no other with it. */
export function longestRun(places) {
  const ordered = [...places].sort((one, other) => one[0] - other[0] || other[1] - one[1]);
  const ends = []; // the lowest end of a run of each length
  const before = new Map();
  for (const each of ordered) {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (ends[middle][1] < each[1]) low = middle + 1;
      else high = middle;
    }
    before.set(each, ends[low - 1]);
    ends[low] = each;
  }
  const run = [];
  for (let each = ends[ends.length - 1]; each; each = before.get(each)) run.unshift(each);
  return run;
}

function follow(from) {
  const to = 1 - from;
  const line = panes[from].scrollTop + panes[from].clientHeight / 3;
  const places = anchors();
  const next = Math.max(1, places.findIndex((each) => each[from] > line));
  const [before, after] = [places[next - 1], places[next]];
  const share = (line - before[from]) / Math.max(1, after[from] - before[from]);
  panes[to].scrollTop = before[to] + share * (after[to] - before[to]) - panes[to].clientHeight / 3;
}

/* Opens both texts where a row stands in each; what it has not is where it would stand. */
export function showPlaces(key) {
  const places = panes.map((pane) => Array.from(pane.querySelectorAll("a")).find((each) => each.hash === `#${key}`));
  const from = places.findIndex(Boolean);
  if (from < 0) return false;
  panes[0].closest("details").open = true;
  document.querySelectorAll(".whole-text .here").forEach((each) => each.classList.remove("here"));
  leading = "nobody";
  panes.forEach((pane, side) => {
    if (!places[side]) return;
    places[side].classList.add("here");
    pane.scrollTop = places[side].offsetTop - pane.clientHeight / 3;
  });
  if (!places[1 - from]) follow(from);
  show(panes[0].closest("section"), "start");
  places[from].focus({ preventScroll: true });
  return true;
}

export function startWholeTexts() {
  if (panes.length !== 2) return;
  panes.forEach((pane, side) => {
    for (const kind of ["pointerenter", "focusin", "touchstart", "wheel"]) {
      pane.addEventListener(kind, () => { leading = side; }, { passive: true });
    }
    pane.addEventListener("scroll", () => {
      if (leading === null) leading = side;
      if (leading === side) requestAnimationFrame(() => follow(side));
    }, { passive: true });
  });
  window.addEventListener("resize", () => { pairs = null; });
}
