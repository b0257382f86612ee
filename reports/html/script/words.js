/* What the page says: its words come from the page itself, none from here. */

const words = new Map(Array.from(document.querySelectorAll("#words li"), (each) => [each.dataset.word, each.textContent]));

export const say = (word) => words.get(word) || word;
export const fill = (word, values) => say(word).replace(/\{(\w+)\}/g, (_, name) => values[name]);
