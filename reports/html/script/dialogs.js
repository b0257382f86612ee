/* What is asked in dialogs of their own: a note, and whose decision holds; and the keys, explained. */
import { described } from "./marks.js";

const element = (id) => document.getElementById(id);

/* The note that was written, or "" where it was not saved. */
export function askForNote(before) {
  const dialog = element("noting");
  const text = element("note-text");
  text.value = before;
  dialog.showModal();
  text.focus();
  return new Promise((done) => {
    const finish = (note) => {
      dialog.close();
      done(note);
    };
    element("note-save").onclick = () => finish(text.value.trim());
    element("note-cancel").onclick = () => finish("");
    dialog.oncancel = (event) => { event.preventDefault(); finish(""); };
    text.onkeydown = (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) finish(text.value.trim());
    };
  });
}

/* Both sides of a conflict are shown; whether what others decided is overruled by name. */
export function askWhetherToInsist(mine, others) {
  const dialog = element("conflict");
  element("conflict-others").replaceChildren(...others.map((each) => {
    const entry = document.createElement("li");
    entry.textContent = described(each);
    return entry;
  }));
  element("conflict-mine").textContent = described(mine);
  return new Promise((done) => {
    const finish = (insists) => {
      dialog.close();
      element("conflict-keep").onclick = element("conflict-insist").onclick = dialog.oncancel = null;
      done(insists);
    };
    element("conflict-keep").onclick = () => finish(false);
    element("conflict-insist").onclick = () => finish(true);
    dialog.oncancel = (event) => { event.preventDefault(); finish(false); };
    dialog.showModal();
  });
}

export function showHelp() {
  element("help").showModal();
}

export function startHelp() {
  element("help-open").addEventListener("click", showHelp);
  element("help-close").addEventListener("click", () => element("help").close());
}
