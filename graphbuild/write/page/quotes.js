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

/* The words to mark: a passage where two names meet says where they stand. */
function wordsOf(link, [id, offset, length]) {
  if (link.layer !== "cooccurrence") return [[offset, offset + length]];
  const inside = textOf(id).spans.filter(([from, size, node]) => from >= offset && from + size <= offset + length && [link.subject, link.object].includes(node));
  const apart = inside.filter(([from], index) => !index || from >= inside[index - 1][0] + inside[index - 1][1]);
  return apart.length > 1 ? apart.map(([from, size]) => [from, from + size]) : [[offset, offset + length]];
}

function markedSentence([id, offset, length], words) {
  const { text } = textOf(id);
  const [first, last] = sentenceAround(textOf(id), offset, offset + length);
  const cut = (at) => at > 0 && at < text.length && !/[.!?…»”"\n]\s*$/.test(text.slice(0, at)) && !/^\s*\n/.test(text.slice(at));
  return make("p", { lang: POSTS[id].language },
    cut(first) ? "… " : "", plainText(id, first, words[0][0]),
    words.flatMap(([from, to], index) => [
      index ? shortened(plainText(id, words[index - 1][1], from)) : "", make("mark", { text: plainText(id, from, to) })]),
    plainText(id, words.at(-1)[1], last), cut(last) ? " …" : "");
}

/* What lies between two names, without its middle where it is long. */
function shortened(text) {
  if (text.length <= LONGEST_QUOTE / 2) return text;
  const ends = [text.slice(0, LONGEST_QUOTE / 4), text.slice(-LONGEST_QUOTE / 4)];
  return `${ends[0].replace(/\S*$/, "")}[…]${ends[1].replace(/^\S*/, "")}`;
}

function quote(place, words = null) {
  const [id, offset, length] = place;
  const post = POSTS[id];
  return make("blockquote", { class: "quote" }, markedSentence(place, words || [[offset, offset + length]]),
    make("footer", {}, byline(post), postLink(post, [offset, length]), " ",
      make("code", { text: `${post.source}:${sourceStart(post, offset)}` }), original(post, [offset, offset + length])));
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
function original(post, span = null) {
  if (!isWebAddress(post.url)) return null;
  return make("a", { class: "outside", href: span ? quoteAddress(post, ...span) : post.url, rel: "noopener noreferrer", target: "_blank", text: say("original") });
}

/* A WICG text fragment, as write/fragments.py makes it and says why. */
const [LONGEST_FRAGMENT, END_WORDS, AROUND_WORDS] = [100, 4, 3];

function quoteAddress(post, from, to) {
  const { text } = textOf(post.id);
  const words = (start, end) => plainText(post.id, start, end).split(/\s+/).filter(Boolean);
  const lines = [...text.slice(from, to).matchAll(/[^\n]+/g)].map(({ index, 0: line }) => words(from + index, from + index + line.length)).filter((line) => line.length);
  if (!lines.length) return post.url;
  const whole = lines[0].join(" ");
  const short = lines.length === 1 && (whole.length <= LONGEST_FRAGMENT || lines[0].length < 2 * END_WORDS);
  const said = short ? [whole] : [lines[0].slice(0, END_WORDS).join(" "), lines.at(-1).slice(-END_WORDS).join(" ")];
  const lineEnd = text.indexOf("\n", to);
  const before = words(text.lastIndexOf("\n", Math.max(from - 1, 0)) + 1, from).slice(-AROUND_WORDS).join(" ");
  const after = words(to, lineEnd < 0 ? text.length : lineEnd).slice(0, AROUND_WORDS).join(" ");
  const escaped = (part) => encodeURIComponent(part.toWellFormed()).replace(/[-!'()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`);
  const parts = [before && `${escaped(before)}-`, ...said.map(escaped), after && `-${escaped(after)}`].filter(Boolean);
  return `${post.url}${post.url.includes("#") ? "" : "#"}:~:text=${parts.join(",")}`;
}

function isWebAddress(text) {
  if (!/^https?:\/\//i.test(text || "")) return false;
  try { return ["http:", "https:"].includes(new URL(text).protocol); } catch { return false; }
}
