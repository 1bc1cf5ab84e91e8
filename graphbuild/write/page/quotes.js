/* Quotes: the sentence around a place of a post, the words marked, and where it stands. */

const SENTENCE_END = /(?<=[.!?…])["»”’)\]]*\s+|\s*\n\s*/g;
const LONGEST_QUOTE = 420;
const AROUND = 160;

/* Where the sentence around ``from``-``to`` begins and ends, within its paragraph where that
   is known; a long one is cut at words. */
function sentenceAround({ text, blocks }, from, to) {
  const block = blocks.find(([start, length]) => start <= from && to <= start + length);
  let [first, last] = block ? [block[0], block[0] + block[1]] : [0, text.length];
  const lowest = first;
  for (const { index, 0: gap } of text.matchAll(SENTENCE_END)) {
    if (index + gap.length <= from) first = Math.max(index + gap.length, lowest);
    else if (index >= to) { last = Math.min(index, last); break; }
  }
  if (last - first <= LONGEST_QUOTE) return [first, last];
  const space = (at) => { const found = text.slice(at).search(/\s/); return found < 0 ? at : at + found; };
  return [first < from - AROUND ? Math.min(space(from - AROUND) + 1, from) : first,
    last > to + AROUND ? Math.max(space(to + AROUND), to) : last];
}

/* Code points, as other programs count them. */
function sourceStart(post, offset) {
  return post.start + [...textOf(post.id).text.slice(0, offset)].length;
}

function markedSentence([id, offset, length]) {
  const { text } = textOf(id);
  const [first, last] = sentenceAround(textOf(id), offset, offset + length);
  const cut = (at) => at > 0 && at < text.length && !/[.!?…»”"\n]\s*$/.test(text.slice(0, at)) && !/^\s*\n/.test(text.slice(at));
  return make("p", { lang: POSTS[id].language },
    cut(first) ? "… " : "", plainText(id, first, offset), make("mark", { text: plainText(id, offset, offset + length) }),
    plainText(id, offset + length, last), cut(last) ? " …" : "");
}

function quote(place) {
  const [id, offset, length] = place;
  const post = POSTS[id];
  return make("blockquote", { class: "quote" }, markedSentence(place),
    make("footer", {}, byline(post), postLink(post, [offset, length]), " ",
      make("code", { text: `${post.source}:${sourceStart(post, offset)}` }), original(post, textOf(id).text.slice(offset, offset + length))));
}

/* A name in a header outside the post's own text. */
function outsideQuote(post, start, surface) {
  return make("blockquote", { class: "quote" }, make("p", {}, make("mark", { text: surface })),
    make("footer", {}, byline(post), postLink(post), " ", make("code", { text: `${post.source}:${start}` }), original(post)));
}

function byline(post) {
  const parts = [authorOf(post), sayDate(post.date), post.comment ? say("comment") : ""].filter(Boolean);
  return parts.length ? `${parts.join(" · ")} · ` : "";
}

function postLink(post, at = null) {
  return innerLink(post.title, { post: post.id, at }, { class: "link read", title: say("read"), lang: post.language });
}

/* A link to the page on the web that the post came from, at the words quoted. */
function original(post, words = "") {
  if (!isWebAddress(post.url)) return null;
  const fragment = words && !post.url.includes("#") ? `#:~:text=${encodeURIComponent(words.slice(0, 120)).replaceAll("-", "%2D")}` : "";
  return make("a", { class: "outside", href: post.url + fragment, rel: "noopener noreferrer", target: "_blank", text: say("original") });
}

function isWebAddress(text) {
  if (!/^https?:\/\//i.test(text || "")) return false;
  try { return ["http:", "https:"].includes(new URL(text).protocol); } catch { return false; }
}
