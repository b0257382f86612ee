/* All decisions that this page knows, and which of them hold; the rules are those of compare/decisions.py. */

const MATTERS = {
  accept: "match", link: "match", unlink: "match", status: "match",
  role: "role", change: "change", pledge: "pledge", note: "note",
};

const ids = (measures) => new Set((measures || []).map((each) => each.id));
const matter = (it) => MATTERS[it.action];
const joins = (it) => it.action === "link" || (it.action === "accept" && it.value === "continued");
const isolates = (it) => it.action === "status" || (it.action === "accept" && !joins(it));
const meet = (one, other) => Array.from(one).some((each) => other.has(each));
const equal = (one, other) => one.size === other.size && Array.from(one).every((each) => other.has(each));

/* What a decision is about, so that another about the same is found; a pledge is its plan's. */
function subjects(it) {
  const about = matter(it);
  const before = Array.from(ids(it.baseline), (each) => `${about} b ${each}`);
  return about === "pledge" ? before : [...before, ...Array.from(ids(it.current), (each) => `${about} c ${each}`)];
}

export function contradicts(one, other) {
  if (matter(one) !== matter(other) || !meet(subjects(one), new Set(subjects(other)))) return false;
  if (matter(one) === "note") return one.who === other.who && one.note !== other.note;
  if (matter(one) === "match") return cannotMatch(one, other);
  const answersDiffer = one.action === "pledge" && !equal(ids(one.current), ids(other.current));
  return one.value !== other.value || answersDiffer;
}

function cannotMatch(one, other) {
  if (joins(one) && joins(other)) {
    return !equal(ids(one.baseline), ids(other.baseline)) || !equal(ids(one.current), ids(other.current));
  }
  if (!joins(one) && !joins(other)) return false;
  const [joining, parting] = joins(one) ? [one, other] : [other, one];
  const rows = meet(ids(joining.baseline), ids(parting.baseline));
  const columns = meet(ids(joining.current), ids(parting.current));
  return isolates(parting) ? rows || columns : rows && columns;
}

function bySubject(decisions) {
  const index = new Map();
  for (const each of decisions) addTo(index, each);
  return index;
}

function addTo(index, it) {
  for (const subject of subjects(it)) index.set(subject, [...(index.get(subject) || []), it]);
}

function touching(index, it) {
  return new Set(subjects(it).flatMap((subject) => index.get(subject) || []));
}

function inOrder(one, other) {
  if (one.when !== other.when) return one.when < other.when ? -1 : 1;
  return one.id < other.id ? -1 : Number(one.id > other.id);
}

export class DecisionLog {
  #all = new Map();
  #undone = new Set();
  #live = [];
  #standing = [];
  #disputes = [];
  #index = new Map();
  #touched = new Set();

  /* Whether anything was new. */
  take(decisions) {
    const fresh = decisions.filter((each) => !this.#all.has(each.id));
    for (const each of fresh) {
      this.#all.set(each.id, each);
      for (const { id } of each.baseline || []) this.#touched.add(`b ${id}`);
      for (const { id } of each.current || []) this.#touched.add(`c ${id}`);
    }
    if (fresh.length > 0) this.#settle();
    return fresh.length > 0;
  }

  /* Whether anything was ever decided on one of some measures. */
  touches(before, after) {
    return before.some((each) => this.#touched.has(`b ${each}`)) || after.some((each) => this.#touched.has(`c ${each}`));
  }

  isUndone(id) {
    return this.#undone.has(id);
  }

  /* The decisions that hold, in the order in which they were made. */
  standing() {
    return this.#standing;
  }

  /* The decisions that hold on some measures, on one of the matters. */
  on(matters, before, after) {
    const found = new Set();
    const find = (subject) => (this.#index.get(subject) || []).forEach((it) => found.add(it));
    for (const about of matters) {
      for (const each of before) find(`${about} b ${each}`);
      if (about === "pledge") continue;
      for (const each of after) find(`${about} c ${each}`);
    }
    return Array.from(found).sort(inOrder);
  }

  /* Everything that was ever decided on some measures, the latest last, and whether it holds. */
  history(matters, before, after) {
    const asked = new Set(matters.flatMap((about) => [
      ...before.map((each) => `${about} b ${each}`),
      ...(about === "pledge" ? [] : after.map((each) => `${about} c ${each}`)),
    ]));
    const holds = new Set(this.#standing);
    return Array.from(this.#all.values())
      .filter((each) => each.action !== "undo" && subjects(each).some((subject) => asked.has(subject)))
      .sort(inOrder)
      .map((decision) => ({
        decision,
        state: this.#undone.has(decision.id) ? "undone" : holds.has(decision) ? "" : "replaced",
      }));
  }

  /* Pairs of decisions that contradict each other, made without knowledge of each other, which nobody settled. */
  disputes() {
    return this.#disputes;
  }

  /* Those of them that are about some measures. */
  disputesOn(before, after) {
    const asked = new Set([...before.map((each) => `b ${each}`), ...after.map((each) => `c ${each}`)]);
    const isAsked = (it) => subjects(it).some((subject) => asked.has(subject.slice(subject.indexOf(" ") + 1)));
    return this.#disputes.filter(({ kept, other }) => isAsked(kept) || isAsked(other));
  }

  /* What a new decision's reviewer has seen of the same matter. */
  seen(it) {
    return Array.from(touching(bySubject(this.#live), it), (each) => each.id);
  }

  /* What holds and would not with a new decision, whose reviewer has not seen it. */
  contradictedUnseen(it) {
    return this.#standing.filter((each) => contradicts(each, it) && !this.#knows(it, each));
  }

  #isSettled({ kept, other }, index) {
    return Array.from(touching(index, kept)).some((each) => this.#knows(each, kept) && this.#knows(each, other));
  }

  #knows(it, other) {
    const reached = new Set();
    const left = [...(it.after || [])];
    while (left.length > 0) {
      const each = left.pop();
      if (reached.has(each)) continue;
      reached.add(each);
      left.push(...((this.#all.get(each) || {}).after || []));
    }
    return reached.has(other.id);
  }

  #settle() {
    const ordered = Array.from(this.#all.values()).sort(inOrder);
    this.#undone = new Set(ordered.filter((each) => each.action === "undo").map((each) => each.undoes));
    this.#live = ordered.filter((each) => each.action !== "undo" && !this.#undone.has(each.id));
    const displaced = new Set();
    const disputes = [];
    const earlier = new Map();
    for (const each of this.#live) {
      for (const other of touching(earlier, each)) {
        if (displaced.has(other.id) || !contradicts(other, each)) continue;
        displaced.add(other.id);
        if (!this.#knows(each, other)) disputes.push({ kept: each, other });
      }
      addTo(earlier, each);
    }
    this.#disputes = disputes.filter((each) => !this.#isSettled(each, earlier));
    this.#standing = this.#live.filter((each) => !displaced.has(each.id));
    this.#index = bySubject(this.#standing);
  }
}

export const log = new DecisionLog();
