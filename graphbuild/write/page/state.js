/* What the page shows now, all of it, and its spelling in the address. */

const FIRST_DRAWN = 1000;
const MOST_DRAWN = 5000;
const RELATED_DRAWN = 900;

const DEFAULTS = Object.freeze({
  view: "map", node: null, line: null, post: null, at: null, path: null, help: false,
  hidden: [], without: [], predicates: [], score: 0, least: 1, within: null, from: "", to: "", said: "",
  community: null, near: null, steps: 1, text: "", sort: "",
  size: "rank", hulls: true, drawn: FIRST_DRAWN, related: RELATED_DRAWN, camera: null, speaks: null,
});
const FILTERS = ["hidden", "without", "predicates", "score", "least", "within", "from", "to", "said", "community", "near", "steps", "text"];
const state = { ...DEFAULTS };

/* How each part is written in the address and read back; undefined where it says nothing. */
const asText = [(value) => value, (text) => text];
const asNumber = [String, (text) => (Number.isFinite(Number(text)) ? Number(text) : undefined)];
const asNode = [(id) => NODES[id].short, (text) => BY_IRI.get(text)?.id];
const asPost = [(id) => POSTS[id].short, (text) => POST_BY_IRI.get(text)?.id];
const asFlag = [(on) => (on ? "1" : "0"), (text) => text !== "0"];
const asList = [(list) => list.join(" "), (text) => text.split(" ").filter(Boolean)];
const asNodes = [
  (ids) => ids.map((id) => NODES[id].short).join(" "),
  (text) => { const ids = text.split(" ").map((iri) => BY_IRI.get(iri)?.id); return ids.includes(undefined) ? undefined : ids; },
];
const asLine = [
  (id) => { const { from, to, layer } = NETWORK.edges[id]; return `${NODES[from].short} ${NODES[to].short} ${layer}`; },
  (text) => {
    const [a, b, layer] = text.split(" ");
    const ends = [BY_IRI.get(a)?.id, BY_IRI.get(b)?.id].sort((x, y) => x - y);
    return NETWORK.edges.find((edge) => edge.from === ends[0] && edge.to === ends[1] && edge.layer === layer)?.id;
  },
];
const asNumbers = [
  (list) => list.map((value) => Math.round(value * 1000) / 1000).join(" "),
  (text) => { const list = text.split(" ").map(Number); return list.every(Number.isFinite) ? list : undefined; },
];
const SPELLING = {
  view: asText, node: asNode, line: asLine, post: asPost, at: asNumbers, path: asNodes, help: asFlag,
  hidden: asList, without: asList, predicates: asList, score: asNumber, least: asNumber, within: asPost, from: asText, to: asText, said: asText,
  community: asNumber, near: asNode, steps: asNumber, text: asText, sort: asText,
  size: asText, hulls: asFlag, drawn: asNumber, related: asNumber, camera: asNumbers, speaks: asText,
};

function isDefault(name, value = state[name]) {
  return JSON.stringify(value) === JSON.stringify(DEFAULTS[name]);
}

function spell() {
  const address = new URLSearchParams();
  for (const name of Object.keys(DEFAULTS)) {
    if (!isDefault(name)) address.set(name, SPELLING[name][0](state[name]));
  }
  return address.toString().replaceAll("%2F", "/").replaceAll("%3A", ":");
}

/* Read an address; it may also be an entity's IRI alone. */
function unspell(fragment) {
  const found = { ...DEFAULTS };
  let plain = fragment;
  try { plain = decodeURIComponent(fragment); } catch { /* an address cut short */ }
  if (BY_IRI.has(plain)) return { ...found, node: BY_IRI.get(plain).id };
  for (const [name, text] of new URLSearchParams(fragment)) {
    if (!Object.hasOwn(SPELLING, name)) continue;
    const value = SPELLING[name][1](text);
    if (value !== undefined) found[name] = value;
  }
  return sane(found);
}

/* An address is written by anybody: what it says must exist. */
function sane(found) {
  const one = (name, choices) => { if (!choices.includes(found[name])) found[name] = DEFAULTS[name]; };
  one("view", ["map", "entities", "relations", "overview"]);
  one("size", ["rank", "degree", "posts"]);
  one("speaks", [null, "fr", "en"]);
  if (!(found.community in COMMUNITIES)) found.community = null;
  if (found.path?.length !== 2) found.path = null;
  if (found.camera?.length !== 3 || !(found.camera[2] > 0)) found.camera = null;
  found.steps = Math.min(Math.max(Math.round(found.steps), 1), 4);
  found.drawn = Math.min(Math.max(Math.round(found.drawn), 1), MOST_DRAWN);
  return found;
}

/* Change what is shown. ``keep``: a step that "back" undoes (push), or only the address. */
function change(patch, { keep = "push", move = false } = {}) {
  const before = { ...state };
  Object.assign(state, patch);
  if (keep === "push" && spell() === location.hash.slice(1)) keep = "replace";
  remember(keep);
  refresh(before, move);
}

function remember(keep) {
  const address = `#${spell()}`;
  if (address === location.hash || (address === "#" && !location.hash)) return;
  if (keep === "push") history.pushState(null, "", address);
  else history.replaceState(null, "", address);
}

/* Choose an entity, a line, a post, a path or the help; nothing closes the panel. */
function choose(choice = {}, options = {}) {
  const { node = null, line = null, post = null, at = null, path = null, help = false } = choice;
  change({ node, line, post, at, path, help }, options);
}

function readAddress() {
  const before = { ...state };
  Object.assign(state, unspell(location.hash.slice(1)));
  language = state.speaks || OWN_LANGUAGE;
  refresh(before, state.camera === null, true);
}

function resetFilters() {
  change(Object.fromEntries(FILTERS.map((name) => [name, DEFAULTS[name]])));
}
