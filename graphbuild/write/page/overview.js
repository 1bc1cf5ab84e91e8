/* The whole at a glance: counts, what matters most, communities, quality. */

const TOP_SHOWN = 10;

function showOverview() {
  if (state.view !== "overview") return;
  byId("overview").replaceChildren(
    tiles(),
    make("div", { class: "columns" },
      topList("top_people", "Person"), topList("top_organizations", "Organization"), topList("top_ideas", "Concept"),
      yearsCard(), communitiesCard(), qualityCard(), failuresCard()),
  );
}

function tiles() {
  const posts = POSTS.filter((post) => !post.comment).length;
  const stated = LINKS.filter((link) => link.layer === "stated").length;
  const figures = [
    [posts, say("posts"), null], [POSTS.length - posts, say("replies"), null],
    ...DATA.types.map((type) => [NODES.filter((node) => node.type === type).length, say(type), type]),
    [stated, say("relations"), null],
  ];
  return make("ul", { class: "tiles" }, figures.filter(([count]) => count).map(([count, name, type]) =>
    make("li", {}, make("b", { text: sayNumber(count) }), make("span", {}, type ? typeIcon(type) : "", ` ${name}`))));
}

function card(title, ...children) {
  return make("section", { class: "card" }, make("h2", { text: title }), ...children);
}

function topList(title, type) {
  const nodes = NODES.filter((node) => node.type === type && shown.nodes.has(node.id))
    .sort((a, b) => b.posts - a.posts || a.id - b.id).slice(0, TOP_SHOWN);
  const most = Math.max(...nodes.map((node) => node.posts), 1);
  return card(say(title), make("ol", { class: "rows ranked" }, nodes.map((node) => {
    const row = entityRow(node, say("min_posts_unit", node.posts));
    const meter = make("i", { class: "meter" });
    meter.style.width = `${(100 * node.posts) / most}%`;
    row.append(meter);
    return row;
  })));
}

function yearsCard() {
  if (!bins.length) return null;
  const most = Math.max(...bins.map((bin) => bin.posts.length), 1);
  const rows = bins.filter((bin) => bin.posts.length).slice(-24).map((bin) => {
    const meter = make("i", { class: "meter" });
    meter.style.width = `${(100 * bin.posts.length) / most}%`;
    return make("li", {}, button(sayDate(bin.key), () => change({ from: bin.key, to: bin.key, view: "map" }), { class: "link" }),
      make("span", { class: "number", text: bin.posts.length }), meter);
  });
  return card(say("timeline"), make("ul", { class: "rows ranked" }, rows));
}

function communitiesCard() {
  if (!COMMUNITIES.length) return null;
  return card(say("communities"), make("ul", { class: "rows" }, COMMUNITIES.slice(0, 14).map((community) => make("li", {}, communityIcon(community.id),
    button(community.name, () => change({ community: community.id, view: "map" }, { move: true }), { class: "link" }),
    make("span", { class: "number", text: community.nodes.length })))));
}

function qualityCard() {
  const main = POSTS.filter((post) => !post.comment);
  const stated = LINKS.filter((link) => link.layer === "stated");
  const share = (part, whole) => (whole ? `${Math.round((100 * part) / whole)} %` : "–");
  const figures = [
    [share(main.filter((post) => post.date).length, main.length), say("q_dated")],
    [share(main.filter((post) => post.author !== null).length, main.length), say("q_signed")],
    [share(NODES.filter((node) => LINKS_OF[node.id].length).length, NODES.length), say("q_linked")],
    [share(stated.filter((link) => link.score >= 0.8).length, stated.length), say("q_stated")],
    [NODES.reduce((sum, node) => sum + node.merges.length, 0), say("q_merges")],
    [DATA.failures.length, say("q_failures")],
  ];
  return card(say("quality"), make("dl", { class: "figures" }, figures.flatMap(([value, name]) => [make("dt", { text: name }), make("dd", { text: value })])),
    make("p", { class: "note", text: say("encodings", DATA.encodings.map(([name, count]) => `${name} (${count})`).join(", ")) }),
    make("p", { class: "note", text: say("page_size", new Intl.NumberFormat(region(), { style: "unit", unit: "megabyte", maximumFractionDigits: 1 }).format(PAGE_SIZE / 1e6)) }),
    make("p", { class: "note", text: say("built", DATA.build.version, DATA.build.model) }));
}

function failuresCard() {
  if (!DATA.failures.length) return card(say("failures"), make("p", { class: "note", text: say("no_failures") }));
  return card(say("failures"), make("ul", {}, DATA.failures.slice(0, 200).map(([source, reason, remedy]) =>
    make("li", { class: "relation" }, make("code", { text: source }), make("div", { text: reason }), make("div", { class: "note", text: remedy })))));
}
