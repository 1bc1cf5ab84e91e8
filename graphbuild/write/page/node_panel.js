/* All that is known of an entity, each fact with its quotes. */

const QUOTES_OPEN = 6;
const QUOTES_MOST = 60;
const TOGETHER_SHOWN = 20;
const RELATIONS_OPEN = 8;

function statedLinks(node) {
  return LINKS_OF[node.id].filter((link) => link.layer !== "cooccurrence");
}

/* The posts whose texts the panel quotes: not all of those that name a common idea. */
function postsQuoted(node) {
  return [...node.naming.slice(0, QUOTES_MOST), ...statedLinks(node).flatMap(linkPosts), ...node.attributes.map((row) => row[2]?.[0] ?? 0)]
    .filter((id) => id in POSTS);
}

function nodePanel(node) {
  return [
    ...panelTitle(node.label, node.language),
    make("p", { class: "kind" }, typeIcon(node.type), `${say(`one_${node.type}`)} · ${say("facts", node.posts, node.mentions)}`),
    node.definition ? make("p", { class: "definition", text: node.definition }) : null,
    make("p", { class: "note" }, ...nodeDates(node)),
    nodeActions(node),
    ...relationParts(node),
    ...mentionParts(node),
    ...togetherParts(node),
    ...postParts(say("posts_naming"), node.naming.map((id) => POSTS[id])),
    ...postParts(say("wrote"), POSTS.filter((post) => post.author === node.id)),
    ...formParts(node),
    ...identityParts(node),
  ];
}

function nodeDates(node) {
  const dates = node.naming.map((id) => POSTS[id].date).filter(Boolean).sort();
  const undated = node.naming.length - dates.length;
  const parts = node.attributes.map(([predicate, value]) => `${verb(predicate)} ${sayDate(value)}`);
  if (dates.length) parts.push(say("named_from", sayDate(dates[0].slice(0, 7)), sayDate(dates.at(-1).slice(0, 7))));
  if (dates.length && undated) parts.push(say("undated", undated));
  return parts.join(" · ");
}

function nodeActions(node) {
  const near = [1, 2, 3].map((steps) => button(String(steps), () => change({ near: node.id, steps, view: "map" }, { move: true }), {
    "aria-pressed": state.near === node.id && state.steps === steps, "aria-label": `${say("around")} ${say("steps", steps)}`, title: say("steps", steps),
  }));
  const all = state.near === node.id ? button(say("reset"), () => change({ near: null, steps: 1 }, { move: true })) : null;
  const community = COMMUNITIES[node.community];
  return make("div", { class: "actions" },
    make("span", { class: "switch", role: "group", "aria-label": say("around") }, make("span", { class: "name", text: say("around") }), near), all,
    button(say("path_to"), () => choose({ path: [node.id, node.id] }), { id: "path-to" }),
    community ? button(community.name, () => change({ community: community.id }), { class: "community", title: say("community") }) : null);
}

/* Relations grouped by what they say, first those where the entity is the subject. */
function relationParts(node) {
  const groups = new Map();
  for (const link of statedLinks(node).sort((a, b) => b.score - a.score || a.id - b.id)) {
    const inverse = link.object === node.id && link.subject !== node.id && !link.symmetric;
    const key = `${inverse ? 1 : 0} ${link.predicate}`;
    if (!groups.has(key)) groups.set(key, { title: verb(link.predicate, inverse), links: [] });
    groups.get(key).links.push(link);
  }
  if (!groups.size) return [];
  const open = statedLinks(node).length <= RELATIONS_OPEN ? 1 : 0;
  return [heading(say("relations"), statedLinks(node).length), ...[...groups].sort().flatMap(([, { title, links }]) => [
    make("h4", { text: title }), make("ul", {}, links.map((link) => otherEnd(link, node, open)))])];
}

function otherEnd(link, node, open) {
  const other = NODES[link.subject === node.id ? link.object : link.subject];
  return make("li", { class: "relation" },
    make("div", { class: "sentence" }, typeIcon(other.type), " ", entityLink(other), ...badges(link)), evidence(link, open));
}

function mentionParts(node) {
  const quotes = [];
  for (const id of node.naming.slice(0, QUOTES_MOST)) {
    const { spans, outside } = textOf(id);
    for (const [offset, length, named] of spans) if (named === node.id) quotes.push(() => quote([id, offset, length]));
    for (const [named, start, surface] of outside) if (named === node.id) quotes.push(() => outsideQuote(POSTS[id], start, surface));
  }
  if (!quotes.length) return [];
  const rest = quotes.slice(QUOTES_OPEN, 4 * QUOTES_MOST);
  return [heading(say("quotes_title"), node.mentions), ...quotes.slice(0, QUOTES_OPEN).map((build) => build()),
    rest.length ? lazyDetails(say("more_quotes", node.mentions - QUOTES_OPEN), () => rest.map((build) => build())) : null];
}

/* Contents are made when first opened. */
function lazyDetails(title, build) {
  const made = details(title);
  made.addEventListener("toggle", () => { if (made.children.length === 1) made.append(...build()); }, { once: true });
  return made;
}

function togetherParts(node) {
  const links = LINKS_OF[node.id].filter((link) => link.layer === "cooccurrence")
    .sort((a, b) => b.significance - a.significance || b.count - a.count || a.id - b.id);
  if (!links.length) return [];
  const rows = links.slice(0, TOGETHER_SHOWN).map((link) => {
    const other = NODES[link.subject === node.id ? link.object : link.subject];
    const line = EDGES_OF[node.id].find((edge) => edge.links.includes(link.id));
    return make("li", {}, typeIcon(other.type), entityLink(other),
      button(say("times", link.count), () => choose({ line: line.id }, { move: true }), { class: "link number", title: say("evidence") }));
  });
  return [heading(say("together"), links.length), make("ul", { class: "rows" }, rows)];
}

function postParts(title, posts) {
  if (!posts.length) return [];
  const row = (post) => make("li", { class: "relation" }, make("div", {}, postLink(post)),
    make("div", { class: "note" }, byline(post), make("code", { text: post.source }), original(post)));
  const rest = posts.slice(8);
  return [heading(title, posts.length), make("ul", {}, posts.slice(0, 8).map(row)),
    rest.length ? lazyDetails(say("more"), () => [make("ul", {}, rest.map(row))]) : null];
}

function formParts(node) {
  const parts = [];
  if (node.also.length) {
    parts.push(heading(say("also")), make("ul", { class: "chips" }, node.also.map(([text, tag]) =>
      make("li", { lang: tag || false }, text, tag ? make("small", { text: ` ${tag}` }) : null))));
  }
  if (node.merges.length) {
    parts.push(details(`${say("merges")} (${node.merges.length})`, make("ul", {}, node.merges.map(([label, rule, why, line]) =>
      make("li", { class: "relation" }, make("div", { text: say("merge", label, rule) }), make("div", { class: "note", text: why }),
        line ? make("div", { class: "note", text: say("merge_line", line) }) : null)))));
  }
  return parts;
}

function identityParts(node) {
  const outside = node.same.map((iri) => make("li", {}, isWebAddress(iri)
    ? make("a", { href: iri, rel: "noopener noreferrer", target: "_blank", text: iri }) : make("code", { text: iri })));
  return [
    ...(outside.length ? [heading(say("same")), make("ul", {}, outside)] : []),
    heading(say("identity")),
    make("p", { class: "iri" }, make("code", { text: node.iri }), copyButton(node.iri)),
    queryPart(nodeQuery(node)),
  ];
}
