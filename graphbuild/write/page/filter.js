/* What passes the filters. Everything is worked out again at each change: a pass over
   entities, links and posts, which takes milliseconds for tens of thousands. */

let shown = { nodes: new Set(), links: new Set(), posts: new Set() };

function hasPostFilter() {
  return state.within !== null || state.from !== "" || state.to !== "" || state.said !== "";
}

function isInRange(date) {
  if (!state.from && !state.to) return true;
  if (!date) return false;
  return date.slice(0, state.from.length) >= state.from && (!state.to || date.slice(0, state.to.length) <= state.to);
}

/* Posts whose text holds some words; texts not unpacked yet are looked at as soon as they are. */
const sayings = new Map();
const foldedTexts = [];

function postsSaying(words) {
  const wanted = fold(words.trim());
  if (!sayings.has(wanted)) {
    if (CHUNKS.some((chunk) => !chunk.posts)) {
      needTexts(POSTS.map((post) => post.id)).then(() => refresh({ ...state, said: "" }));
      return new Set();
    }
    sayings.set(wanted, new Set(POSTS.filter(({ id, title }) => (foldedTexts[id] ||= fold(`${title}\n${textOf(id).text}`)).includes(wanted)).map(({ id }) => id)));
  }
  return sayings.get(wanted);
}

function passingPosts() {
  const saying = state.said ? postsSaying(state.said) : null;
  const passing = POSTS.filter((post) =>
    (!saying || saying.has(post.id)) && (state.within === null || post.id === state.within || post.parent === state.within) && isInRange(post.date));
  return new Set(passing.map((post) => post.id));
}

function passesAlone(node, hidden, posts) {
  return !hidden.has(node.type) && (state.least <= 1 || node.posts >= state.least)
    && (state.community === null || node.community === state.community)
    && (!posts || node.naming.some((id) => posts.has(id)));
}

function filterAll() {
  const posts = passingPosts();
  const only = hasPostFilter() ? posts : null;
  const hidden = new Set(state.hidden);
  let nodes = new Set(NODES.filter((node) => passesAlone(node, hidden, only)).map((node) => node.id));
  let links = LINKS.filter((link) => passesLink(link, only));
  if (state.near !== null) {
    const near = within(state.near, state.steps, links, nodes);
    nodes = new Set([...nodes].filter((id) => near.has(id)));
    nodes.add(state.near);
  }
  links = links.filter((link) => nodes.has(link.subject) && nodes.has(link.object));
  if (state.predicates.length) nodes = new Set(links.flatMap((link) => [link.subject, link.object]));
  shown = { nodes, links: new Set(links.map((link) => link.id)), posts };
}

function passesLink(link, posts) {
  return !state.without.includes(link.layer) && link.score >= state.score
    && (!state.predicates.length || state.predicates.includes(link.predicate))
    && (!posts || link.evidence.some(([post]) => posts.has(post)));
}

/* Entities at most so many links away. */
function within(start, steps, links, allowed) {
  const next = new Map();
  const join = (a, b) => { if (!next.has(a)) next.set(a, []); next.get(a).push(b); };
  for (const { subject, object } of links) { join(subject, object); join(object, subject); }
  const distance = new Map([[start, 0]]);
  const queue = [start];
  for (const id of queue) {
    if (distance.get(id) === steps) continue;
    for (const other of next.get(id) || []) {
      if (distance.has(other) || !allowed.has(other)) continue;
      distance.set(other, distance.get(id) + 1);
      queue.push(other);
    }
  }
  return distance;
}

/* Each filter that is on: what to call it, and what takes it away. */
function activeFilters() {
  const found = [];
  const add = (name, text, undo) => found.push({ name, text, undo });
  const visible = DATA.types.filter((type) => !state.hidden.includes(type));
  if (state.hidden.length) {
    const names = visible.length <= 3 ? visible.map(say).join(", ") || "∅" : say("chip_layer", state.hidden.map(say).join(", "));
    add("hidden", names, { hidden: [] });
  }
  if (state.without.length) add("without", say("chip_layer", state.without.map(say).join(", ")), { without: [] });
  for (const name of state.predicates) add("predicates", verb(name), { predicates: state.predicates.filter((other) => other !== name) });
  if (state.from || state.to) add("from", spanText(state.from, state.to), { from: "", to: "" });
  if (state.said) add("said", say("chip_said", state.said), { said: "" });
  if (state.within !== null) add("within", POSTS[state.within].title, { within: null });
  if (state.community !== null) add("community", COMMUNITIES[state.community].name, { community: null });
  if (state.near !== null) add("near", say("chip_near", NODES[state.near].label, state.steps), { near: null, steps: 1 });
  if (state.least > 1) add("least", say("chip_posts", state.least), { least: 1 });
  if (state.score > 0) add("score", say("chip_score", sayNumber(state.score)), { score: 0 });
  if (state.text) add("text", say("chip_text", state.text), { text: "" });
  return found;
}

function spanText(from, to) {
  return from === to ? sayDate(from) : `${sayDate(from)} – ${sayDate(to)}`;
}
