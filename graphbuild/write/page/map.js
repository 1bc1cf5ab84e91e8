/* The map: vis-network draws shapes and lines at positions decided at build time; names are
   drawn here, best ranked first, each only where it covers no other. */

const FIRST_DRAWN = 800;
const RELATED_DRAWN = 900;
const NAMES_DRAWN = 260;
const LONGEST_NAME = 34;
const SMALLEST = 2.2;
const REACH = 7;

const shown = {
  types: new Set(DATA.types), layers: new Set(DATA.layers), all: NODES.length <= FIRST_DRAWN,
  around: false, related: RELATED_DRAWN,
};
const chosen = { node: null, edge: null, hover: null };

const RELATED = NETWORK.edges
  .filter((edge) => edge.layer === "cooccurrence")
  .sort((a, b) => b.strength - a.strength || a.id - b.id);
const RELATED_ORDER = new Map(RELATED.map((edge, order) => [edge.id, order]));

const dark = matchMedia("(prefers-color-scheme: dark)");
let ink = {};

function readInk() {
  const style = getComputedStyle(document.documentElement);
  const read = (name) => style.getPropertyValue(name).trim();
  ink = { ground: read("--ground"), ink: read("--ink"), soft: read("--soft"), accent: read("--accent") };
}

function nodeLook(node, faded) {
  const colour = COLOURS[node.group];
  const border = faded ? "rgba(128,128,128,0.15)" : dark.matches ? "#00000088" : "#00000066";
  const light = { background: colour, border: ink.ink };
  const background = faded ? (dark.matches ? "#2c3238" : "#e6e9ed") : colour;
  return { background, border, highlight: light, hover: light };
}

function edgeLook(edge, near, faded) {
  if (edge.layer === "cooccurrence") {
    const strong = near ? 0.75 : faded ? 0.05 : 0.22;
    return { color: { color: `rgba(128,138,150,${strong})`, hover: ink.soft, highlight: ink.soft }, width: near ? 1.8 : 1 };
  }
  const base = dark.matches ? "200,212,224" : "52,66,82";
  const strong = near ? 1 : faded ? 0.1 : 0.55;
  return {
    color: { color: `rgba(${base},${strong})`, hover: ink.accent, highlight: ink.accent },
    width: near ? 3.4 : 2.4, dashes: edge.layer === "inferred",
  };
}

function arrows(edge) {
  const links = edge.links.map((id) => LINKS[id]).filter((link) => !link.symmetric);
  const to = links.some((link) => link.subject === edge.from);
  const from = links.some((link) => link.subject === edge.to);
  const arrow = (enabled) => ({ enabled, scaleFactor: 0.6 });
  return { to: arrow(to), from: arrow(from) };
}

const EDGES = NETWORK.edges.map((edge) => ({ ...edge, arrows: arrows(edge) }));
const EDGES_OF = NODES.map(() => []);
for (const edge of EDGES) {
  EDGES_OF[edge.from].push(edge);
  EDGES_OF[edge.to].push(edge);
}

const nodeSet = new vis.DataSet();
const edgeSet = new vis.DataSet();
let network;
let near = new Set();

function neighbours(id) {
  const found = new Set([id]);
  for (const edge of EDGES_OF[id]) {
    if (isDrawnLayer(edge)) found.add(edge.from).add(edge.to);
  }
  return found;
}

function isDrawnLayer(edge) {
  return shown.layers.has(edge.layer);
}

function isDrawnEdge(edge, nodes) {
  if (!isDrawnLayer(edge) || !nodes.has(edge.from) || !nodes.has(edge.to)) return false;
  if (edge.layer !== "cooccurrence") return true;
  if (chosen.node !== null && (edge.from === chosen.node || edge.to === chosen.node)) return true;
  return RELATED_ORDER.get(edge.id) < shown.related;
}

/* Which entities are drawn now: by type, by rank, and around the chosen one where asked. */
function drawnNodes() {
  const only = shown.around && chosen.node !== null ? neighbours(chosen.node) : null;
  const drawn = new Set();
  for (const node of NODES) {
    if (only ? !only.has(node.id) : !shown.all && node.id >= FIRST_DRAWN) continue;
    if (shown.types.has(node.type)) drawn.add(node.id);
  }
  if (chosen.node !== null) {
    drawn.add(chosen.node);
    if (!shown.all) {
      for (const id of neighbours(chosen.node)) if (shown.types.has(NODES[id].type)) drawn.add(id);
    }
  }
  return drawn;
}

/* Bring the drawing in line with what is shown and chosen; only what changed is sent. */
function refreshMap() {
  near = chosen.node !== null ? neighbours(chosen.node)
    : chosen.edge !== null ? new Set([EDGES[chosen.edge].from, EDGES[chosen.edge].to]) : new Set();
  const drawn = drawnNodes();
  const fade = near.size > 0;
  const places = shown.around && chosen.node !== null ? placesAround(chosen.node) : new Map();
  sync(nodeSet, NETWORK.nodes.filter((node) => drawn.has(node.id)).map((node) => ({
    ...node, ...places.get(node.id), size: places.size ? Math.min(node.size, 20) : node.size, color: nodeLook(node, fade && !near.has(node.id)),
  })));
  sync(edgeSet, EDGES.filter((edge) => isDrawnEdge(edge, drawn)).map((edge) => {
    const close = chosen.node !== null ? edge.from === chosen.node || edge.to === chosen.node
      : edge.id === chosen.edge;
    return { id: edge.id, from: edge.from, to: edge.to, arrows: edge.arrows, ...edgeLook(edge, close, fade) };
  }));
  showDrawn(drawn.size);
}

const sent = new Map();

function sync(set, items) {
  const kept = new Set(items.map((item) => item.id));
  set.remove(set.getIds().filter((id) => !kept.has(id)));
  if (!sent.has(set)) sent.set(set, new Map());
  const before = sent.get(set);
  const changed = [];
  for (const item of items) {
    const state = JSON.stringify([item.color, item.width, item.x, item.y, item.size]);
    if (before.get(item.id) !== state || !set.get(item.id)) changed.push(item);
    before.set(item.id, state);
  }
  if (changed.length) set.update(changed);
}

function startMap() {
  readInk();
  const holder = document.getElementById("canvas");
  network = new vis.Network(holder, { nodes: nodeSet, edges: edgeSet }, OPTIONS);
  network.on("afterDrawing", drawNames);
  network.on("click", (event) => {
    const node = event.nodes.length ? event.nodes[0] : nodeNear(event.pointer.DOM);
    if (node !== null) select({ node });
    else if (event.edges.length) select({ edge: event.edges[0] });
    else select({});
  });
  network.on("hoverNode", (event) => { chosen.hover = event.node; holder.style.cursor = "pointer"; });
  network.on("blurNode", () => { chosen.hover = null; holder.style.cursor = ""; });
  dark.addEventListener("change", () => { readInk(); sent.clear(); refreshMap(); network.redraw(); });
  refreshMap();
}

/* Bring what is drawn into the part of the map that the legend leaves free. */
function fitMap() {
  const places = Object.values(network.getPositions(nodeSet.getIds()));
  if (!places.length) return;
  const [left, right] = bounds(places.map((place) => place.x));
  const [top, bottom] = bounds(places.map((place) => place.y));
  const { clientWidth: width, clientHeight: height } = document.getElementById("canvas");
  const legend = document.getElementById("legend");
  const covered = legend.open && width > 700 ? legend.offsetWidth : 0;
  const scale = Math.min(
    (width - covered - 180) / Math.max(right - left, 1), (height - 110) / Math.max(bottom - top, 1), 1.2);
  network.moveTo({
    position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale: Math.max(scale, 0.005),
    offset: { x: covered / 2, y: 12 }, animation: false,
  });
}

function bounds(values) {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return [low, high];
}

/* Around a chosen entity: on the inner rings what it is stated to relate to, then the rest. */
function placesAround(id) {
  const strength = new Map();
  for (const edge of EDGES_OF[id]) {
    const other = edge.from === id ? edge.to : edge.from;
    const value = edge.layer === "cooccurrence" ? edge.strength : 1e6 + edge.strength;
    if (isDrawnLayer(edge)) strength.set(other, Math.max(strength.get(other) || 0, value));
  }
  const order = [...strength].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([other]) => other);
  const places = new Map([[id, { x: 0, y: 0 }]]);
  for (let ring = 1, done = 0; done < order.length; ring++) {
    const row = order.slice(done, done + 10 * ring);
    row.forEach((other, index) => {
      const angle = (2 * Math.PI * (index + (ring % 2) / 2)) / row.length - Math.PI / 2;
      places.set(other, { x: 250 * ring * Math.cos(angle), y: 190 * ring * Math.sin(angle) });
    });
    done += row.length;
  }
  return places;
}

function shortName(node) {
  return node.label.length > LONGEST_NAME ? `${node.label.slice(0, LONGEST_NAME - 1)}…` : node.label;
}

/* Screen position of a node; vis-network may have moved it (a person can drag it). */
function placeOf(id, view) {
  const body = network.body.nodes[id];
  if (!body) return null;
  return {
    x: (body.x - view.centre.x) * view.scale + view.width / 2,
    y: (body.y - view.centre.y) * view.scale + view.height / 2,
    reach: (body.shape.width || 20) / 2 * view.scale,
  };
}

function drawNames(context) {
  const canvas = context.canvas;
  const ratio = canvas.width / canvas.clientWidth;
  const view = {
    scale: network.getScale(), centre: network.getViewPosition(),
    width: canvas.clientWidth, height: canvas.clientHeight,
  };
  context.save();
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.lineJoin = "round";
  drawSmall(context, view);
  const boxes = shapeBoxes(view);
  drawNodeNames(context, view, boxes);
  drawVerbs(context, view, boxes);
  context.restore();
}

/* Far out, shapes would vanish: they are then drawn as dots that stay visible. */
function drawSmall(context, view) {
  for (const { id, color } of nodeSet.get({ fields: ["id", "color"] })) {
    const place = placeOf(id, view);
    if (!place || place.reach >= SMALLEST || !isInView(place, view)) continue;
    context.fillStyle = color.background;
    context.beginPath();
    context.arc(place.x, place.y, SMALLEST, 0, 2 * Math.PI);
    context.fill();
  }
}

/* The entity whose dot is under the pointer, give or take a finger. */
function nodeNear(pointer) {
  const { clientWidth: width, clientHeight: height } = document.getElementById("canvas");
  const view = { scale: network.getScale(), centre: network.getViewPosition(), width, height };
  let best = [REACH, null];
  for (const id of nodeSet.getIds()) {
    const place = placeOf(id, view);
    const distance = place ? Math.hypot(place.x - pointer.x, place.y - pointer.y) : Infinity;
    if (distance < best[0] && place.reach < REACH) best = [distance, id];
  }
  return best[1];
}

function nameOrder() {
  const first = [chosen.hover, chosen.node].filter((id) => id !== null);
  const close = [...near].sort((a, b) => a - b);
  const rest = near.size ? [] : nodeSet.getIds().sort((a, b) => a - b);
  return [...new Set([...first, ...close, ...rest])];
}

function drawNodeNames(context, view, boxes) {
  context.textAlign = "center";
  context.textBaseline = "top";
  let drawn = 0;
  for (const id of nameOrder()) {
    const place = placeOf(id, view);
    if (!place || !isInView(place, view)) continue;
    const strong = id === chosen.node || id === chosen.hover;
    const size = strong ? 15 : Math.max(11, Math.min(15, 9 + place.reach / 3));
    context.font = `${strong || place.reach > 16 ? "600 " : ""}${size}px system-ui, sans-serif`;
    const text = strong ? NODES[id].label : shortName(NODES[id]);
    const width = context.measureText(text).width;
    const top = place.y + place.reach + 2;
    const box = [place.x - width / 2 - 3, top, place.x + width / 2 + 3, top + size + 2, id];
    if (!strong && boxes.some((other) => crosses(box, other))) continue;
    boxes.push(box);
    write(context, text, place.x, top, ink.ink);
    if (++drawn >= NAMES_DRAWN) break;
  }
}

/* Name stated relations where their line is long enough to carry the words. */
function drawVerbs(context, view, boxes) {
  context.textBaseline = "middle";
  context.font = "italic 11.5px system-ui, sans-serif";
  for (const id of edgeSet.getIds()) {
    const edge = EDGES[id];
    if (edge.layer === "cooccurrence") continue;
    const focus = edge.id === chosen.edge || (chosen.node !== null && (edge.from === chosen.node || edge.to === chosen.node));
    if (near.size && !focus) continue;
    const a = placeOf(edge.from, view);
    const b = placeOf(edge.to, view);
    if (!a || !b) continue;
    const text = [...new Set(edge.links.map((link) => verb(LINKS[link].predicate)))].join(", ");
    const width = context.measureText(text).width;
    const room = Math.hypot(a.x - b.x, a.y - b.y) - a.reach - b.reach;
    if (room < (focus ? width / 2 : width)) continue;
    for (const share of [0.5, 0.4, 0.6, 0.3, 0.7]) {
      const x = a.x + (b.x - a.x) * share;
      const y = a.y + (b.y - a.y) * share;
      const box = [x - width / 2 - 2, y - 8, x + width / 2 + 2, y + 8, -1 - id];
      if (!isInView({ x, y }, view) || boxes.some((other) => crosses(box, other))) continue;
      boxes.push(box);
      write(context, text, x, y, ink.soft);
      break;
    }
  }
}

/* Big shapes keep names off themselves; the fifth item is whose box it is. */
function shapeBoxes(view) {
  const boxes = [];
  for (const id of near.size ? near : nodeSet.getIds()) {
    const place = placeOf(id, view);
    if (!place || place.reach < 5 || !isInView(place, view)) continue;
    const reach = place.reach * 0.7;
    boxes.push([place.x - reach, place.y - reach, place.x + reach, place.y + reach, id]);
    if (boxes.length >= NAMES_DRAWN) break;
  }
  return boxes;
}

function isInView(place, view) {
  return place.x > -80 && place.y > -40 && place.x < view.width + 80 && place.y < view.height + 20;
}

function crosses(a, b) {
  return a[4] !== b[4] && a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
}

function write(context, text, x, y, colour) {
  context.lineWidth = 3.5;
  context.strokeStyle = ink.ground;
  context.strokeText(text, x, y);
  context.fillStyle = colour;
  context.fillText(text, x, y);
}
