/* Read the page's data once: entities, links, posts and the passages that quotes stand in. */

function readJson(id) {
  return JSON.parse(document.getElementById(id).textContent);
}

const DATA = readJson("data");
const NETWORK = readJson("network");
const OPTIONS = readJson("options");

const COLOURS = {
  Person: "#d55e00", Organization: "#0072b2", Place: "#009e73", Event: "#cc79a7",
  Work: "#e69f00", Product: "#56b4e9", Concept: "#f0e442",
};

const NODES = DATA.nodes.map((row, id) => ({
  id, iri: row[0], type: DATA.types[row[1]], label: row[2], language: row[3], also: row[4],
  same: row[5], definition: row[6], posts: row[7], mentions: row[8], rank: row[9],
}));

const LINKS = DATA.links.map((row, id) => ({
  id, subject: row[0], object: row[1], predicate: DATA.predicates[row[2]][0],
  symmetric: Boolean(DATA.predicates[row[2]][1]), layer: DATA.layers[row[3]], score: row[4],
  count: row[5], significance: row[6], modality: DATA.modalities[row[7]], evidence: row[8],
}));

const POSTS = DATA.posts.map((row, id) => ({
  id, source: row[0], start: row[1], title: row[2], author: row[3], date: row[4],
  parent: row[5], comment: Boolean(row[6]),
}));

const LINKS_OF = NODES.map(() => []);
for (const link of LINKS) {
  LINKS_OF[link.subject].push(link);
  if (link.object !== link.subject) LINKS_OF[link.object].push(link);
}

const BY_IRI = new Map(NODES.map((node) => [node.iri, node]));

/* Letters without accents or case, so that "regie" finds "Régie". */
function fold(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[’]/g, "'").toLowerCase();
}

/* The one way elements are made: text is set as text, so names stay names. */
function make(tag, options = {}, ...children) {
  const element = document.createElement(tag);
  const { text, on, ...attributes } = options;
  if (text !== undefined) element.textContent = text;
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("aria-")) element.setAttribute(name, String(value));
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== undefined && value !== null) {
      element.setAttribute(name, String(value));
    }
  }
  for (const [name, action] of Object.entries(on || {})) element.addEventListener(name, action);
  element.append(...children);
  return element;
}

const SHAPES = {
  dot: "M8 1.5a6.5 6.5 0 1 0 .01 0z",
  square: "M2 2h12v12h-12z",
  triangle: "M8 1.5 15 14H1z",
  triangleDown: "M8 14.5 1 2h14z",
  diamond: "M8 .8 14.6 8 8 15.2 1.4 8z",
  star: "M8 .6l2.2 5 5.4.5-4.1 3.6 1.2 5.3L8 12.2 3.3 15l1.2-5.3L.4 6.1l5.4-.5z",
  hexagon: "M4.2 1.6h7.6L15.6 8l-3.8 6.4H4.2L.4 8z",
};
const SHAPE_OF = {
  Person: "dot", Organization: "square", Place: "triangleDown", Event: "star",
  Work: "diamond", Product: "hexagon", Concept: "triangle",
};

function drawing(path, name, size, style) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", size);
  svg.setAttribute("class", name);
  svg.setAttribute("aria-hidden", "true");
  const line = document.createElementNS(space, "path");
  line.setAttribute("d", path);
  for (const [key, value] of Object.entries(style)) line.setAttribute(key, value);
  svg.append(line);
  return svg;
}

function typeIcon(type) {
  return drawing(SHAPES[SHAPE_OF[type]], "shape", "0 0 16 16", {
    fill: COLOURS[type], stroke: "rgb(0 0 0 / 45%)", "stroke-width": 1,
  });
}
