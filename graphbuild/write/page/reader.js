/* A whole post in the panel: what it names stands out in its type's colour and leads on. */

function threadOf(post) {
  return [post.id, ...(post.parent === null ? [] : [post.parent]), ...post.comments.map((comment) => comment.id)];
}

function postPanel(post) {
  const parent = post.parent === null ? null : POSTS[post.parent];
  return [
    ...panelTitle(post.title, post.language),
    make("p", { class: "kind" }, [say(post.comment ? "one_comment" : "one_post"), authorOf(post), sayDate(post.date)].filter(Boolean).join(" · ")),
    make("p", { class: "note" }, make("code", { text: `${post.source}:${post.start}` }), " ", original(post)),
    parent ? make("p", { class: "note" }, `${say("reply_to")} `, postLink(parent)) : null,
    make("div", { class: "actions" }, button(say("only_post"), () => change({ within: post.id }), { "aria-pressed": state.within === post.id })),
    make("article", { class: "reading", lang: post.language }, paragraphs(post)),
    ...(post.comments.length ? [heading(say("comments", post.comments.length)), ...post.comments.map(commentPart)] : []),
    queryPart(postQuery(post)),
  ];
}

function commentPart(comment) {
  return make("div", { class: "reply" }, make("p", { class: "note" }, byline(comment), postLink(comment)),
    make("article", { class: "reading", lang: comment.language }, paragraphs(comment)));
}

/* The text cut at blank lines; mentions inside another one give way to the longer. */
function paragraphs(post) {
  const { text, spans } = textOf(post.id);
  const kept = [];
  for (const span of [...spans].sort((a, b) => a[0] - b[0] || b[1] - a[1])) {
    if (!kept.length || span[0] >= kept.at(-1)[0] + kept.at(-1)[1]) kept.push(span);
  }
  const here = state.post === post.id && state.at ? state.at : null;
  const found = [];
  for (const { index, 0: part } of text.matchAll(/[^\n](?:[^\n]|\n(?!\s*\n))*/g)) {
    if (!part.trim()) continue;
    const end = index + part.length;
    const made = make("p", {}, runs(text, index, end, kept.filter(([from, length]) => from < end && from + length > index)));
    if (here && here[0] < end && here[0] + here[1] > index) made.classList.add("here");
    found.push(made);
  }
  return found;
}

function runs(text, start, end, spans) {
  const parts = [];
  let at = start;
  for (const [from, length, id] of spans) {
    const [first, last] = [Math.max(from, at), Math.min(from + length, end)];
    if (first >= last) continue;
    parts.push(text.slice(at, first), mention(NODES[id], text.slice(first, last)));
    at = last;
  }
  return [...parts, text.slice(at, end)];
}

function mention(node, words) {
  return innerLink(words, { node: node.id }, {
    class: `mention ${node.type.toLowerCase()}`, title: `${node.label} (${say(`one_${node.type}`)})`, "data-node": node.id,
  });
}
