/* The rows of a section far from the window are not laid out. The browser takes them to be as high as when they were
   last seen, though a filter leaves others: until they come near again, they are as high as so many rows may be. */

const near = new Set();

function onSight(entries) {
  for (const { target, isIntersecting } of entries) {
    if (isIntersecting) near.add(target);
    else near.delete(target);
    if (isIntersecting) target.style.blockSize = "";
  }
}

export function guessHeight(group, count) {
  group.style.blockSize = near.has(group) ? "" : `calc(${count} * var(--row))`;
}

export function startSections() {
  const sights = new IntersectionObserver(onSight, { rootMargin: "250% 0px" });
  document.querySelectorAll(".rows").forEach((each) => sights.observe(each));
}
