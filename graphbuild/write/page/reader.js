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
  return make("div", { class: "reply" }, make("p", { class: "note" }, byline(comment), postLink(comment), original(comment)),
    make("article", { class: "reading", lang: comment.language }, paragraphs(comment)));
}

/* A paragraph for each block; mentions inside another one give way to the longer. */
function paragraphs(post) {
  const kept = [];
  for (const span of [...textOf(post.id).spans].sort((a, b) => a[0] - b[0] || b[1] - a[1])) {
    if (!kept.length || span[0] >= kept.at(-1)[0] + kept.at(-1)[1]) kept.push(span);
  }
  const overlaps = ([from, length], start, end) => from < end && from + length > start;
  return blocksOf(textOf(post.id)).map(([start, length, kind]) => {
    const end = start + length;
    const made = make("p", { class: kind }, runs(post.id, start, end, kept.filter((span) => overlaps(span, start, end))));
    if (state.post === post.id && state.at && overlaps(state.at, start, end)) made.classList.add("here");
    return made;
  });
}

/* Where the layout is not known, blank lines part the text. */
function blocksOf({ text, blocks }) {
  if (blocks.length) return blocks.map(([start, length, kind]) => [start, length, DATA.kinds[kind]]);
  return [...text.matchAll(/[^\n](?:[^\n]|\n(?!\s*\n))*/g)].filter(([part]) => part.trim())
    .map(({ index, 0: part }) => [index, part.length, "paragraph"]);
}

/* The text between two offsets, its mentions as links and the quoted words marked. */
function runs(id, start, end, spans) {
  const parts = [];
  let at = start;
  const plain = (to) => { parts.push(...marked(id, at, to)); at = to; };
  for (const [from, length, node] of spans) {
    const [first, last] = [Math.max(from, at), Math.min(from + length, end)];
    if (first >= last) continue;
    plain(first);
    parts.push(mention(NODES[node], plainText(id, first, last), isQuoted(id, first, last)));
    at = last;
  }
  plain(end);
  return parts;
}

function isQuoted(id, from, to) {
  return state.post === id && Boolean(state.at) && state.at[0] < to && state.at[0] + state.at[1] > from;
}

function marked(id, from, to) {
  if (!isQuoted(id, from, to)) return [plainText(id, from, to)];
  const [first, last] = [Math.max(state.at[0], from), Math.min(state.at[0] + state.at[1], to)];
  return [plainText(id, from, first), make("mark", { text: plainText(id, first, last) }), plainText(id, last, to)];
}

function mention(node, words, quoted) {
  return innerLink(words, { node: node.id }, {
    class: `mention ${node.type.toLowerCase()}${quoted ? " quoted" : ""}`, title: `${node.label} (${say(`one_${node.type}`)})`, "data-node": node.id,
  });
}
