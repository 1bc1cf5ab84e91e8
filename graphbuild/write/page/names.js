/* Which names are written on the map and where: the most important first, each only where
   it covers neither another nor a big shape, and no small one where there is a choice. One plan serves the screen and the SVG. */

const MOST_NAMES = 240;
const HASTY_NAMES = 50;
const MOST_TRIED = 2500;
const MOST_SHAPES = 1200;
const LONGEST_NAME = 32;
const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif";
const CELL = 96;
const KEPT_FREE = 7;
/* At a corner of its shape, a name could be taken for that of another one nearby. */
const [SURE_SPOTS, APART] = [4, 16];

/* Boxes already taken, found by the squares of a grid that they touch. */
class Taken {
  constructor() { this.cells = new Map(); }

  * near([left, top, right, bottom]) {
    for (let x = Math.floor(left / CELL); x <= Math.floor(right / CELL); x++) {
      for (let y = Math.floor(top / CELL); y <= Math.floor(bottom / CELL); y++) yield `${x} ${y}`;
    }
  }

  isFree(box, owner) {
    for (const cell of this.near(box)) {
      for (const [other, whose] of this.cells.get(cell) || []) {
        if (whose !== owner && box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3]) return false;
      }
    }
    return true;
  }

  add(box, owner) {
    for (const cell of this.near(box)) {
      if (!this.cells.has(cell)) this.cells.set(cell, []);
      this.cells.get(cell).push([box, owner]);
    }
  }
}

/* Measured once: a text's width grows with its size. */
const widths = new Map();

function textWidth(context, text, font) {
  const [, style, size] = /^(.*?)([\d.]+)px/.exec(font);
  const key = style + text;
  if (!widths.has(key)) {
    context.font = font;
    widths.set(key, context.measureText(text).width / Number(size));
  }
  return widths.get(key) * Number(size);
}

function shortName(text, most = LONGEST_NAME) {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}

let strongNames = new Set();

function planNames(context, view) {
  const taken = new Taken();
  const shapes = new Taken();
  for (const id of focus ? focus.nodes : drawn.order.slice(0, isHasty() ? MOST_NAMES : MOST_SHAPES)) {
    const { x, y, reach } = onScreen(id, view);
    if (!isInView({ x, y }, view)) continue;
    const box = [x - reach * 0.8, y - reach * 0.8, x + reach * 0.8, y + reach * 0.8];
    shapes.add(box, id);
    if (reach >= KEPT_FREE) taken.add(box, id);
  }
  const tools = byId("tools");
  taken.add([tools.offsetLeft, tools.offsetTop, tools.offsetLeft + tools.offsetWidth, tools.offsetTop + tools.offsetHeight], "tools");
  const plan = [];
  const strong = [pointed.node, state.node, ...(state.path || [])].filter((id) => id !== null && drawn.nodes.has(id));
  strongNames = new Set(strong);
  planNodes(context, view, { taken, shapes }, plan, strongNames, true);
  if (!focus) planCommunities(context, view, taken, plan);
  planNodes(context, view, { taken, shapes }, plan, focus ? [...focus.nodes].sort((a, b) => a - b) : drawn.order, false);
  if (!isHasty()) planVerbs(context, view, taken, plan);
  return plan;
}

function planNodes(context, view, { taken, shapes }, plan, ids, strong) {
  let tried = 0;
  const most = isHasty() ? HASTY_NAMES : MOST_NAMES;
  for (const id of ids) {
    const place = onScreen(id, view);
    if (!isInView(place, view)) continue;
    if (plan.length >= most || ++tried > MOST_TRIED) break;
    if (!strong && strongNames.has(id)) continue;
    const size = strong ? 15 : Math.max(11, Math.min(16, 9 + place.reach / 3));
    const font = `${strong || place.reach > 14 ? "600 " : ""}${size.toFixed(1)}px ${FONT}`;
    const text = shortName(NODES[id].label, strong ? Math.round(view.width / 12) : LONGEST_NAME);
    const half = textWidth(context, text, font) / 2 + 3;
    const places = spots(place, half, size, view);
    const free = places.filter(([middle, up], at) => isWhole(middle, half, view) && taken.isFree(boxAt(middle, up, half, size), id)
      && (at < SURE_SPOTS || shapes.isFree(boxAt(middle, up - APART, half + APART, size + 2 * APART), id)));
    const [x, top] = free.find(([middle, up]) => shapes.isFree(boxAt(middle, up, half, size), id)) || free[0] || (strong ? [Math.min(Math.max(place.x, half), view.width - half), places[0][1]] : []);
    if (x === undefined) continue;
    taken.add(boxAt(x, top, half, size), id);
    plan.push({ id, text, font, size, x, y: top + size * 0.82, colour: ink.ink });
  }
}

/* Where a name may stand: under its shape, over it, to its right or left, at its corners; by
   the edge of the window it gives way sideways. */
function spots({ x, y, reach }, half, size, { width }) {
  const inside = Math.min(Math.max(x, half + 1), width - half - 1);
  const [under, over, beside, aside] = [y + reach + 2, y - reach - size - 4, reach + half + 1, reach * 0.6 + half];
  const middle = Math.abs(inside - x) < half ? inside : x;
  return [[middle, under], [middle, over], [x + beside, y - size / 2 - 1], [x - beside, y - size / 2 - 1],
    [x + aside, under - 4], [x - aside, under - 4], [x + aside, over + 4], [x - aside, over + 4]];
}

function isWhole(middle, half, view) {
  return middle - half > 0 && middle + half < view.width;
}

function boxAt(x, top, half, size) {
  return [x - half, top, x + half, top + size + 3];
}

/* A community's name stands over its outline, or under it; as many of its ideas as fit. */
function planCommunities(context, view, taken, plan) {
  const font = `600 12.5px ${FONT}`;
  for (const { community, corners } of hulls) {
    const [left, right] = bounds(corners.map(([x]) => (x - view.centre.x) * view.scale + view.width / 2));
    const [top, bottom] = bounds(corners.map(([, y]) => (y - view.centre.y) * view.scale + view.height / 2));
    const x = (left + right) / 2;
    for (const text of communityNames(community)) {
      const half = textWidth(context, text, font) / 2 + 4;
      if (half > Math.max((right - left) * 0.8, 80)) continue;
      const y = [top - 6, bottom + 14].find((at) => isWhole(x, half, view) && isInView({ x, y: at }, view) && taken.isFree([x - half, at - 13, x + half, at + 4], community));
      if (y === undefined) continue;
      taken.add([x - half, y - 13, x + half, y + 4], community);
      plan.push({ text, font, size: 12.5, x, y, colour: hullInk(community.id) });
      break;
    }
  }
}

function communityNames(community) {
  const parts = (community.ideas.length ? community.ideas : community.nodes.slice(0, 2)).map((node) => node.label);
  return [3, 2, 1].map((count) => shortName(parts.slice(0, count).join(", "), 3 * LONGEST_NAME));
}

/* Name stated relations where their line is long enough to carry the words. */
function planVerbs(context, view, taken, plan) {
  const font = `italic 11.5px ${FONT}`;
  for (const edge of focus ? focus.edges : drawn.edges) {
    if (edge.layer === "cooccurrence" || plan.length > 1.5 * MOST_NAMES) continue;
    const [a, b] = [onScreen(edge.from, view), onScreen(edge.to, view)];
    const room = Math.hypot(a.x - b.x, a.y - b.y) - a.reach - b.reach;
    if (room < 40) continue;
    const text = [...new Set(edge.links.map((id) => verbSaid(LINKS[id])))].join(", ");
    const half = textWidth(context, text, font) / 2 + 2;
    if (room < (focus ? half : 2 * half)) continue;
    for (const share of [0.5, 0.4, 0.6, 0.3, 0.7]) {
      const [x, y] = [a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share];
      const box = [x - half, y - 8, x + half, y + 8];
      if (!isInView({ x, y }, view) || !taken.isFree(box, edge)) continue;
      taken.add(box, edge);
      plan.push({ text, font, size: 11.5, x, y: y + 4, colour: ink.soft });
      break;
    }
  }
}

/* "critique (nié)": a line's words must not say what the text does not. */
function verbSaid({ predicate, modality }) {
  return ASSERTED.includes(modality) ? verb(predicate) : `${verb(predicate)} (${say(modality)})`;
}

function writeName(context, { text, font, x, y, colour }) {
  context.font = font;
  context.textAlign = "center";
  context.textBaseline = "alphabetic";
  context.lineWidth = 3.5;
  context.strokeStyle = ink.ground;
  context.strokeText(text, x, y);
  context.fillStyle = colour;
  context.fillText(text, x, y);
}
