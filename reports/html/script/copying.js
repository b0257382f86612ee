/* Puts text on the clipboard; a page in a file may have no right to, and then selects it and asks the browser. */
import { tell } from "./marks.js";
import { fill, say } from "./words.js";

export async function copyText(text, told) {
  try {
    await navigator.clipboard.writeText(text);
    tell(told);
  } catch {
    tell(copiedBySelection(text) ? told : fill("failed", { reason: say("clipboard") }));
  }
}

/* A table that Word and Excel take as one; where that is not allowed, its cells parted by tabs. */
export async function copyTable(table, told) {
  const lines = Array.from(table.rows, (row) => Array.from(row.cells, (cell) => cell.textContent.replace(/\s+/g, " ")).join("\t"));
  const plain = lines.join("\n");
  try {
    const as = (text, type) => new Blob([text], { type });
    const both = { "text/html": as(table.outerHTML, "text/html"), "text/plain": as(plain, "text/plain") };
    await navigator.clipboard.write([new ClipboardItem(both)]);
    tell(told);
  } catch {
    await copyText(plain, told);
  }
}

function copiedBySelection(text) {
  const area = document.createElement("textarea");
  area.value = text;
  area.className = "hidden";
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  return done;
}

export function startCopying() {
  for (const button of document.querySelectorAll("#matters button[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const label = button.textContent;
      await copyText(document.getElementById(button.dataset.copy).textContent.trim(), say("copied"));
      button.textContent = say("copied");
      setTimeout(() => { button.textContent = label; }, 2000);
    });
  }
}
