/* Put the page together: choices, legend, languages, and the address that names a choice. */

const byId = (id) => document.getElementById(id);

/* Choose an entity, a line or nothing; ``move`` brings it into view. */
function select(choice, { move = false, remember = true } = {}) {
  chosen.node = choice.node ?? null;
  chosen.edge = choice.edge ?? null;
  if (chosen.node === null) setAround(false);
  byId("around").disabled = chosen.node === null;
  if (chosen.node === null || query.value !== NODES[chosen.node].label) query.value = "";
  refreshMap();
  network.unselectAll();
  if (chosen.node !== null) network.selectNodes([chosen.node], false);
  if (shown.around) fitMap();
  else if (move && chosen.node !== null && !byId("map").hidden) moveTo(chosen.node);
  network.redraw();
  showPanel();
  filterList();
  if (remember) rememberChoice();
}

function moveTo(id) {
  const { x, y } = network.getPosition(id);
  network.moveTo({ position: { x, y }, scale: Math.max(network.getScale(), 0.75), animation: false });
}

function rememberChoice() {
  const address = chosen.node === null ? "" : `#${encodeURIComponent(NODES[chosen.node].iri)}`;
  if (location.hash !== address) history.replaceState(null, "", address || "#");
}

function readAddress() {
  let iri = "";
  try {
    iri = decodeURIComponent(location.hash.slice(1));
  } catch {
    return;
  }
  const node = BY_IRI.get(iri);
  if (node) select({ node: node.id }, { move: true, remember: false });
}

function setAround(on) {
  shown.around = on;
  byId("around").setAttribute("aria-pressed", String(on));
}

function checkbox(name, set, text, icon, count) {
  const input = make("input", { type: "checkbox", "data-name": name });
  input.checked = set.has(name);
  input.addEventListener("change", () => {
    if (input.checked) set.add(name);
    else set.delete(name);
    refreshMap();
    filterList();
  });
  return make("label", { class: "row" }, input, icon, make("span", { text }), make("span", { class: "number", text: count }));
}

function showLegend() {
  const count = (list, key, name) => list.filter((item) => item[key] === name).length;
  byId("legend").querySelector("summary").textContent = say("legend");
  byId("types").replaceChildren(...DATA.types
    .filter((type) => count(NODES, "type", type))
    .map((type) => checkbox(type, shown.types, say(type), typeIcon(type), count(NODES, "type", type))));
  byId("layers").replaceChildren(...DATA.layers.map((layer) =>
    checkbox(layer, shown.layers, say(layer), lineIcon(layer), count(LINKS, "layer", layer))));
  showStrength();
  const all = byId("all");
  all.hidden = NODES.length <= FIRST_DRAWN;
  all.textContent = shown.all ? say("best", FIRST_DRAWN) : say("all", NODES.length);
}

function lineIcon(layer) {
  const stated = layer !== "cooccurrence";
  return drawing(stated ? "M1 6h15M12 2l5 4-5 4" : "M1 6h18", "line", "0 0 20 12", {
    fill: "none", stroke: "currentColor", "stroke-width": stated ? 1.6 : 1, opacity: stated ? 0.85 : 0.45,
  });
}

/* The slider is logarithmic: the strongest few matter more than the weakest thousands. */
function showStrength() {
  const label = byId("strength");
  label.hidden = RELATED.length < 30;
  label.querySelector("span").textContent = say("strength", Math.min(shown.related, RELATED.length));
  const share = Math.log(Math.min(shown.related, RELATED.length) + 1) / Math.log(RELATED.length + 1);
  label.querySelector("input").value = String(Math.round(share * 100));
}

function showDrawn(count) {
  byId("drawn").textContent = say("drawn", count, NODES.length);
}

function showView(name) {
  for (const button of byId("views").children) {
    button.setAttribute("aria-pressed", String(button.dataset.view === name));
  }
  byId("map").hidden = name !== "map";
  byId("list").hidden = name !== "list";
  if (name === "list") showList();
  else if (chosen.node !== null) moveTo(chosen.node);
}

/* Write every word of the page in the language chosen. */
function speak(tag) {
  language = tag;
  document.documentElement.lang = tag;
  for (const button of byId("languages").children) {
    button.setAttribute("aria-pressed", String(button.dataset.language === tag));
  }
  for (const button of byId("views").children) button.textContent = say(button.dataset.view);
  const stated = LINKS.filter((link) => link.layer === "stated").length;
  byId("counts").textContent = say("counts", NODES.length, stated, POSTS.filter((post) => !post.comment).length);
  query.placeholder = say("search");
  query.setAttribute("aria-label", say("search"));
  byId("canvas").setAttribute("aria-label", say("canvas"));
  byId("whole").textContent = say("whole");
  byId("around").textContent = say("around");
  for (const id of ["closer", "farther"]) {
    byId(id).setAttribute("aria-label", say(id));
    byId(id).title = say(id);
  }
  showLegend();
  showDrawn(nodeSet.length);
  showPanel();
  if (!byId("list").hidden) showList();
  network.redraw();
}

function zoom(factor) {
  network.moveTo({ scale: Math.min(Math.max(network.getScale() * factor, 0.01), 6), animation: false });
}

function startTools() {
  byId("closer").addEventListener("click", () => zoom(1.4));
  byId("farther").addEventListener("click", () => zoom(1 / 1.4));
  byId("whole").addEventListener("click", () => fitMap());
  byId("around").addEventListener("click", () => {
    setAround(!shown.around);
    refreshMap();
    fitMap();
  });
  byId("all").addEventListener("click", () => {
    shown.all = !shown.all;
    refreshMap();
    showLegend();
    fitMap();
  });
  byId("strength").querySelector("input").addEventListener("input", (event) => {
    shown.related = Math.round((RELATED.length + 1) ** (Number(event.target.value) / 100)) - 1;
    showStrength();
    refreshMap();
  });
  for (const button of byId("views").children) {
    button.addEventListener("click", () => showView(button.dataset.view));
  }
  for (const button of byId("languages").children) {
    button.addEventListener("click", () => speak(button.dataset.language));
  }
  if (innerWidth <= 800) byId("legend").open = false;
  addEventListener("hashchange", readAddress);
}

startMap();
startSearch();
startList();
startTools();
speak(language);
fitMap();
readAddress();
document.body.dataset.ready = "yes";
