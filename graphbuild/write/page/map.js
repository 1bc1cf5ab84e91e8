/* The map: vis-network holds the canvas and the shapes, at positions decided at build time,
   and lets people move about; lines, names, outlines and what is chosen are drawn under and
   over its shapes (drawing.js), in widths that stay readable at every zoom. */

const EDGE_NEARBY = 6;
const nodeSet = new vis.DataSet();
/* What the text only asks, supposes or denies is drawn in dashes. */
const ASSERTED = ["asserted", "reported"];
let network, EDGES, EDGES_OF, RELATED_COUNT;
let drawn = { nodes: new Set(), order: [], edges: [] };
let focus = null;
let sent = new Map();
let moving = false;
const pointed = { node: null };
const SIZES = {
  rank: (node) => Math.sqrt(Math.max(node.rank, 0)),
  degree: (node) => Math.sqrt(LINKS_OF[node.id].length),
  posts: (node) => Math.sqrt(node.posts),
};
const [SMALLEST, GROWTH] = [11, 34];

function startMap() {
  prepareEdges();
  const holder = byId("canvas");
  network = new vis.Network(holder, { nodes: nodeSet, edges: [] }, OPTIONS);
  network.on("beforeDrawing", drawUnder);
  network.on("afterDrawing", drawOver);
  network.on("click", ({ pointer, event }) => clickMap(pointer.DOM, event.srcEvent?.shiftKey));
  network.on("doubleClick", ({ pointer }) => { const id = nodeAt(pointer.DOM); if (id !== null) change({ near: id, steps: 1, node: id }); });
  holder.addEventListener("pointermove", (event) => pointAt(nodeAt({ x: event.offsetX, y: event.offsetY })));
  holder.addEventListener("pointerleave", () => pointAt(null));
  network.on("dragStart", () => { moving = true; });
  network.on("dragEnd", () => { moving = false; keepCamera(); });
  network.on("zoom", keepCamera);
  new ResizeObserver(() => { network.setSize("100%", "100%"); placeCamera(); }).observe(holder);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", repaint);
}

function prepareEdges() {
  EDGES = NETWORK.edges;
  EDGES_OF = NODES.map(() => []);
  const related = EDGES.filter((edge) => edge.layer === "cooccurrence").sort((a, b) => b.strength - a.strength || a.id - b.id);
  related.forEach((edge, order) => { edge.order = order; });
  RELATED_COUNT = related.length;
  for (const edge of EDGES) {
    const links = edge.links.map((id) => LINKS[id]).filter((link) => !link.symmetric);
    edge.doubted = edge.links.every((id) => !ASSERTED.includes(LINKS[id].modality));
    edge.forth = links.some((link) => link.subject === edge.from);
    edge.back = links.some((link) => link.subject === edge.to);
    EDGES_OF[edge.from].push(edge);
    EDGES_OF[edge.to].push(edge);
  }
}

function passesEdge(edge) {
  return edge.links.some((id) => shown.links.has(id));
}

/* A graph too big to be drawn opens on its communities; one that is picked, any filter, or
   the wish for more draws entities. */
function isFromAfar() {
  return NODES.length > MOST_DRAWN && COMMUNITIES.length > 1 && state.drawn === FIRST_DRAWN && !activeFilters().length;
}

/* Which entities are drawn: the best that pass the filters, and what is chosen. */
function drawnNodes() {
  const best = [];
  if (isFromAfar()) return new Set(focus?.nodes);
  for (const node of NODES) {
    if (best.length >= state.drawn) break;
    if (shown.nodes.has(node.id)) best.push(node.id);
  }
  const nodes = new Set(best);
  for (const id of focus?.nodes || []) nodes.add(id);
  return nodes;
}

function drawnEdges(nodes) {
  return EDGES.filter((edge) => nodes.has(edge.from) && nodes.has(edge.to)
    && (edge.order === undefined || edge.order < state.related) && passesEdge(edge));
}

/* What is chosen and its surroundings, which stand out while the rest steps back. */
function findFocus() {
  if (state.path) return chainFocus();
  if (state.node !== null && state.node !== state.near) {
    const edges = EDGES_OF[state.node].filter(passesEdge);
    return { nodes: new Set([state.node, ...edges.flatMap((edge) => [edge.from, edge.to])]), edges };
  }
  if (state.line !== null) return { nodes: new Set([EDGES[state.line].from, EDGES[state.line].to]), edges: [EDGES[state.line]] };
  if (state.post !== null) {
    const inPost = (edge) => edge.links.some((id) => LINKS[id].evidence.some(([post]) => post === state.post));
    return { nodes: new Set(namedIn(state.post)), edges: EDGES.filter(inPost) };
  }
  return null;
}

function chainFocus() {
  const { nodes, links, ties } = chainMarks(chainsBetween(...state.path));
  return { nodes, edges: EDGES.filter((edge) => edge.links.some((id) => links.has(id))), ties };
}

let places = [];

/* Bring the drawing in line with what is shown and chosen; only what changed is sent. */
function refreshMap() {
  focus = findFocus();
  const nodes = drawnNodes();
  const measure = SIZES[state.size];
  const best = NODES.reduce((most, node) => Math.max(most, measure(node)), 1e-9);
  const around = state.near === null ? new Map() : placesAround(state.near, nodes);
  places = NETWORK.nodes.map(({ x, y }, id) => ({
    x, y, size: SMALLEST + (GROWTH * measure(NODES[id])) / best, ...around.get(id),
  }));
  const order = [...nodes].sort((a, b) => places[b].size - places[a].size || a - b);
  drawn = { nodes, order, edges: drawnEdges(nodes) };
  sync(order);
  hulls = findHulls();
  network.redraw();
  showDrawn();
  showEmpty(byId("empty"), shown.nodes.size);
}

/* Tell vis-network only of what came, went or moved. */
function sync(ids) {
  const after = new Map(ids.map((id) => [id, `${places[id].x} ${places[id].y}`]));
  nodeSet.remove([...sent.keys()].filter((id) => !after.has(id)));
  nodeSet.update(ids.filter((id) => sent.get(id) !== after.get(id)).map((id) => (
    { id, x: places[id].x, y: places[id].y, shape: "custom", ctxRenderer: visShape })));
  sent = after;
}

/* Few looks, so that lines can be drawn together: co-occurrence in three strengths. */
function edgeLook(edge, strong) {
  const shade = isDark() ? "190,202,216" : "60,74,92";
  if (edge.layer === "cooccurrence") {
    const weight = Math.ceil(3 * Math.min(Math.max(edge.strength, 0.01), 1)) / 3;
    return { colour: `rgba(${shade},${(strong ? 0.7 : 0.36) * weight})`, width: (strong ? 1 : 0.6) + weight * 0.6, dashes: false };
  }
  return { colour: `rgba(${shade},${strong ? 0.95 : isCrowded() ? 0.22 : 0.6})`, width: strong ? 2.2 : 1.4, dashes: edge.doubted || edge.layer === "inferred" };
}

function repaint() {
  readInk();
  refreshMap();
}

/* Around an entity: a ring for each step, its links' strongest ones first. */
function placesAround(id, nodes) {
  const distance = within(id, state.steps, LINKS.filter((link) => shown.links.has(link.id)), nodes);
  const found = new Map([[id, { x: 0, y: 0 }]]);
  let ring = 0;
  for (let step = 1; step <= state.steps; step++) {
    const row = [...distance].filter(([other, far]) => far === step && nodes.has(other)).map(([other]) => other);
    row.sort((a, b) => angleOf(a, id) - angleOf(b, id) || a - b);
    for (let done = 0; done < row.length;) {
      ring++;
      const part = row.slice(done, done + 10 * ring);
      part.forEach((other, index) => {
        const angle = (2 * Math.PI * (index + (ring % 2) / 2)) / part.length - Math.PI / 2;
        found.set(other, { x: 270 * ring * Math.cos(angle), y: 200 * ring * Math.sin(angle) });
      });
      done += part.length;
    }
  }
  return found;
}

function angleOf(id, centre) {
  const [a, b] = [NETWORK.nodes[id], NETWORK.nodes[centre]];
  return Math.atan2(a.y - b.y, a.x - b.x);
}

/* Bring what is drawn, or only what is chosen, into view. */
function fitMap(only = null) {
  if (byId("map").hidden) return;
  const corners = only || drawn.order.length ? (only || drawn.order).map((id) => [places[id].x, places[id].y]) : hulls.flatMap((hull) => hull.corners);
  if (!corners.length) return;
  const [left, right] = bounds(corners.map(([x]) => x));
  const [top, bottom] = bounds(corners.map(([, y]) => y));
  const { clientWidth: width, clientHeight: height } = byId("canvas");
  const [aside, above] = [Math.min(130, width * 0.2), Math.min(70, height * 0.18)];
  const tools = byId("tools");
  const kept = tools.offsetHeight * (tools.offsetTop < height / 2 ? 1 : -1);
  const room = Math.max(height - above - Math.abs(kept), height / 3);
  const scale = Math.max(Math.min((width - aside) / Math.max(right - left, 1), room / Math.max(bottom - top, 1), only ? 0.8 : 1.1), 0.004);
  moveCamera({ x: (left + right) / 2, y: (top + bottom - kept / scale) / 2 }, scale);
}

function bounds(values) {
  return values.reduce(([low, high], value) => [Math.min(low, value), Math.max(high, value)], [Infinity, -Infinity]);
}

function moveCamera(position, scale) {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches || document.body.dataset.ready !== "yes" || drawn.order.length > 1500;
  network.moveTo({ position, scale, animation: still ? false : { duration: 250, easingFunction: "easeInOutQuad" } });
}

function zoomMap(factor) {
  network.moveTo({ scale: Math.min(Math.max(network.getScale() * factor, 0.004), 6), animation: false });
  keepCamera();
}

let cameraTimer = 0;

function keepCamera() {
  clearTimeout(cameraTimer);
  moving = true;
  cameraTimer = setTimeout(() => {
    moving = false;
    network.redraw();
    const { x, y } = network.getViewPosition();
    state.camera = [Math.round(x), Math.round(y), Number(network.getScale().toPrecision(3))];
    remember("replace");
  }, 250);
}

/* Show the chosen entity where it is, or all that is chosen when it lies apart. */
function moveToChosen() {
  state.camera = null;
  if (state.near !== null || !focus) fitMap();
  else fitMap([...focus.nodes].slice(0, 60));
}

/* Where the address says, or on what is chosen. */
function placeCamera() {
  if (state.camera === null) return moveToChosen();
  const [x, y, scale] = state.camera;
  network.moveTo({ position: { x, y }, scale, animation: false });
}

function clickMap(pointer, shift) {
  const id = nodeAt(pointer);
  if (id !== null && shift && state.node !== null && state.node !== id) return choose({ path: [state.node, id] }, { move: true });
  if (id !== null) return choose({ node: id });
  const edge = edgeAt(pointer);
  if (edge) return choose({ line: edge.id });
  const community = isFromAfar() ? communityAt(pointer) : null;
  if (community !== null) change({ community }, { move: true });
  else if (focus) choose({});
}

function communityAt(pointer) {
  const view = viewNow();
  const [x, y] = [(pointer.x - view.width / 2) / view.scale + view.centre.x, (pointer.y - view.height / 2) / view.scale + view.centre.y];
  return hulls.find(({ centre, reach }) => Math.hypot(x - centre[0], y - centre[1]) < reach)?.community.id ?? null;
}

function pointAt(id) {
  if (pointed.node === id) return;
  pointed.node = id;
  byId("canvas").style.cursor = id === null ? "" : "pointer";
  network.redraw();
}

function nodeAt(pointer) {
  const view = viewNow();
  let best = [Infinity, null];
  for (const id of focus ? [...focus.nodes] : drawn.order) {
    const place = onScreen(id, view);
    const far = Math.hypot(place.x - pointer.x, place.y - pointer.y);
    if (far < Math.max(place.reach, 7) && far < best[0]) best = [far, id];
  }
  return best[1];
}

function edgeAt(pointer) {
  const view = viewNow();
  let best = [EDGE_NEARBY, null];
  for (const edge of focus ? focus.edges : drawn.edges) {
    const far = distanceToLine(pointer, onScreen(edge.from, view), onScreen(edge.to, view));
    if (far < best[0]) best = [far, edge];
  }
  return best[1];
}

function distanceToLine(point, a, b) {
  const length = (b.x - a.x) ** 2 + (b.y - a.y) ** 2 || 1;
  const share = Math.min(Math.max(((point.x - a.x) * (b.x - a.x) + (point.y - a.y) * (b.y - a.y)) / length, 0), 1);
  return Math.hypot(point.x - a.x - share * (b.x - a.x), point.y - a.y - share * (b.y - a.y));
}
