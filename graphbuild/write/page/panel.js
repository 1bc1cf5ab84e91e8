/* The side panel: which of its contents is shown, and the parts that they share. */

const panel = byId("panel");
let panelTurn = 0;
const LONG_TITLE = 80;

/* Texts may have to be unpacked first; by then something else may have been chosen. */
async function showPanel(focusIt = false) {
  const turn = ++panelTurn;
  const [posts, build] = panelContents();
  document.body.dataset.panel = isChosen() ? "open" : "closed";
  await needTexts(posts);
  if (turn !== panelTurn) return;
  panel.replaceChildren(...build().flat().filter(Boolean));
  panel.scrollTop = 0;
  const target = panel.querySelector(".here");
  if (target) target.scrollIntoView({ block: "center" });
  if (focusIt) panel.querySelector("h2")?.focus();
}

function isChosen() {
  return state.node !== null || state.line !== null || state.post !== null || state.path !== null || state.help;
}

function panelContents() {
  if (state.post !== null) return [threadOf(POSTS[state.post]), () => postPanel(POSTS[state.post])];
  if (state.path !== null) {
    const chains = chainsBetween(...state.path);
    return [chains.flat().flatMap(stepPosts), () => pathPanel(chains)];
  }
  if (state.node !== null) return [postsQuoted(NODES[state.node]), () => nodePanel(NODES[state.node])];
  if (state.line !== null) {
    const links = EDGES[state.line].links.map((id) => LINKS[id]);
    return [links.flatMap(linkPosts), () => linePanel(EDGES[state.line], links)];
  }
  return [[], welcomePanel];
}

function linkPosts(link) {
  return link.evidence.map(([post]) => post);
}

function panelTitle(text, lang = "") {
  return [
    button("×", () => choose({}), { class: "close", "aria-label": say("close"), title: say("close") }),
    make("h2", { text, tabindex: -1, lang: lang || false, class: text.length > LONG_TITLE ? "long" : false }),
  ];
}

function heading(text, count = null) {
  return make("h3", {}, text, count === null ? null : make("span", { class: "number", text: count }));
}

/* A link within the page: its address is one that can be copied, a click keeps the filters. */
function innerLink(text, choice, options = {}) {
  const [name, id] = Object.entries(choice)[0];
  return make("a", {
    text, href: `#${name}=${encodeURIComponent(SPELLING[name][0](id))}`, ...options,
    on: {
      click: (event) => {
        if (event.ctrlKey || event.metaKey) return;
        event.preventDefault();
        const path = event.shiftKey && name === "node" && state.node !== null && state.node !== id;
        choose(path ? { path: [state.node, id] } : choice, { move: true });
      },
    },
  });
}

function entityLink(node) {
  return innerLink(node.label, { node: node.id }, { class: "link", "data-node": node.id, lang: node.language || false });
}

function entityRow(node, figure) {
  return make("li", {}, typeIcon(node.type), entityLink(node), make("span", { class: "number", text: figure }));
}

function welcomePanel() {
  return [
    ...(state.help ? panelTitle(say("welcome")) : [make("h2", { text: say("welcome"), tabindex: -1 })]),
    ...say("how_to_read").map((text) => make("p", { class: "note", text })),
    make("p", { class: "note keys", text: say("keys") }),
    ...topPart(NODES.filter((node) => shown.nodes.has(node.id)).slice(0, 25)),
  ];
}

function topPart(nodes) {
  return nodes.length ? [heading(say("top"), say("mentions")), make("ul", { class: "rows" }, nodes.map((node) => entityRow(node, node.mentions)))] : [];
}

/* A sentence "A works for B" with badges, then what proves it. */
function statement(link, { from = null, open = 1 } = {}) {
  const name = (id) => entityLink(NODES[id]);
  const ends = link.symmetric && link.object === from ? [link.object, link.subject] : [link.subject, link.object];
  const sentence = make("div", { class: "sentence" }, name(ends[0]), " ",
    make("span", { class: "verb", text: verb(link.predicate) }), " ", name(ends[1]), ...badges(link));
  return make("li", { class: "relation" }, sentence, evidence(link, open));
}

function badges(link) {
  const found = [];
  if (link.modality !== "asserted") found.push(make("span", { class: "badge strong", text: say(link.modality) }));
  if (!["stated", "cooccurrence"].includes(link.layer)) found.push(make("span", { class: "badge", text: say(link.layer) }));
  found.push(make("span", { class: "badge", text: `${say("score")} ${sayNumber(link.score)}` }));
  return found;
}

/* The first ``open`` quotes at once, the others on request. */
function evidence(link, open) {
  const quotes = link.evidence.map((place) => quote(place, wordsOf(link, place)));
  const rest = link.count - quotes.length;
  const parts = quotes.slice(0, open);
  if (quotes.length > open) parts.push(details(say(open ? "more_quotes" : "all_quotes", quotes.length - open), ...quotes.slice(open)));
  if (rest > 0) parts.push(make("p", { class: "note", text: say("more_evidence", rest) }));
  return parts;
}

function linePanel(edge, links) {
  return [
    ...panelTitle(`${NODES[edge.from].label} – ${NODES[edge.to].label}`),
    make("p", { class: "kind" }, layerIcon(edge.layer), say(`one_${edge.layer}`)),
    make("div", { class: "actions" }, entityChip(edge.from), entityChip(edge.to)),
    heading(say("evidence")),
    make("ul", {}, links.map((link) => statement(link, { open: 20 }))),
    queryPart(pairQuery(links.map((link) => [link.subject, link.object]))),
  ];
}

function entityChip(id) {
  return make("span", { class: "chip" }, typeIcon(NODES[id].type), entityLink(NODES[id]));
}
