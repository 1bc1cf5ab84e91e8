/* The view as a picture: PNG from the canvas, SVG drawn again from the same plan. */

const SVG = "http://www.w3.org/2000/svg";

function pictureName(ending) {
  const name = fold(pageTitle()).replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "") || "graph";
  return `${name}.${ending}`;
}

function savePng() {
  const canvas = byId("canvas").querySelector("canvas");
  const copy = document.createElement("canvas");
  [copy.width, copy.height] = [canvas.width, canvas.height];
  const context = copy.getContext("2d");
  context.fillStyle = ink.ground;
  context.fillRect(0, 0, copy.width, copy.height);
  context.drawImage(canvas, 0, 0);
  copy.toBlob((blob) => saveFile(pictureName("png"), blob), "image/png");
}

function saveSvg() {
  saveFile(pictureName("svg"), svgOfView(), "image/svg+xml");
}

function svgOfView() {
  const view = viewNow();
  const svg = element("svg", { xmlns: SVG, viewBox: `0 0 ${view.width} ${view.height}`, width: view.width, height: view.height });
  svg.append(element("title", {}, pageTitle()), element("rect", { width: "100%", height: "100%", fill: ink.ground }));
  for (const { community, corners } of hulls) svg.append(svgHull(community, corners, view));
  for (const edge of focus ? focus.edges : drawn.edges) svg.append(...svgLine(edge, view));
  for (const id of focus ? focus.nodes : [...drawn.order].reverse()) {
    const place = onScreen(id, view);
    if (!isInView(place, view)) continue;
    const shape = element("path", { d: outlinePath(NODES[id].type, place.x, place.y, place.reach), fill: colourOf(NODES[id].type), stroke: ink.ground });
    shape.append(element("title", {}, NODES[id].label));
    svg.append(shape);
  }
  const context = byId("canvas").querySelector("canvas").getContext("2d");
  for (const { text, size, font, x, y, colour } of planNames(context, view)) {
    svg.append(element("text", {
      x: x.toFixed(1), y: y.toFixed(1), "text-anchor": "middle", "font-family": FONT, "font-size": size, fill: colour,
      "font-weight": font.startsWith("600") ? 600 : 400, "font-style": font.startsWith("italic") ? "italic" : "normal",
      stroke: ink.ground, "stroke-width": 3, "paint-order": "stroke", "stroke-linejoin": "round",
    }, text));
  }
  return new XMLSerializer().serializeToString(svg);
}

/* Characters that XML cannot hold become a question mark. */
function element(tag, attributes, text = null) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) if (name !== "xmlns") made.setAttribute(name, value);
  if (text !== null) made.textContent = text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/gu, "?");
  return made;
}

function svgHull(community, corners, view) {
  const points = corners.map(([x, y]) => [
    (x - view.centre.x) * view.scale + view.width / 2, (y - view.centre.y) * view.scale + view.height / 2]);
  const colour = HULLS[community.id % HULLS.length];
  return element("path", {
    d: `M${points.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join("L")}z`,
    fill: colour, "fill-opacity": 0.07, stroke: colour, "stroke-opacity": 0.3,
  });
}

function svgLine(edge, view) {
  const [a, b] = [onScreen(edge.from, view), onScreen(edge.to, view)];
  const look = edgeLook(edge, Boolean(focus));
  const line = element("line", {
    x1: a.x.toFixed(1), y1: a.y.toFixed(1), x2: b.x.toFixed(1), y2: b.y.toFixed(1), stroke: look.colour,
    "stroke-width": look.width, ...(look.dashes ? { "stroke-dasharray": "6 4" } : {}),
  });
  const arrow = (from, to) => element("path", {
    d: `M${arrowCorners(from, to).map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join("L")}z`, fill: look.colour });
  return [line, ...(edge.forth ? [arrow(a, b)] : []), ...(edge.back ? [arrow(b, a)] : [])];
}
