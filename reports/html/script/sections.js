/* Sections far from the window are not laid out. The browser takes each to be as high as when it was last seen,
   with other rows than a filter leaves: until it comes near again, it is as high as its rows may be. */

const near = new Set();

function onSight(entries) {
  for (const { target, isIntersecting } of entries) {
    if (isIntersecting) near.add(target);
    else near.delete(target);
    if (isIntersecting) target.style.blockSize = "";
  }
}

export function guessHeight(section, rows) {
  section.style.blockSize = near.has(section) ? "" : `calc(4rem + ${rows} * var(--row))`;
}

export function startSections() {
  const sights = new IntersectionObserver(onSight, { rootMargin: "250% 0px" });
  document.querySelectorAll(".leaf").forEach((each) => sights.observe(each));
}
