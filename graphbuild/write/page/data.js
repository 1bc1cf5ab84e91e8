/* Read the page's data: entities, links and posts at once, the posts' texts when needed. */

let DATA, NETWORK, OPTIONS, NODES, LINKS, POSTS, LINKS_OF, BY_IRI, POST_BY_IRI, COMMUNITIES, FORMS, CHUNKS;

/* Texts are unpacked at once below this many packed characters, else when first read. */
const EAGER = 6_000_000;

/* Nearly all of the page is in these. */
const PAGE_SIZE = [...document.querySelectorAll("script, style")].reduce((sum, part) => sum + part.textContent.length, 0);

async function unpack(packed) {
  const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return JSON.parse(await new Response(stream).text());
}

async function readData() {
  const packed = (id) => unpack(byId(id).textContent);
  [DATA, NETWORK] = await Promise.all([packed("data"), packed("network")]);
  OPTIONS = JSON.parse(byId("options").textContent);
  const full = (iri) => (/^[a-z][a-z0-9+.-]*:/i.test(iri) ? iri : DATA.base + iri);
  NODES = DATA.nodes.map((row, id) => ({
    id, short: row[0], iri: full(row[0]), type: DATA.types[row[1]], label: row[2], language: row[3],
    also: row[4], same: row[5], definition: row[6], posts: row[7], mentions: row[8], rank: row[9],
    community: row[10], merges: row[11], attributes: row[12], naming: DATA.naming[id],
  }));
  LINKS = DATA.links.map((row, id) => ({
    id, subject: row[0], object: row[1], predicate: DATA.predicates[row[2]][0],
    symmetric: Boolean(DATA.predicates[row[2]][1]), layer: DATA.layers[row[3]], score: row[4],
    count: row[5], significance: row[6], modality: DATA.modalities[row[7]], evidence: triples(row[8]),
  }));
  POSTS = DATA.posts.map((row, id) => ({
    id, short: row[0], iri: full(row[0]), source: row[1], start: row[2], title: row[3], author: row[4],
    date: row[5], parent: row[6], comment: Boolean(row[7]), language: row[8], url: row[9], comments: [],
  }));
  for (const post of POSTS) if (post.parent !== null) POSTS[post.parent].comments.push(post);
  connect();
  await readTexts();
}

function triples(flat) {
  const found = [];
  for (let i = 0; i < flat.length; i += 3) found.push(flat.slice(i, i + 3));
  return found;
}

function connect() {
  LINKS_OF = NODES.map(() => []);
  for (const link of LINKS) {
    LINKS_OF[link.subject].push(link);
    if (link.object !== link.subject) LINKS_OF[link.object].push(link);
  }
  BY_IRI = new Map(NODES.flatMap((node) => [[node.iri, node], [node.short, node]]));
  POST_BY_IRI = new Map(POSTS.map((post) => [post.short, post]));
  FORMS = NODES.map((node) => [node.label, ...node.also.map(([text]) => text)].map(fold));
  COMMUNITIES = [];
  for (const node of NODES) {
    if (node.community < 0) continue;
    const known = (COMMUNITIES[node.community] ||= { id: node.community, nodes: [], ideas: [] });
    known.nodes.push(node);
    if (node.type === "Concept" && known.ideas.length < 3) known.ideas.push(node);
  }
  for (const found of COMMUNITIES) {
    found.name = (found.ideas.length ? found.ideas : found.nodes.slice(0, 2)).map((node) => node.label).join(", ");
  }
}

/* Which chunk holds which posts is known from their counts, before any is unpacked. */
async function readTexts() {
  let first = 0;
  CHUNKS = [...document.querySelectorAll("script.texts")].map((element) => {
    const chunk = { element, first, posts: null, loading: null };
    first += Number(element.dataset.posts);
    return chunk;
  });
  const size = CHUNKS.reduce((sum, chunk) => sum + chunk.element.textContent.length, 0);
  if (size <= EAGER) await Promise.all(CHUNKS.map(readChunk));
}

function readChunk(chunk) {
  chunk.loading ||= unpack(chunk.element.textContent).then((rows) => {
    chunk.posts = rows.map(([text, flat, outside, blocks, gaps]) => (
      { text, spans: triples(flat), outside, blocks: triples(blocks), gaps }));
    chunk.element.remove();
  });
  return chunk.loading;
}

function chunkOf(id) {
  return CHUNKS.findLast((chunk) => chunk.first <= id);
}

/* Make sure that the texts of these posts can be had from textOf. */
async function needTexts(ids) {
  const missing = new Set([...ids].map(chunkOf).filter((chunk) => !chunk.posts));
  await Promise.all([...missing].map(readChunk));
}

function textOf(id) {
  const chunk = chunkOf(id);
  return chunk.posts[id - chunk.first];
}

/* A stretch of a post's text without what only marks it up (a link's target, asterisks). */
function plainText(id, from, to) {
  const { text, gaps } = textOf(id);
  let found = "";
  for (let i = 0; i < gaps.length && from < to; i += 2) {
    const [start, end] = [gaps[i], gaps[i] + gaps[i + 1]];
    if (end <= from || start >= to) continue;
    found += text.slice(from, Math.max(start, from));
    from = Math.min(end, to);
  }
  return found + text.slice(from, to);
}

/* Letters without accents or case, so that "regie" finds "Régie". */
function fold(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/’/g, "'").replace(/œ/gi, "oe").toLowerCase();
}

function authorOf(post) {
  return typeof post.author === "number" ? NODES[post.author].label : post.author;
}
