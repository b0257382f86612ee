/* What a person can do with a row: accept it, say that it is not the same measure, link it by hand, write a note. */
import { acceptAll, decide, reviewerName } from "./deciding.js";
import { askForNote, askWhichToAccept } from "./dialogs.js";
import { list, rows } from "./items.js";
import { askForLink } from "./linking.js";
import { decisionsOn, tell } from "./marks.js";
import { named } from "./measures.js";
import { activeItem, isOpen, next, onward } from "./queue.js";
import { byKey } from "./rows.js";
import { isLaidOut, wholeInWindow } from "./scrolling.js";
import { showPlaces } from "./whole_texts.js";
import { say } from "./words.js";

function accept(item) {
  return item.isPledge
    ? decide(item, "pledge", { value: item.element.dataset.state })
    : decide(item, "accept", { value: item.status });
}

async function unlink(item) {
  if (item.status === "continued" && !item.isPledge) return decide(item, "unlink");
  tell(say("unlinked"));
  return false;
}

function candidatesOf(item) {
  const anchors = Array.from(item.element.querySelectorAll(".candidates a, .answers a"), (each) => byKey.get(each.hash.slice(1)));
  const side = item.isPledge || item.status === "dropped" ? "c" : "b";
  return anchors.filter(Boolean).flatMap((row) => named(side, list(row.data[side])));
}

async function link(item) {
  const answer = await askForLink({
    baseline: item.baseline,
    current: item.current,
    candidates: candidatesOf(item),
    fixed: item.isPledge ? "b" : "",
  });
  if (!answer) return false;
  const ids = (measures) => measures.map((each) => each.id);
  const sides = { baseline: ids(answer.baseline), current: ids(answer.current) };
  return item.isPledge ? decide(item, "pledge", { ...sides, value: answeredState(item, sides.current) }) : decide(item, "link", sides);
}

function answeredState(pledge, answers) {
  if (answers.length === 0) return "silent";
  return pledge.element.dataset.state === "partly" ? "partly" : "delivered";
}

async function note(item) {
  const mine = decisionsOn(item).filter((each) => each.action === "note" && each.who === reviewerName()).pop();
  const about = [...item.baseline, ...item.current].join(" ");
  const saved = await askForNote(about, mine ? mine.note : "", (text) => decide(item, "note", { note: text }));
  item.element.focus({ preventScroll: true });
  return saved;
}

/* All rows that the filter leaves and nobody has reviewed, or those of them that are sure. */
export async function acceptMany() {
  const open = rows.filter(isOpen);
  const sure = open.filter((each) => each.element.dataset.sure === "yes");
  const chosen = open.length > 0 ? await askWhichToAccept(sure, open) : [];
  if (chosen.length > 0) await acceptAll(chosen);
  else if (open.length === 0) tell(say("none_open"));
}

/* What can be read on the screen from its first word to its last, and goes on to the next screen. */
export async function acceptScreen() {
  const isWhole = wholeInWindow();
  const read = rows.filter((each) => isOpen(each) && isLaidOut(each.element) && !isFolded(each) && isWhole(each.element));
  if (read.length > 0 && !await acceptAll(read, "accepted_screen")) return;
  if (read.length === 0) tell(say(rows.some(isOpen) ? "none_whole" : "none_open"));
  onward(read[0] || activeItem());
}

const isFolded = (item) => item.element.querySelector(":scope > .fold:not([open])") !== null;

function place(item) {
  showPlaces(item.element.id);
  return false;
}

const ACTIONS = { accept, unlink, link, note, place };

/* Does it, and goes on to what is next in the queue where the row was not reviewed before. */
export async function act(action, item) {
  if (!item) {
    next();
    return;
  }
  const wasReviewed = item.isReviewed && !item.isDisputed;
  const done = await ACTIONS[action](item);
  if (done && action !== "note" && !item.isPledge && !wasReviewed && activeItem() === item) next();
}
