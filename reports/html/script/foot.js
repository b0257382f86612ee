/* The foot says when the file was written: the page itself is the same bytes whenever it is made. */

export function startFoot() {
  const written = new Date(document.lastModified);
  if (Number.isNaN(written.getTime())) return;
  const time = document.querySelector("#written time");
  time.dateTime = written.toISOString();
  time.textContent = written.toLocaleString(document.documentElement.lang, { dateStyle: "long", timeStyle: "short" });
  document.getElementById("written").hidden = false;
}
