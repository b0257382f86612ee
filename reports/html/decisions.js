
/* All decisions that this page knows, and which of them hold; the rules are those of compare/decisions.py. */
const ledger = (() => {
  const MATTERS = {
    accept: "match", link: "match", unlink: "match", status: "match",
    role: "role", change: "change", pledge: "pledge", note: "note",
  };
  const all = new Map();
  let undone = new Set();
  let live = [];
  let held = [];
  let touched = new Map();

  const ids = (measures) => new Set((measures || []).map((each) => each.id));
  const joins = (it) => it.action === "link" || (it.action === "accept" && it.value === "continued");
  const isolates = (it) => it.action === "status" || (it.action === "accept" && !joins(it));
  const meet = (one, other) => Array.from(one).some((each) => other.has(each));
  const equal = (one, other) => one.size === other.size && Array.from(one).every((each) => other.has(each));
  const matter = (it) => MATTERS[it.action];

  function subjects(it) {
    const about = matter(it);
    const before = Array.from(ids(it.baseline), (each) => `${about} b ${each}`);
    return about === "pledge" ? before : [...before, ...Array.from(ids(it.current), (each) => `${about} c ${each}`)];
  }

  function contradicts(one, other) {
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

  function knows(it, other) {
    const reached = new Set();
    const left = [...(it.after || [])];
    while (left.length > 0) {
      const each = left.pop();
      if (reached.has(each)) continue;
      reached.add(each);
      left.push(...((all.get(each) || {}).after || []));
    }
    return reached.has(other.id);
  }

  function touching(index, it) {
    return new Set(subjects(it).flatMap((subject) => index.get(subject) || []));
  }

  function index(decisions) {
    const by = new Map();
    for (const each of decisions) {
      for (const subject of subjects(each)) by.set(subject, [...(by.get(subject) || []), each]);
    }
    return by;
  }

  function settle() {
    const ordered = Array.from(all.values()).sort((a, b) => (`${a.when} ${a.id}` < `${b.when} ${b.id}` ? -1 : 1));
    undone = new Set(ordered.filter((each) => each.action === "undo").map((each) => each.undoes));
    live = ordered.filter((each) => each.action !== "undo" && !undone.has(each.id));
    const displaced = new Set();
    const earlier = new Map();
    for (const each of live) {
      for (const other of touching(earlier, each)) if (contradicts(other, each)) displaced.add(other.id);
      for (const subject of subjects(each)) earlier.set(subject, [...(earlier.get(subject) || []), each]);
    }
    held = live.filter((each) => !displaced.has(each.id));
    touched = index(held);
  }

  return {
    /* Whether anything was new. */
    take(decisions) {
      const fresh = decisions.filter((each) => !all.has(each.id));
      for (const each of fresh) all.set(each.id, each);
      if (fresh.length > 0) settle();
      return fresh.length > 0;
    },
    has: (id) => all.has(id),
    isUndone: (id) => undone.has(id),
    held: () => held,
    /* The decisions that hold on some measures, on one of the matters. */
    on(matters, before, after) {
      const found = new Set();
      for (const about of matters) {
        for (const each of before) for (const it of touched.get(`${about} b ${each}`) || []) found.add(it);
        if (about === "pledge") continue;
        for (const each of after) for (const it of touched.get(`${about} c ${each}`) || []) found.add(it);
      }
      return Array.from(found).sort((a, b) => (a.when < b.when ? -1 : 1));
    },
    /* What a new decision's reviewer has seen of the same matter. */
    seen: (it) => Array.from(touching(index(live), it), (each) => each.id),
    unseen: (it) => held.filter((each) => contradicts(each, it) && !knows(it, each)),
    matter,
  };
})();

