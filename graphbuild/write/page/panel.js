/* The side panel: what is known of an entity or a line, each fact with its quotes. */

const panel = document.getElementById("panel");

function showPanel() {
  const parts = chosen.node !== null ? entityPanel(NODES[chosen.node])
    : chosen.edge !== null ? edgePanel(EDGES[chosen.edge]) : welcomePanel();
  panel.replaceChildren(...parts);
  panel.scrollTop = 0;
}

function entityLink(node) {
  return make("button", {
    type: "button", class: "link", text: node.label, "data-node": node.id,
    on: { click: () => select({ node: node.id }, { move: true }) },
  });
}

function heading(text) {
  return make("h3", { text });
}

function closeButton() {
  return make("button", {
    type: "button", class: "close", text: "×", "aria-label": say("close"), title: say("close"),
    on: { click: () => select({}) },
  });
}

function kindLine(node) {
  return make("p", { class: "kind" }, typeIcon(node.type), `${say(`one_${node.type}`)} · ${say("facts", node.posts, node.mentions)}`);
}

function welcomePanel() {
  const best = NODES.slice(0, 25).map((node) =>
    make("li", {}, typeIcon(node.type), entityLink(node), make("span", { class: "number", text: node.mentions })));
  return [
    make("h2", { text: say("welcome") }),
    ...say("help").map((text) => make("p", { class: "note", text })),
    heading(say("top")),
    make("ul", { class: "rows" }, ...best),
  ];
}

function entityPanel(node) {
  const parts = [closeButton(), make("h2", { text: node.label, lang: node.language || false }), kindLine(node)];
  if (node.definition) parts.push(make("p", { text: node.definition }));
  parts.push(iriLine(node));
  if (node.also.length) parts.push(heading(say("also")), chips(node.also));
  const outside = node.same.filter((iri) => /^https?:\/\//.test(iri));
  if (outside.length) parts.push(heading(say("same")), outsideLinks(outside));
  const links = LINKS_OF[node.id];
  parts.push(...relations(say("relations"), links.filter((link) => link.layer !== "cooccurrence"), node));
  parts.push(...mentionQuotes(node));
  parts.push(...together(links.filter((link) => link.layer === "cooccurrence"), node));
  parts.push(...postList(say("wrote"), POSTS.filter((post) => post.author === node.id)));
  parts.push(...postList(say("posts"), DATA.naming[node.id].map((id) => POSTS[id])));
  return parts;
}

function iriLine(node) {
  const button = make("button", { type: "button", text: say("copy") });
  const code = make("code", { text: node.iri });
  button.addEventListener("click", async () => {
    await copyText(node.iri, code);
    button.textContent = say("copied");
  });
  return make("p", { class: "iri" }, code, button);
}

/* Pages opened from disk may have no clipboard: then the text is selected and copied. */
async function copyText(text, element) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    getSelection().selectAllChildren(element);
    document.execCommand("copy");
  }
}

function chips(labels) {
  return make("ul", { class: "chips" }, ...labels.map(([text, tag]) =>
    make("li", { lang: tag || false }, text, ...(tag ? [" ", make("small", { text: tag })] : []))));
}

function outsideLinks(iris) {
  return make("ul", {}, ...iris.map((iri) => make("li", {},
    make("a", { href: iri, rel: "noopener noreferrer", target: "_blank", text: iri }))));
}

function relations(title, links, node) {
  if (!links.length) return [];
  const rows = [...links].sort((a, b) => b.score - a.score || a.id - b.id).map((link) => relation(link, node));
  return [heading(title), make("ul", {}, ...rows)];
}

function relation(link, node) {
  const sentence = make("div");
  const show = (id) => (node && id === node.id ? make("strong", { text: NODES[id].label }) : entityLink(NODES[id]));
  sentence.append(show(link.subject), " ", make("span", { class: "verb", text: verb(link.predicate) }), " ", show(link.object));
  for (const badge of badges(link)) sentence.append(make("span", { class: "badge", text: badge }));
  const item = make("li", { class: "relation" }, sentence);
  if (link.evidence.length) {
    const quotes = link.evidence.map(quote);
    const rest = link.count - link.evidence.length;
    if (rest > 0) quotes.push(make("p", { class: "note", text: say("more_evidence", rest) }));
    item.append(quotes.length === 1 ? quotes[0]
      : make("details", { open: !node }, make("summary", { text: say("quotes", link.count) }), ...quotes));
  }
  return item;
}

function badges(link) {
  const found = [];
  if (link.modality !== "asserted") found.push(say(link.modality));
  if (link.layer !== "stated" && link.layer !== "cooccurrence") found.push(say(link.layer));
  return found;
}

/* A passage with the quoted words marked, and where it stands. */
function quote([passage, offset, length, start]) {
  const [postNumber, text] = DATA.passages[passage];
  const words = make("p", {}, text.slice(0, offset), make("mark", { text: text.slice(offset, offset + length) }), text.slice(offset + length));
  const post = POSTS[postNumber];
  const place = make("footer");
  const by = typeof post.author === "number" ? NODES[post.author].label : post.author;
  place.append([by, post.date, post.comment ? say("comment") : null].filter(Boolean).join(" · "));
  if (place.textContent) place.append(" · ");
  place.append(make("code", { text: `${post.source}:${start}` }));
  return make("blockquote", { class: "quote" }, words, place);
}

function mentionQuotes(node) {
  const quotes = DATA.mentions[node.id];
  const list = quotes.slice(0, 6).map(quote);
  if (quotes.length > 6) {
    list.push(make("details", {}, make("summary", { text: say("more") }), ...quotes.slice(6).map(quote)));
  }
  const rest = node.mentions - quotes.length;
  if (quotes.length && rest > 0) list.push(make("p", { class: "note", text: say("more_quotes", rest) }));
  if (!quotes.length) list.push(make("p", { class: "note", text: say("no_quote") }));
  return [heading(say("mentions")), ...list];
}

function together(links, node) {
  if (!links.length) return [];
  const other = (link) => NODES[link.subject === node.id ? link.object : link.subject];
  const rows = [...links]
    .sort((a, b) => b.significance - a.significance || b.count - a.count || a.id - b.id)
    .slice(0, 30)
    .map((link) => make("li", {}, typeIcon(other(link).type), entityLink(other(link)),
      make("span", { class: "number", text: say("times", link.count) })));
  return [heading(say("together")), make("ul", { class: "rows" }, ...rows)];
}

function postList(title, posts) {
  if (!posts.length) return [];
  const rows = posts.map((post) => {
    const by = typeof post.author === "number" ? NODES[post.author].label : post.author;
    const detail = [by, post.date, post.comment ? say("comment") : null].filter(Boolean).join(" · ");
    return make("li", { class: "relation" }, make("div", { text: post.title }),
      make("div", { class: "note", text: detail ? `${detail} · ` : "" }, make("code", { text: `${post.source}:${post.start}` })));
  });
  return [heading(title), make("ul", {}, ...rows)];
}

function edgePanel(edge) {
  const links = edge.links.map((id) => LINKS[id]);
  const title = make("h2", { text: `${NODES[edge.from].label} — ${NODES[edge.to].label}` });
  const rows = links.map((link) => relation(link, null));
  return [closeButton(), title, make("p", { class: "kind", text: say(edge.layer) }), heading(say("evidence")), make("ul", {}, ...rows)];
}
