/* Where decisions go when the page is served: to the server, which has them on the disk before it answers. */

const EVERY = 1500;
let have = null;

async function look(take, failed) {
  try {
    const answer = await fetch(`decisions?have=${encodeURIComponent(have === null ? "none" : have)}`);
    if (answer.status === 200) {
      const { stamp, decisions } = await answer.json();
      have = stamp;
      take(decisions);
    } else if (answer.status !== 204) {
      failed();
      return;
    }
    failed(false);
  } catch {
    failed();
  }
}

/* The server has the texts; measures are named by their ids. */
function asRequest(decision) {
  const ids = (measures) => measures.map((each) => each.id);
  return { ...decision, baseline: ids(decision.baseline), current: ids(decision.current) };
}

function post(path, body) {
  return fetch(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
}

export const served = {
  isServed: true,
  start(take, failed) {
    const first = look(take, failed);
    window.setInterval(() => { if (!document.hidden) look(take, failed); }, EVERY);
    document.addEventListener("visibilitychange", () => { if (!document.hidden) look(take, failed); });
    return first;
  },
  async add(decision) {
    const answer = await post("decisions", asRequest(decision));
    if (answer.status === 409) {
      const told = await answer.json();
      if (told.conflicts) return told;
      throw new Error("409");
    }
    if (!answer.ok) throw new Error(await answer.text());
    return { decision: await answer.json() };
  },
  async addMany(decisions) {
    const answer = await post("decisions", { decisions: decisions.map(asRequest) });
    if (!answer.ok) throw new Error(await answer.text());
    return (await answer.json()).decisions;
  },
  async file(kind, baseline, current) {
    const answer = await post("rows", { kind, baseline, current });
    if (!answer.ok) throw new Error(await answer.text());
    return answer.blob();
  },
  count: () => 0,
  lines: () => "",
};
