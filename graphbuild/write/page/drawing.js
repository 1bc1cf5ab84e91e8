/* What is drawn under and over vis-network's shapes: outlines of communities, what is
   chosen, dots where shapes would be too small to see. */

const [LEAST_REACH, BEST_REACH] = [3, 8];
const [ROOMY, CROWD] = [640, 1500];
const HULL_ROOM = 62;
const DISC_ROOM = 75;
const MOST_MOVING = 4000;
let hulls = [];

/* Where the camera stands now; screen positions follow from it. */
function viewNow() {
  const { clientWidth: width, clientHeight: height } = byId("canvas");
  return { scale: network.getScale(), centre: network.getViewPosition(), width, height };
}

function onScreen(id, view) {
  const { x, y, size } = places[id];
  return {
    x: (x - view.centre.x) * view.scale + view.width / 2,
    y: (y - view.centre.y) * view.scale + view.height / 2,
    reach: reachOf(size, view),
  };
}

/* Far out, shapes stop shrinking while they can still be told apart; a phone has less room. */
function reachOf(size, { scale, width }) {
  const room = Math.min(Math.max(width / ROOMY, 0.65), 1) * (isCrowded() ? 0.6 : 1);
  return Math.max(size * scale, room * (LEAST_REACH + ((BEST_REACH - LEAST_REACH) * (size - SMALLEST)) / GROWTH));
}

/* vis-network asks how each shape is drawn; all of a type are filled together instead. */
function visShape({ id }) {
  const width = 2 * places[id].size;
  return { drawNode() {}, nodeDimensions: { width, height: width } };
}

/* The least important first, so that the others lie over them. */
function drawShapes(context, view) {
  const byType = new Map(DATA.types.map((type) => [type, []]));
  for (let i = drawn.order.length - 1; i >= 0; i--) {
    const place = onScreen(drawn.order[i], view);
    if (isInView(place, view)) byType.get(NODES[drawn.order[i]].type).push(place);
  }
  context.strokeStyle = ink.ground;
  context.lineWidth = 1;
  for (const [type, all] of [...byType].reverse()) {
    context.fillStyle = colourOf(type);
    context.beginPath();
    for (const { x, y, reach } of all) addOutline(context, type, x, y, reach);
    context.fill();
    if (!isHasty()) context.stroke();
  }
}

/* So many shapes that lines and shapes must step back to be told apart. */
function isCrowded() {
  return drawn.order.length > CROWD;
}

/* A big map that is being moved is drawn without what takes long. */
function isHasty() {
  return moving && drawn.order.length + drawn.edges.length > MOST_MOVING;
}

function isInView(place, view) {
  return place.x > -80 && place.y > -40 && place.x < view.width + 80 && place.y < view.height + 20;
}

/* Outlines around the drawn members of each community, in the map's own coordinates. */
function findHulls() {
  if (isFromAfar()) return COMMUNITIES.map(discOf);
  if (!state.hulls || state.near !== null) return [];
  const found = [];
  for (const community of COMMUNITIES) {
    const members = community.nodes.filter((node) => drawn.nodes.has(node.id) && shown.nodes.has(node.id));
    if (members.length < 3) continue;
    const around = members.flatMap(({ id }) => Array.from({ length: 12 }, (_, turn) => {
      const angle = (Math.PI * turn) / 6;
      return [places[id].x + HULL_ROOM * Math.cos(angle), places[id].y + HULL_ROOM * Math.sin(angle)];
    }));
    found.push({ community, corners: convexHull(around) });
  }
  return found;
}

/* Where a community's members stand, as a disc of their number. */
function discOf(community) {
  const mean = (axis) => community.nodes.reduce((sum, { id }) => sum + places[id][axis], 0) / community.nodes.length;
  const centre = [mean("x"), mean("y")];
  const reach = DISC_ROOM * Math.sqrt(community.nodes.length);
  const corners = Array.from({ length: 32 }, (_, turn) => {
    const angle = (Math.PI * turn) / 16;
    return [centre[0] + reach * Math.cos(angle), centre[1] + reach * Math.sin(angle)];
  });
  return { community, corners, centre, reach };
}

/* Andrew's monotone chain. */
function convexHull(points) {
  const sorted = [...points].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const turn = (o, a, b) => (a[0] - o[0]) * (b[1] - o[1]) - (a[1] - o[1]) * (b[0] - o[0]);
  const half = (list) => {
    const chain = [];
    for (const point of list) {
      while (chain.length > 1 && turn(chain.at(-2), chain.at(-1), point) <= 0) chain.pop();
      chain.push(point);
    }
    return chain.slice(0, -1);
  };
  return [...half(sorted), ...half(sorted.reverse())];
}

function drawUnder(context) {
  drawHulls(context);
  if (!isHasty()) drawLines(context);
}

/* All lines of one look in one stroke, which is what makes thousands of them quick. */
function drawLines(context) {
  const scale = network.getScale();
  const groups = new Map();
  for (const edge of drawn.edges) {
    const { colour, width, dashes } = edgeLook(edge, false);
    const key = `${colour} ${width} ${dashes}`;
    if (!groups.has(key)) groups.set(key, { colour, width, dashes, edges: [] });
    groups.get(key).edges.push(edge);
  }
  for (const { colour, width, dashes, edges } of groups.values()) {
    context.strokeStyle = colour;
    context.lineWidth = width / scale;
    context.setLineDash(dashes ? [6 / scale, 4 / scale] : []);
    context.beginPath();
    for (const { from, to } of edges) {
      context.moveTo(places[from].x, places[from].y);
      context.lineTo(places[to].x, places[to].y);
    }
    context.stroke();
  }
  context.setLineDash([]);
}

function drawArrows(context, view) {
  if (focus || moving) return;
  for (const edge of drawn.edges) {
    if (edge.order !== undefined) continue;
    const [a, b] = [onScreen(edge.from, view), onScreen(edge.to, view)];
    if (Math.hypot(a.x - b.x, a.y - b.y) < a.reach + b.reach + 22) continue;
    context.fillStyle = edgeLook(edge, false).colour;
    if (edge.forth) drawArrow(context, a, b);
    if (edge.back) drawArrow(context, b, a);
  }
}

function drawHulls(context) {
  for (const hull of hulls) {
    const { community, corners } = hull;
    const colour = HULLS[community.id % HULLS.length];
    hull.path ||= new Path2D(`M${corners.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join("L")}z`);
    context.fillStyle = `${colour}${hull.centre ? "50" : isDark() ? "1c" : "10"}`;
    if (!isHasty()) context.fill(hull.path);
    context.strokeStyle = `${colour}48`;
    context.lineWidth = 1.2 / network.getScale();
    context.stroke(hull.path);
  }
}

function drawOver(context) {
  const ratio = context.canvas.width / Math.max(context.canvas.clientWidth, 1);
  const view = viewNow();
  context.save();
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.lineJoin = "round";
  drawArrows(context, view);
  drawShapes(context, view);
  if (focus) drawFocus(context, view);
  for (const id of [pointed.node, state.node]) if (id !== null && drawn.nodes.has(id)) drawRing(context, onScreen(id, view), id);
  for (const name of planNames(context, view)) writeName(context, name);
  context.restore();
}

function drawFocus(context, view) {
  context.globalAlpha = 0.86;
  context.fillStyle = ink.ground;
  context.fillRect(0, 0, view.width, view.height);
  context.globalAlpha = 1;
  for (const edge of focus.edges) drawLine(context, edge, view);
  for (const [from, to] of focus.ties || []) drawTie(context, onScreen(from, view), onScreen(to, view));
  for (const id of focus.nodes) drawShape(context, NODES[id].type, onScreen(id, view));
}

function drawLine(context, edge, view) {
  const [a, b] = [onScreen(edge.from, view), onScreen(edge.to, view)];
  const look = edgeLook(edge, true);
  context.strokeStyle = edge.id === state.line ? ink.accent : look.colour;
  context.lineWidth = look.width;
  context.setLineDash(look.dashes ? [6, 4] : []);
  context.beginPath();
  context.moveTo(a.x, a.y);
  context.lineTo(b.x, b.y);
  context.stroke();
  context.setLineDash([]);
  context.fillStyle = context.strokeStyle;
  if (edge.forth) drawArrow(context, a, b);
  if (edge.back) drawArrow(context, b, a);
}

function drawTie(context, a, b) {
  context.strokeStyle = ink.soft;
  context.lineWidth = 1.5;
  context.setLineDash([2, 5]);
  context.beginPath();
  context.moveTo(a.x, a.y);
  context.lineTo(b.x, b.y);
  context.stroke();
  context.setLineDash([]);
}

function arrowCorners(a, b) {
  const length = Math.hypot(b.x - a.x, b.y - a.y) || 1;
  const [dx, dy] = [(b.x - a.x) / length, (b.y - a.y) / length];
  const [x, y] = [b.x - dx * (b.reach + 1), b.y - dy * (b.reach + 1)];
  return [[x, y], [x - 10 * dx - 4.5 * dy, y - 10 * dy + 4.5 * dx], [x - 10 * dx + 4.5 * dy, y - 10 * dy - 4.5 * dx]];
}

function drawArrow(context, a, b) {
  const [tip, left, right] = arrowCorners(a, b);
  context.beginPath();
  context.moveTo(...tip);
  context.lineTo(...left);
  context.lineTo(...right);
  context.fill();
}

function drawShape(context, type, place) {
  context.beginPath();
  addOutline(context, type, place.x, place.y, place.reach);
  context.fillStyle = colourOf(type);
  context.fill();
  context.strokeStyle = ink.ground;
  context.lineWidth = 1;
  context.stroke();
}

function drawRing(context, place, id) {
  context.strokeStyle = id === state.node ? ink.accent : ink.soft;
  context.lineWidth = id === state.node ? 2.5 : 1.5;
  context.beginPath();
  context.arc(place.x, place.y, place.reach * 1.15 + 4, 0, 2 * Math.PI);
  context.stroke();
}
