/* Two entities and the shortest chains of evidence between them. */

function stepPosts(step) {
  return step.post === undefined ? step.links.flatMap(linkPosts) : [step.post];
}

function pathPanel(chains) {
  const [from, to] = state.path;
  const parts = [
    ...panelTitle(say("path")),
    make("div", { class: "ends" }, endPicker(0, say("path_from")), endPicker(1, say("path_target"))),
  ];
  if (from === to) parts.push(make("p", { class: "note", text: say("path_pick") }));
  else if (!chains.length) parts.push(make("p", { class: "note", text: say("path_none") }));
  else {
    parts.push(make("p", { class: "note", text: say("path_found", chains.length, ...bounds(chains.map((chain) => chain.length))) }));
    chains.forEach((chain, index) => parts.push(
      chains.length > 1 ? heading(say("chain", index + 1)) : null,
      make("ol", { class: "chain" }, chain.map((step) => chainStep(step, index === 0)))));
    const pairs = chains.flat().flatMap((step) => step.links.map((link) => [link.subject, link.object]));
    if (pairs.length) parts.push(queryPart(pairQuery(pairs)));
  }
  return parts;
}

function endPicker(which, name) {
  const field = make("input", { type: "search", autocomplete: "off", spellcheck: "false", id: `end-${which}` });
  const picked = state.path[which];
  field.value = which === 1 && picked === state.path[0] ? "" : NODES[picked].label;
  attachHits(field, (node) => {
    const path = [...state.path];
    path[which] = node.id;
    choose({ path }, { move: true });
  });
  return make("div", {}, make("label", { for: `end-${which}`, text: name }), field.parentElement || field);
}

function chainStep(step, open) {
  const [from, to] = [entityLink(NODES[step.from]), entityLink(NODES[step.to])];
  if (step.post === undefined) return make("li", {}, make("ul", {}, step.links.map((link) => statement(link, { from: step.from, open: open ? 1 : 0 }))));
  const post = POSTS[step.post];
  const quotes = [step.from, step.to].map((id) => firstQuote(post, id)).filter(Boolean);
  return make("li", {}, make("div", { class: "sentence" }, from, " + ", to, " ", make("span", { class: "verb", text: say("same_post") }), " ", postLink(post), original(post)),
    open ? quotes : details(say("quotes_title"), ...quotes));
}

function firstQuote(post, id) {
  const { spans, outside } = textOf(post.id);
  const span = spans.find((row) => row[2] === id);
  if (span) return quote([post.id, span[0], span[1]]);
  const header = outside.find(([named]) => named === id);
  return header ? outsideQuote(post, header[1], header[2]) : null;
}
