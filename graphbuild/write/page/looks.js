/* How types and layers look: each type has a colour and a shape of its own. */

/* Chosen by a search for the greatest least distance between any two, in CIE Lab, as seen
   with and without protanopia, deuteranopia and tritanopia: 16 by day, 18 by night, where
   Okabe and Ito's colours with a grey give 6. */
const COLOURS = {
  light: { Person: "#cf501b", Organization: "#004cb0", Place: "#08824f", Event: "#be3e9a", Work: "#d08f00", Product: "#1e89ff", Concept: "#9b949a" },
  dark: { Person: "#ff6a2c", Organization: "#559bdd", Place: "#2ee08c", Event: "#ff89b8", Work: "#fcd92e", Product: "#b0e7ff", Concept: "#86787e" },
};
const HULLS = ["#0072b2", "#d55e00", "#009e73", "#c2558f", "#e69f00", "#3aa0dc", "#7a5cc0", "#7f8c2d"];

/* A community's colour, darkened or lightened until it can be read as text. */
function hullInk(id) {
  const toward = isDark() ? 255 : 0;
  const parts = [1, 3, 5].map((at) => parseInt(HULLS[id % HULLS.length].slice(at, at + 2), 16));
  return `rgb(${parts.map((part) => Math.round(0.62 * part + 0.38 * toward)).join(",")})`;
}

/* Outlines in a box from -1 to 1: corners, or null for a circle. */
const OUTLINES = {
  Person: null,
  Organization: [[-0.86, -0.86], [0.86, -0.86], [0.86, 0.86], [-0.86, 0.86]],
  Place: [[0, 1], [-1, -0.76], [1, -0.76]],
  Event: star(),
  Work: [[0, -1.1], [1.1, 0], [0, 1.1], [-1.1, 0]],
  Product: [[-0.5, -0.9], [0.5, -0.9], [1, 0], [0.5, 0.9], [-0.5, 0.9], [-1, 0]],
  Concept: [[0, -1], [1, 0.76], [-1, 0.76]],
};

function star() {
  return Array.from({ length: 10 }, (_, i) => {
    const reach = i % 2 ? 0.48 : 1.12;
    const angle = (Math.PI * i) / 5 - Math.PI / 2;
    return [reach * Math.cos(angle), reach * Math.sin(angle)];
  });
}

/* Add the outline of a type to the path of a canvas. Chromium's closePath takes longer the
   longer the path is, so the last side is drawn instead. */
function addOutline(context, type, x, y, reach) {
  const corners = OUTLINES[type];
  if (!corners) {
    context.moveTo(x + reach, y);
    context.arc(x, y, reach, 0, 2 * Math.PI);
    return;
  }
  context.moveTo(x + corners[0][0] * reach, y + corners[0][1] * reach);
  for (let i = 1; i <= corners.length; i++) {
    const [right, down] = corners[i % corners.length];
    context.lineTo(x + right * reach, y + down * reach);
  }
}

/* The same as an SVG path. */
function outlinePath(type, x, y, reach) {
  const corners = OUTLINES[type];
  const say = (value) => value.toFixed(1);
  if (!corners) return `M${say(x - reach)} ${say(y)}a${say(reach)} ${say(reach)} 0 1 0 ${say(2 * reach)} 0a${say(reach)} ${say(reach)} 0 1 0 ${say(-2 * reach)} 0z`;
  return `M${corners.map(([a, b]) => `${say(x + a * reach)} ${say(y + b * reach)}`).join("L")}z`;
}

function isDark() {
  return palette === COLOURS.dark;
}

function colourOf(type) {
  return palette[type];
}

function typeIcon(type) {
  return drawing(outlinePath(type, 8, 8, 6.4), "shape", "0 0 16 16", { fill: `var(--${type.toLowerCase()})` });
}

function layerIcon(layer) {
  const related = layer === "cooccurrence";
  return drawing(related ? "M1 6h18" : "M1 6h15M12 2l5 4-5 4", "line", "0 0 20 12", {
    fill: "none", stroke: "currentColor", "stroke-width": related ? 1 : 1.7, opacity: related ? 0.5 : 0.9,
    ...(layer === "inferred" ? { "stroke-dasharray": "3 2" } : {}),
  });
}

function communityIcon(id) {
  return drawing("M3 8a5 5 0 1 0 10 0a5 5 0 1 0-10 0z", "shape", "0 0 16 16", {
    fill: HULLS[id % HULLS.length], "fill-opacity": 0.35, stroke: HULLS[id % HULLS.length], "stroke-width": 1.5,
  });
}

/* Colours that the style sheet decides, resolved for the canvas. */
let ink = {};
let palette = COLOURS.light;

function readInk() {
  const probe = make("i", { class: "unseen" });
  document.body.append(probe);
  const read = (name) => { probe.style.color = `var(--${name})`; return getComputedStyle(probe).color; };
  ink = Object.fromEntries(["ground", "ink", "soft", "accent", "line"].map((name) => [name, read(name)]));
  probe.remove();
  const theme = document.documentElement.dataset.theme;
  const dark = theme ? theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  palette = COLOURS[dark ? "dark" : "light"];
}
