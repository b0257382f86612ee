/* The review: what keys and pointer do. */
import { act, acceptMany, acceptScreen } from "./actions.js";
import { decide, settleBy, startDeciding, undo } from "./deciding.js";
import { showHelp, startHelp } from "./dialogs.js";
import { askedFor } from "./filters.js";
import { itemAt, items } from "./items.js";
import { startLinking } from "./linking.js";
import { tell } from "./marks.js";
import { activate, activeItem, next, previous } from "./queue.js";
import { byKey, typesText } from "./rows.js";
import { tickActive } from "./taking.js";
import { store } from "./store.js";
import { say } from "./words.js";

const KEYS = {
  j: next,
  k: previous,
  a: () => act("accept", activeItem()),
  A: acceptMany,
  s: acceptScreen,
  u: () => act("unlink", activeItem()),
  l: () => act("link", activeItem()),
  n: () => act("note", activeItem()),
  t: () => act("place", activeItem()),
  x: tickActive,
  z: undo,
  "?": showHelp,
};

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (document.querySelector("dialog[open]") || typesText(event.target)) return;
  const run = KEYS[event.key];
  if (!run) return;
  event.preventDefault();
  if (event.repeat && run === acceptScreen) return; // nobody reads while a key is held down
  run();
}

function onClick(event) {
  const item = itemAt(event.target);
  if (!item) return;
  activate(item);
  const settling = event.target.closest("button[data-settle]");
  if (settling) settleBy(item, settling.dataset.settle);
  const button = event.target.closest("button[data-do]");
  if (!button) return;
  const { do: action, value } = button.dataset;
  if (value) decide(item, action, value === "silent" ? { value, current: [] } : { value });
  else act(action, item);
}

/* By keys alone: under a pointer the row must not move before the click is done. */
function onFocus(event) {
  const item = itemAt(event.target);
  if (item && item !== activeItem() && event.target.matches(":focus-visible")) activate(item);
}

function onChoice(event) {
  const choice = event.target.closest("select[data-do]");
  const item = choice && itemAt(choice);
  if (!item || !choice.value) return;
  decide(item, choice.dataset.do, { value: choice.value });
  choice.value = "";
}

function download() {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([store().lines()], { type: "application/x-ndjson" }));
  link.download = "decisions.jsonl";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  tell(say("saved"));
}

export function startReview() {
  const on = (id, run) => document.getElementById(id).addEventListener("click", run);
  for (const each of items) each.element.tabIndex = -1;
  document.addEventListener("click", onClick);
  document.addEventListener("change", onChoice);
  document.addEventListener("focusin", onFocus);
  document.addEventListener("keydown", onKey);
  on("undo", undo);
  on("begin", next);
  on("many", acceptMany);
  on("screen", acceptScreen);
  on("save", download);
  on("renew", () => location.reload());
  startHelp();
  startLinking();

  document.getElementById("review").hidden = false;
  const row = byKey.get(askedFor());
  if (row) activate(itemAt(row.element));
  startDeciding();
}
