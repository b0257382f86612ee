/* Where decisions go: `start` and `add` of a store_….js, which the page's main module chooses. */

let chosen = null;

export const store = () => chosen;

export function setStore(store) {
  chosen = store;
}
