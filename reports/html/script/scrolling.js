/* Goes to a place and stays there. Rows out of sight are only as high as was guessed, and what sticks to the top
   may come in late: what moves or is covered by that is gone to again, unless somebody scrolled meanwhile. */

const SETTLING = 800;
const heads = Array.from(document.querySelectorAll(".board-head, .desk-now"));
const ways = document.querySelector(".ways");
let showing = 0;

export function show(element, block) {
  const end = performance.now() + SETTLING;
  const placed = () => {
    const { top } = element.getBoundingClientRect();
    return { top, inPage: top + window.scrollY };
  };
  const differ = (one, other) => Math.abs(one - other) > 1;
  let clearOf = 0;
  const goThere = () => {
    clearOf = keepClear();
    element.scrollIntoView({ block });
    return placed();
  };
  leaveAlone();
  let before = goThere();
  const look = () => {
    const now = placed();
    if (keepClear() !== clearOf) {
      before = goThere();
    } else if (differ(now.top, before.top)) {
      if (!differ(now.inPage, before.inPage)) return;
      before = goThere();
    } else {
      before = now;
    }
    if (performance.now() < end) showing = requestAnimationFrame(look);
  };
  showing = requestAnimationFrame(look);
}

function leaveAlone() {
  cancelAnimationFrame(showing);
}

/* What is gone to stands below what sticks to the top of the window: the ways everywhere, the head in the comparison. */
function keepClear() {
  const sticks = (each) => each.offsetHeight > 0 && getComputedStyle(each).position === "sticky";
  const head = heads.find(sticks);
  const above = sticks(ways) ? ways.offsetHeight : 0;
  const stuck = head ? head.offsetHeight : 0;
  document.documentElement.style.setProperty("--ways", `${above}px`);
  document.documentElement.style.setProperty("--stuck", `${stuck}px`);
  return above + stuck;
}

/* Whether the browser needs it in its place: what is far from the window may be left out until it is near. */
export const isLaidOut = (element) => !element.checkVisibility || element.checkVisibility({ contentVisibilityAuto: true });

/* Tells of an element whether nothing of it is cut off by the window or covered by what sticks to its top. */
export function wholeInWindow() {
  const { offsetTop, height } = window.visualViewport;
  const [first, last] = [offsetTop + keepClear() - 1, offsetTop + height + 1];
  return (element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return bottom > top && top >= first && bottom <= last;
  };
}

export function startScrolling() {
  for (const kind of ["wheel", "touchstart", "pointerdown", "keydown"]) {
    window.addEventListener(kind, leaveAlone, { capture: true, passive: true });
  }
  const resized = new ResizeObserver(keepClear);
  for (const each of [ways, ...heads]) resized.observe(each);
}
