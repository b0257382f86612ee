/* Adds filter and search to a page that is complete without. Words come from the page, none from here. */
const board = (() => {
  const form = document.getElementById("filters");
  const query = document.getElementById("query");
  const shown = document.getElementById("shown");
  const clearing = document.getElementById("clear");
  const empty = document.getElementById("empty");
  const FACETS = ["status", "change", "role", "moved", "uncertain", "section", "reviewed", "from"];

  const rows = Array.from(document.querySelectorAll("article.row"), (element) => ({
    element,
    fold: element.querySelector("details.fold"),
    preamble: element.dataset.role === "preamble",
    data: element.dataset,
    text: null,
    visible: true,
  }));
  const byKey = new Map(rows.map((row) => [row.element.id, row]));
  /* Innermost first, so that a section is hidden when all that it holds is. */
  const containers = Array.from(document.querySelectorAll(".block, .preambles")).reverse().map((element) => ({
    element,
    rows: Array.from(element.querySelectorAll("article.row"), (each) => byKey.get(each.id)),
  }));

  const plain = (text) => text.normalize("NFKC").toLowerCase().replace(/\s+/g, "");

  function textOf(row) {
    if (row.text === null) {
      row.text = plain(Array.from(row.element.querySelectorAll(".text"), (each) => each.textContent).join("\n"));
    }
    return row.text;
  }

  function readForm() {
    const data = new FormData(form);
    const state = { q: plain(query.value) };
    for (const facet of FACETS) {
      state[facet] = new Set(data.getAll(facet).filter(Boolean));
    }
    return state;
  }

  const isActive = (state) => state.q !== "" || FACETS.some((facet) => state[facet].size > 0);
  const asksForPreambles = (state) => state.q !== "" || state.role.has("preamble");

  /* A move is a way of changing, too: the two kinds of button are alternatives. */
  function matchesWayOfChange(row, state) {
    if (state.change.size === 0 && state.moved.size === 0) return true;
    return state.change.has(row.data.change) || state.moved.has(row.data.moved);
  }

  function matches(row, state) {
    for (const facet of ["status", "role", "uncertain", "section", "reviewed"]) {
      if (state[facet].size > 0 && !state[facet].has(row.data[facet])) return false;
    }
    if (state.from.size > 0 && !row.data.from.split(" ").some((each) => state.from.has(each))) return false;
    return matchesWayOfChange(row, state) && (state.q === "" || textOf(row).includes(state.q));
  }

  function apply() {
    const state = readForm();
    const active = isActive(state);
    const preambles = asksForPreambles(state);
    let visible = 0;
    let total = 0;
    for (const row of rows) {
      const inScope = preambles || !row.preamble;
      row.visible = !active || (inScope && matches(row, state));
      row.element.hidden = !row.visible;
      total += inScope ? 1 : 0;
      visible += inScope && row.visible ? 1 : 0;
    }
    for (const { element, rows: inside } of containers) {
      const any = inside.some((row) => row.visible);
      element.hidden = !any;
      if (element.matches(".preambles")) element.open = active && any;
    }
    if (state.q !== "") openFolds();
    shown.value = `${visible} / ${total}`;
    clearing.hidden = !active;
    empty.hidden = visible > 0;
    highlight(state.q);
  }

  function openFolds() {
    for (const row of rows) {
      if (row.fold && row.visible) row.fold.open = true;
    }
  }

  /* Marks what was found without touching the document; older browsers only filter. */
  function highlight(needle) {
    if (!window.CSS || !CSS.highlights) return;
    CSS.highlights.delete("found");
    if (needle === "") return;
    const ranges = [];
    for (const row of rows) {
      if (row.visible) ranges.push(...rangesIn(row.element, needle));
      if (ranges.length > 500) break;
    }
    CSS.highlights.set("found", new Highlight(...ranges));
  }

  function rangesIn(element, needle) {
    return Array.from(element.querySelectorAll(".text")).flatMap((text) => {
      const places = [];
      const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        for (let offset = 0; offset < node.data.length; offset += 1) places.push([node, offset]);
      }
      return occurrences(places.map(([node, offset]) => node.data[offset]).join(""), needle).map(([start, end]) => {
        const range = new Range();
        range.setStart(...places[start]);
        range.setEnd(places[end - 1][0], places[end - 1][1] + 1);
        return range;
      });
    });
  }

  function occurrences(text, needle) {
    const found = [];
    const lower = text.toLowerCase();
    for (let at = lower.indexOf(needle); at !== -1; at = lower.indexOf(needle, at + needle.length)) {
      found.push([at, at + needle.length]);
    }
    return found;
  }

  function writeAddress() {
    const values = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      if (value) values.append(name, value);
    }
    const wanted = values.toString() ? `#${values}` : "#compare";
    if (location.hash !== wanted) history.replaceState(null, "", wanted);
  }

  function readAddress() {
    const hash = location.hash.slice(1);
    if (!hash.includes("=")) return false;
    const values = new URLSearchParams(hash);
    for (const field of form.elements) {
      if (field.type === "checkbox") field.checked = values.getAll(field.name).includes(field.value);
      else if (field.name) field.value = values.get(field.name) || "";
    }
    return true;
  }

  function clear() {
    form.reset();
    apply();
    writeAddress();
  }

  /* The id in the address, which anybody may have written. */
  function asked() {
    try {
      return decodeURIComponent(location.hash.slice(1));
    } catch {
      return "";
    }
  }

  /* A link to a row must find it, filtered out or folded as it may be. */
  function reveal() {
    const target = document.getElementById(asked());
    if (!target) return;
    if (target.closest("[hidden]")) {
      form.reset();
      apply();
    }
    for (let each = target.closest("details"); each; each = each.parentElement.closest("details")) each.open = true;
    const row = byKey.get(target.id);
    if (row && row.fold) row.fold.open = true;
    show(target, "start");
  }

  /* Rows out of sight are only as high as was guessed, and what sticks to the top may come in late: what moves
     or is covered by that is gone to again, unless somebody scrolled meanwhile. */
  const SETTLING = 800;
  let showing = 0;
  function show(element, block) {
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

  /* What is gone to in the comparison stands below what sticks to the top of the window there. */
  const heads = Array.from(document.querySelectorAll(".board-head, .desk-now"));
  function keepClear() {
    const head = heads.find((each) => each.offsetHeight > 0 && getComputedStyle(each).position === "sticky");
    const stuck = head ? head.offsetHeight : 0;
    document.documentElement.style.setProperty("--stuck", `${stuck}px`);
    return stuck;
  }

  function followAddress() {
    if (!readAddress()) {
      reveal();
      return;
    }
    apply();
    if (form.getBoundingClientRect().top > window.innerHeight) show(document.getElementById("compare"), "start");
  }

  function typesText(element) {
    return element.matches("input[type=search], input[type=text], textarea, select, [contenteditable]");
  }

  function focusSearch(event) {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typesText(event.target)) return;
    event.preventDefault();
    query.focus();
    query.select();
  }

  /* Browsers that cannot print what is folded need it open; it is folded again afterwards. */
  let openedForPrint = [];
  function openForPrint() {
    openedForPrint = Array.from(document.querySelectorAll(".fold:not([open]), .preambles:not([open])"));
    for (const each of openedForPrint) each.open = true;
  }
  function foldAfterPrint() {
    for (const each of openedForPrint) each.open = false;
    openedForPrint = [];
  }

  const wide = window.matchMedia("(min-width: 60rem)");
  const unfoldWhereWide = () => { document.getElementById("facets").open = wide.matches; };

  let pending = 0;
  function applySoon() {
    cancelAnimationFrame(pending);
    pending = requestAnimationFrame(() => { apply(); writeAddress(); });
  }
  form.addEventListener("input", applySoon);
  form.addEventListener("change", applySoon);
  form.addEventListener("submit", (event) => event.preventDefault());
  document.querySelectorAll(".reset").forEach((button) => button.addEventListener("click", clear));
  window.addEventListener("hashchange", followAddress);
  document.addEventListener("keydown", focusSearch);
  window.addEventListener("beforeprint", openForPrint);
  window.addEventListener("afterprint", foldAfterPrint);
  wide.addEventListener("change", unfoldWhereWide);
  for (const kind of ["wheel", "touchstart", "pointerdown", "keydown"]) {
    window.addEventListener(kind, leaveAlone, { capture: true, passive: true });
  }
  const resized = new ResizeObserver(keepClear);
  for (const each of heads) resized.observe(each);

  form.hidden = false;
  unfoldWhereWide();
  apply();
  if (location.hash.length > 1) followAddress();

  return { rows, byKey, plain, typesText, show, asked, isFiltered: () => isActive(readForm()) };
})();
