/* The whole texts scroll together: what belongs together stands side by side. */

const panes = Array.from(document.querySelectorAll(".whole-text"));
let leading = null;
let pairs = null;

/* Pairs of places in both texts that only ever move on. */
function anchors() {
  if (pairs !== null) return pairs;
  const after = new Map(Array.from(panes[1].querySelectorAll("a"), (each) => [each.hash, each]).reverse());
  pairs = [[0, 0]];
  for (const each of panes[0].querySelectorAll("a")) {
    const other = after.get(each.hash);
    const last = pairs[pairs.length - 1];
    if (other && each.offsetTop > last[0] && other.offsetTop > last[1]) pairs.push([each.offsetTop, other.offsetTop]);
  }
  pairs.push(panes.map((pane) => pane.scrollHeight));
  return pairs;
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
