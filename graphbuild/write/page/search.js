/* Search by any form of a name, without regard to accents or case; a list that arrows and
   Enter drive hangs under the field (the ARIA combobox pattern). */

const MOST_HITS = 12;
const MOST_POSTS = 4;
const query = byId("query");
let combos = 0;

/* Whole names first, then beginnings, then beginnings of words, then anything; by rank in each. */
function quality(form, wanted) {
  if (form === wanted) return 0;
  if (form.startsWith(wanted)) return 1;
  const at = form.indexOf(wanted);
  if (at < 0) return 9;
  return /[^\p{L}\p{N}]/u.test(form[at - 1]) ? 2 : 3;
}

function find(text) {
  const wanted = fold(text.trim());
  if (!wanted) return [];
  const found = [];
  for (const node of NODES) {
    let best = 9;
    for (const form of FORMS[node.id]) best = Math.min(best, quality(form, wanted));
    if (best < 9) found.push([best, node.id]);
  }
  return found.sort((a, b) => a[0] - b[0] || a[1] - b[1]).map(([, id]) => NODES[id]);
}

function findPosts(text) {
  const wanted = fold(text.trim());
  return wanted.length < 2 ? [] : POSTS.filter((post) => !post.comment && fold(post.title).includes(wanted)).slice(0, MOST_POSTS);
}

/* "Hootsuite > relation client" asks for the path between the two. */
function findPath(text) {
  const ends = text.split(/>|→/).map((part) => find(part)[0]);
  return ends.length === 2 && ends[0] && ends[1] && ends[0] !== ends[1] ? ends : null;
}

function nodeHit(node) {
  const also = node.also.find(([text]) => fold(text).includes(fold(query.value.trim())));
  const other = also && !fold(node.label).includes(fold(query.value.trim())) ? also[0] : "";
  return [typeIcon(node.type), make("span", { text: node.label }), make("span", { class: "note", text: other }), make("span", { class: "number", text: node.mentions })];
}

/* Posts whose text, not only their title, holds what is typed; counted where they are few. */
function saidHit(text) {
  const words = text.trim();
  const read = CHUNKS.length < 2 && CHUNKS.every((chunk) => chunk.posts);
  const count = words.length < 3 ? 0 : read ? postsSaying(words).size : null;
  if (count === 0) return [];
  return [{ parts: [make("span", { class: "badge", text: say("in_texts") }), make("span", { text: say("chip_text", words) }),
    count === null ? null : make("span", { class: "number", text: say("min_posts_unit", count) })], take: () => change({ said: words }, { move: true }) }];
}

function everyHit(text) {
  const path = findPath(text);
  if (path) return [{ parts: [make("span", { text: say("path_hit", path[0].label, path[1].label) })], take: () => choose({ path: path.map((node) => node.id) }, { move: true }) }];
  return [
    ...find(text).slice(0, MOST_HITS).map((node) => ({ id: node.id, parts: nodeHit(node), take: () => choose({ node: node.id }, { move: true }) })),
    ...findPosts(text).map((post) => ({
      parts: [make("span", { class: "badge", text: say("one_post") }), make("span", { text: post.title }), make("span", { class: "number", text: sayDate(post.date) })],
      take: () => choose({ post: post.id }) })),
    ...saidHit(text),
  ];
}

/* Hang a list of hits under a field; ``hitsFor`` gives {parts, take} for what is typed. */
function hangHits(field, hitsFor) {
  const name = `hits-${++combos}`;
  const list = make("ul", { class: "hits", id: name, role: "listbox", hidden: true, "aria-label": say("search") });
  let rows = [];
  let current = -1;
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", name);
  field.setAttribute("aria-expanded", "false");
  const open = (on) => {
    list.hidden = !on;
    field.setAttribute("aria-expanded", String(on));
    if (on && current >= 0) field.setAttribute("aria-activedescendant", `${name}-${current}`);
    else field.removeAttribute("aria-activedescendant");
  };
  const take = (hit) => { open(false); field.value = ""; hit.take(); };
  const mark = (index) => {
    current = index;
    list.querySelectorAll("[role=option]").forEach((row, at) => row.setAttribute("aria-selected", String(at === index)));
    list.children[index]?.scrollIntoView({ block: "nearest" });
    open(true);
  };
  const show = () => {
    rows = hitsFor(field.value);
    current = rows.length ? 0 : -1;
    list.replaceChildren(...rows.map((hit, index) => make("li", {
      role: "option", id: `${name}-${index}`, "aria-selected": index === 0, "data-node": hit.id,
      on: { pointerdown: (event) => { event.preventDefault(); take(hit); } },
    }, hit.parts)));
    if (!rows.length && field.value.trim()) {
      list.append(make("li", { role: "option", class: "none", text: say("nothing"), "aria-selected": false, "aria-disabled": true }));
      tell(say("nothing"));
    }
    open(list.children.length > 0);
  };
  field.addEventListener("input", show);
  field.addEventListener("focus", () => { if (field.value) { field.select(); show(); } });
  field.addEventListener("blur", () => open(false));
  field.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) show();
      else if (rows.length) mark((current + (event.key === "ArrowDown" ? 1 : -1) + rows.length) % rows.length);
    } else if (event.key === "Enter" && !list.hidden && current >= 0) take(rows[current]);
    else if (event.key === "Escape") {
      if (list.hidden) field.blur();
      open(false);
      event.stopPropagation();
    }
  });
  return list;
}

/* A field of its own kind: only entities can be picked. */
function attachHits(field, pick) {
  const list = hangHits(field, (text) => find(text).slice(0, MOST_HITS).map((node) => ({
    id: node.id, parts: [typeIcon(node.type), make("span", { text: node.label }), make("span", { class: "number", text: node.mentions })], take: () => pick(node) })));
  make("div", { class: "combo" }, field, list);
}

function startSearch() {
  query.after(hangHits(query, everyHit));
}
