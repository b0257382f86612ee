/* The controls of the row that is worked on; a row has none before. */

export function equip(item) {
  if (item.controls) return;
  const template = document.getElementById(item.isPledge ? "pledge-controls" : "row-controls");
  item.controls = template.content.firstElementChild.cloneNode(true);
  for (const each of item.controls.querySelectorAll("[data-for]")) {
    if (!each.dataset.for.split(" ").includes(item.status)) each.remove();
  }
  (item.element.querySelector(":scope > .fold") || item.element).append(item.controls);
}
