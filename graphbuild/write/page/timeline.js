/* Posts over time: a bar for each month or year, which picks that period. */

const MONTHS_UNTIL = 36;
const TICK_ROOM = 40;
let bins = [];
let anchor = null;

function findBins() {
  const dates = POSTS.map((post) => post.date).filter((date) => /^\d{4}/.test(date || "")).sort();
  if (!dates.length) return [];
  const [first, last] = [dates[0], dates.at(-1)];
  const months = (Number(last.slice(0, 4)) - Number(first.slice(0, 4))) * 12 + Number(last.slice(5, 7) || 12) - Number(first.slice(5, 7) || 1) + 1;
  const keys = months <= MONTHS_UNTIL ? monthsBetween(first, months) : yearsBetween(first, last, dates);
  const found = new Map(keys.map((key) => [key, { key, posts: [] }]));
  for (const post of POSTS) if (!post.comment) found.get(post.date?.slice(0, keys[0].length))?.posts.push(post.id);
  return [...found.values()];
}

function monthsBetween(first, count) {
  const start = Number(first.slice(0, 4)) * 12 + Number(first.slice(5, 7) || 1) - 1;
  return Array.from({ length: count }, (_, index) =>
    `${String(Math.floor((start + index) / 12)).padStart(4, "0")}-${String(((start + index) % 12) + 1).padStart(2, "0")}`);
}

function yearsBetween(first, last, dates) {
  const [from, to] = [Number(first.slice(0, 4)), Number(last.slice(0, 4))];
  if (to - from > 150) return [...new Set(dates.map((date) => date.slice(0, 4)))];
  return Array.from({ length: to - from + 1 }, (_, index) => String(from + index).padStart(4, "0"));
}

function startTimeline() {
  bins = findBins();
  const bars = byId("bars");
  const barAt = (event) => document.elementFromPoint(event.clientX, event.clientY)?.closest("#bars button");
  bars.addEventListener("pointerdown", (event) => {
    const bar = barAt(event);
    anchor = bar ? bar.dataset.key : null;
  });
  bars.addEventListener("pointermove", (event) => {
    const bar = anchor === null || !event.buttons ? null : barAt(event);
    if (bar) markRange(...[anchor, bar.dataset.key].sort());
  });
  addEventListener("pointerup", (event) => {
    const bar = anchor === null ? null : barAt(event);
    if (bar && bar.dataset.key !== anchor) pickRange(...[anchor, bar.dataset.key].sort());
    else if (anchor !== null && !bar) refreshTimeline();
    setTimeout(() => { anchor = null; });
  });
}

function showTimeline() {
  byId("timeline").hidden = bins.length < 2 || state.view === "overview";
  const undated = POSTS.filter((post) => !post.date && !post.comment).length;
  byId("timeline-title").textContent = say("timeline");
  byId("undated").textContent = undated ? say("undated", undated) : "";
  byId("bars").setAttribute("aria-label", `${say("timeline")}. ${say("timeline_help")}`);
  byId("bars").title = say("timeline_help");
  const most = Math.max(...bins.map((bin) => bin.posts.length), 1);
  const every = Math.ceil((bins.length * (bins[0]?.key.length > 4 ? TICK_ROOM * 2 : TICK_ROOM)) / Math.max(byId("stage").clientWidth, 300));
  byId("bars").replaceChildren(...bins.map((bin, index) => {
    const bar = make("button", { type: "button", "data-key": bin.key, "aria-label": say("bar", sayDate(bin.key), bin.posts.length),
      title: say("bar", sayDate(bin.key), bin.posts.length), on: { click: (event) => clickBar(bin.key, event.shiftKey) } },
    make("span", { class: "bar" }, make("i", { class: "part" })), make("span", { class: "tick", text: index % every || (index && index + every > bins.length) ? "" : sayDate(bin.key) }));
    bar.querySelector(".bar").style.height = `${bin.posts.length ? Math.max(8, (100 * bin.posts.length) / most) : 0}%`;
    return bar;
  }));
  refreshTimeline();
}

function clickBar(key, extend) {
  if (extend && state.from) pickRange(...[state.from, state.to, key].sort().filter((_, index) => index !== 1));
  else if (state.from === key && state.to === key) change({ from: "", to: "" });
  else pickRange(key, key);
}

function pickRange(from, to) {
  change({ from, to });
}

function markRange(from, to) {
  for (const bar of byId("bars").children) {
    bar.setAttribute("aria-pressed", String(bar.dataset.key >= from && bar.dataset.key <= to && from !== ""));
  }
}

/* Which bars are picked, and how many of their posts name what is chosen. */
function refreshTimeline() {
  if (byId("timeline").hidden) return;
  const length = bins[0]?.key.length || 4;
  markRange(state.from.slice(0, length), state.to ? state.to.slice(0, length) : "");
  const naming = state.node === null ? null : new Set(NODES[state.node].naming);
  [...byId("bars").children].forEach((bar, index) => {
    const { posts } = bins[index];
    const share = naming && posts.length ? posts.filter((id) => naming.has(id)).length / posts.length : 0;
    bar.querySelector(".part").style.height = `${100 * share}%`;
  });
}
