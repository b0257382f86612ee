/* Browsers that cannot print what is folded need it open; it is folded again afterwards. */

let opened = [];

function open() {
  opened = Array.from(document.querySelectorAll(".fold:not([open]), .preambles:not([open]), .printed:not([open])"));
  for (const each of opened) each.open = true;
}

function fold() {
  for (const each of opened) each.open = false;
  opened = [];
}

export function startPrinting() {
  window.addEventListener("beforeprint", open);
  window.addEventListener("afterprint", fold);
}
