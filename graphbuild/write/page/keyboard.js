/* The page without a mouse: search, close, and walking from shape to shape on the map. */

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function startKeyboard() {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target.matches("input:not([type=checkbox], [type=range]), textarea, select");
    if (event.key === "/" && !typing) { event.preventDefault(); query.focus(); }
    else if (event.key === "?" && !typing) choose({ help: true });
    else if (event.key === "Escape") closeSomething();
  });
  byId("canvas").addEventListener("keydown", keyOnMap);
  byId("canvas").addEventListener("blur", () => pointAt(null));
}

function closeSomething() {
  if (byId("share-menu").open) { byId("share-menu").open = false; byId("share").focus(); }
  else if (document.body.dataset.filters === "open") showFilterDrawer(false);
  else if (isChosen()) choose({});
}

function keyOnMap(event) {
  const arrow = ARROWS[event.key];
  if (arrow) walk(arrow);
  else if (event.key === "Enter" && pointed.node !== null) choose({ node: pointed.node });
  else if (event.key === "+" || event.key === "=") zoomMap(1.4);
  else if (event.key === "-") zoomMap(1 / 1.4);
  else if (event.key === "0") { state.camera = null; fitMap(); remember("replace"); }
  else return;
  event.preventDefault();
}

/* Go to the nearest shape that way; sideways distance counts double. */
function walk([dx, dy]) {
  const here = pointed.node ?? state.node ?? drawn.order[0];
  if (here === undefined) return;
  if (pointed.node === null) return reach(here);
  let best = [Infinity, null];
  for (const id of focus ? focus.nodes : drawn.order) {
    const [x, y] = [places[id].x - places[here].x, places[id].y - places[here].y];
    const [along, aside] = [x * dx + y * dy, Math.abs(x * dy - y * dx)];
    if (along > 0 && along + 2 * aside < best[0]) best = [along + 2 * aside, id];
  }
  if (best[1] !== null) reach(best[1]);
}

function reach(id) {
  pointAt(id);
  const view = viewNow();
  const { x, y } = onScreen(id, view);
  if (x < 40 || y < 40 || x > view.width - 40 || y > view.height - 40) {
    network.moveTo({ position: { x: places[id].x, y: places[id].y }, animation: false });
  }
  tell(`${NODES[id].label}, ${say(`one_${NODES[id].type}`)}, ${say("facts", NODES[id].posts, NODES[id].mentions)}`);
}
