/* Put the page together: show the state, in a language, and follow the address. */

/* Bring everything in line with the state; ``before`` is what was shown until now. */
function refresh(before, move = false, all = false) {
  const changed = (...names) => all || names.some((name) => JSON.stringify(state[name]) !== JSON.stringify(before[name]));
  const chosen = changed("node", "line", "post", "at", "path", "help", "near", "steps");
  const filtered = changed(...FILTERS);
  if (changed("speaks")) speak();
  if (changed("view")) showView();
  if (filtered) filterAll();
  refreshMap();
  refreshFilters();
  showChips();
  refreshTimeline();
  if (filtered || changed("view", "sort", "node", "line")) { showTable(changed("text", "view", "sort")); showOverview(); }
  if (chosen || filtered || all) showPanel(chosen && !all);
  if (all) placeCamera();
  else if (move || changed("near")) moveToChosen();
  if (filtered && !all) tell(byId("counted").textContent);
  if (chosen && state.node !== null) tell(say("selected", NODES[state.node].label));
  document.title = state.node === null ? pageTitle() : `${NODES[state.node].label} · ${pageTitle()}`;
}

function showView() {
  for (const tab of byId("views").children) tab.setAttribute("aria-pressed", String(tab.dataset.view === state.view));
  document.body.dataset.view = state.view;
  byId("map").hidden = state.view !== "map";
  byId("table").hidden = !["entities", "relations"].includes(state.view);
  byId("overview").hidden = state.view !== "overview";
  byId("timeline").hidden = bins.length < 2 || state.view === "overview";
}

function showFilterDrawer(open) {
  document.body.dataset.filters = open ? "open" : "closed";
  byId("filter-toggle").setAttribute("aria-expanded", String(open));
  if (open) byId("filters").focus();
  else byId("filter-toggle").focus();
}

/* Write every word of the page in the language chosen. */
function speak() {
  language = state.speaks || OWN_LANGUAGE;
  document.documentElement.lang = language;
  for (const choice of byId("languages").children) choice.setAttribute("aria-pressed", String(choice.dataset.language === language));
  for (const tab of byId("views").children) tab.textContent = say(tab.dataset.view);
  document.querySelector("h1").textContent = pageTitle();
  const stated = LINKS.filter((link) => link.layer === "stated").length;
  byId("counts").textContent = say("counts", NODES.length, stated, POSTS.filter((post) => !post.comment).length);
  query.placeholder = say("search");
  for (const [id, key] of [["query", "search"], ["canvas", "canvas"], ["views", "views"], ["languages", "languages"], ["theme", "theme"],
    ["help", "help"], ["closer", "closer"], ["farther", "farther"], ["filters", "filters"], ["panel", "details"], ["overview", "overview"]]) {
    byId(id).setAttribute("aria-label", say(key));
    if (["theme", "help", "closer", "farther"].includes(id)) byId(id).title = say(key);
  }
  byId("whole").textContent = say("whole");
  byId("skip").textContent = say("skip");
  byId("filter-toggle").textContent = say("filters");
  showKeeping();
  showFilters();
  showTimeline();
  showDrawn();
}

function startTools() {
  const on = (id, action) => byId(id).addEventListener("click", action);
  on("closer", () => zoomMap(1.4));
  on("farther", () => zoomMap(1 / 1.4));
  on("whole", () => { state.camera = null; fitMap(); remember("replace"); });
  on("theme", () => { document.documentElement.dataset.theme = isDark() ? "light" : "dark"; repaint(); });
  on("help", () => choose({ help: !state.help }));
  on("filter-toggle", () => showFilterDrawer(document.body.dataset.filters !== "open"));
  on("skip", (event) => { event.preventDefault(); panel.focus(); });
  for (const tab of byId("views").children) tab.addEventListener("click", () => change({ view: tab.dataset.view }));
  for (const choice of byId("languages").children) {
    choice.addEventListener("click", () => { change({ speaks: choice.dataset.language === OWN_LANGUAGE ? null : choice.dataset.language }, { keep: "replace" }); refresh({ ...state }, false, true); });
  }
  document.addEventListener("pointerdown", (event) => { if (!byId("share-menu").contains(event.target)) byId("share-menu").open = false; });
  addEventListener("popstate", readAddress);
}

async function start() {
  await readData();
  readInk();
  Object.assign(state, unspell(location.hash.slice(1)));
  language = state.speaks || OWN_LANGUAGE;
  startTimeline();
  startMap();
  startSearch();
  startTables();
  startTools();
  startKeyboard();
  refresh({ ...state }, false, true);
  await needTexts([]);
  document.body.dataset.ready = "yes";
}

start();
