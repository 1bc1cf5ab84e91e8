/* The column of filters, which is the legend too. Built once for a language; ``updaters``
   then bring counts and ticks in line, so that nothing loses the focus. */

let updaters = [];
const opened = new Map();

function showFilters() {
  updaters = [];
  const parts = [
    section("types", typeRows(), true),
    section("layers", [...layerRows(), strengthRow()], true),
    section("communities", communityRows(), false),
    section("predicates", predicateRows(), false),
    section("details", detailRows(), false, "more_filters"),
    section("display", displayRows(), false),
  ];
  byId("filters").replaceChildren(filterHead(), ...(NODES.length ? parts.filter(Boolean) : []));
  refreshFilters();
}

function refreshFilters() {
  for (const update of updaters) update();
}

function section(name, rows, open, title = name) {
  if (!rows.some(Boolean)) return null;
  const made = make("details", { class: "section", id: `filter-${name}`, open: opened.get(name) ?? open }, make("summary", { text: say(title) }), rows);
  made.addEventListener("toggle", () => opened.set(name, made.open));
  return made;
}

function filterHead() {
  const counted = make("p", { id: "counted" });
  const reset = button(say("reset"), () => { resetFilters(); fitMap(); }, { id: "reset" });
  const more = button("", () => { change({ drawn: state.drawn > FIRST_DRAWN ? FIRST_DRAWN : MOST_DRAWN }); fitMap(); }, { id: "draw-more" });
  const onMap = make("p", { id: "drawn", class: "note" });
  updaters.push(() => {
    const hiddenCount = NODES.length - shown.nodes.size;
    counted.textContent = hiddenCount ? say("some_shown", shown.nodes.size, hiddenCount) : say("all_shown", NODES.length);
    reset.hidden = !activeFilters().length;
    more.hidden = NODES.length <= FIRST_DRAWN;
    more.textContent = state.drawn > FIRST_DRAWN ? say("draw_less", FIRST_DRAWN) : say("draw_more", Math.min(MOST_DRAWN, NODES.length));
  });
  return make("div", { class: "head" }, counted, reset, more, onMap);
}

function showDrawn() {
  const onMap = byId("drawn");
  onMap.textContent = isFromAfar() ? say("from_afar", COMMUNITIES.length) : say("drawn", drawn.order.length, shown.nodes.size);
  onMap.hidden = drawn.order.length >= shown.nodes.size;
}

/* Where nothing is left to show: why, and the way back. */
function showEmpty(place, count) {
  place.hidden = count > 0;
  const filtered = activeFilters().length > 0;
  if (!count) place.replaceChildren(make("p", { text: say(filtered ? "empty_filtered" : NODES.length ? "empty_rows" : "empty") }),
    ...(filtered ? [button(say("reset"), () => { resetFilters(); fitMap(); })] : []));
}

function tick(name, text, icon, total, { isOn, toggle, only, count }) {
  const input = make("input", { type: "checkbox", "data-name": name, on: { change: () => toggle(input.checked) } });
  const figure = make("span", { class: "number" });
  updaters.push(() => {
    input.checked = isOn();
    const now = count ? count() : total;
    const all = typeof total === "number" ? sayNumber(total) : total;
    figure.textContent = now === total || !isOn() ? all : `${sayNumber(now)}/${all}`;
  });
  const label = make("label", {}, input, icon, make("span", { class: "name", text }), figure);
  return make("div", { class: "row" }, label, only ? button(say("only"), only, { class: "only", "aria-label": say("only_name", text), "data-only": name }) : null);
}

const toggled = (list, name, on) => (on ? [...list.filter((other) => other !== name), name] : list.filter((other) => other !== name));

function typeRows() {
  const present = DATA.types.filter((type) => NODES.some((node) => node.type === type));
  return present.map((type) => {
    const all = NODES.filter((node) => node.type === type);
    return tick(type, say(type), typeIcon(type), all.length, {
      isOn: () => !state.hidden.includes(type),
      toggle: (on) => change({ hidden: toggled(state.hidden, type, !on) }),
      only: () => change({ hidden: present.filter((other) => other !== type) }),
      count: () => all.reduce((sum, node) => sum + shown.nodes.has(node.id), 0),
    });
  });
}

function layerRows() {
  return DATA.layers.map((layer) => tick(layer, say(layer), layerIcon(layer), LINKS.filter((link) => link.layer === layer).length, {
    isOn: () => !state.without.includes(layer),
    toggle: (on) => change({ without: toggled(state.without, layer, !on) }),
    only: () => change({ without: DATA.layers.filter((other) => other !== layer) }),
  }));
}

/* The slider is logarithmic: the strongest few matter more than the weakest thousands. */
function strengthRow() {
  if (RELATED_COUNT < 30) return null;
  const input = make("input", { type: "range", min: 0, max: 100, id: "strength", on: { input: () => {
    change({ related: Math.round((RELATED_COUNT + 1) ** (Number(input.value) / 100)) - 1 }, { keep: "replace" });
  } } });
  const label = make("label", { for: "strength", class: "note" });
  updaters.push(() => {
    const now = Math.min(state.related, RELATED_COUNT);
    label.textContent = say("strength", now);
    input.value = String(Math.round((100 * Math.log(now + 1)) / Math.log(RELATED_COUNT + 1)));
  });
  return make("div", { class: "field" }, label, input);
}

function communityRows() {
  const hullTick = tick("hulls", say("hulls"), "", "", { isOn: () => state.hulls, toggle: (on) => change({ hulls: on }) });
  return COMMUNITIES.length === 0 ? [] : [hullTick, ...COMMUNITIES.slice(0, 60).map((community) => {
    const made = button("", () => change({ community: state.community === community.id ? null : community.id }, { move: true }), { class: "community-row", "data-community": community.id });
    made.append(communityIcon(community.id), make("span", { class: "name", text: community.name }), make("span", { class: "number", text: community.nodes.length }));
    updaters.push(() => made.setAttribute("aria-pressed", String(state.community === community.id)));
    return made;
  })];
}

function predicateRows() {
  const count = (name) => LINKS.reduce((sum, link) => sum + (link.predicate === name), 0);
  return DATA.predicates.map(([name]) => tick(name, verb(name), "", count(name), {
    isOn: () => state.predicates.includes(name),
    toggle: (on) => change({ predicates: toggled(state.predicates, name, on) }),
  }));
}

function detailRows() {
  const most = Math.min(NODES.reduce((top, node) => Math.max(top, node.posts), 1), 50);
  return [
    slider("least", say("min_posts"), { min: 1, max: most, step: 1 }, () => say("min_posts_unit", state.least)),
    slider("score", say("min_score"), { min: 0, max: 1, step: 0.05 }, () => sayNumber(state.score)),
    postField(),
  ];
}

function slider(name, text, options, told) {
  const input = make("input", { type: "range", id: `filter-${name}-value`, ...options, on: { input: () => change({ [name]: Number(input.value) }, { keep: "replace" }) } });
  const value = make("output", { for: input.id });
  updaters.push(() => { input.value = String(state[name]); value.textContent = told(); });
  return make("div", { class: "field" }, make("label", { for: input.id }, text, " ", value), input);
}

function postField() {
  const first = make("option", { value: "", text: say("any_post") });
  const input = make("select", { id: "filter-post", on: { change: () => change({ within: input.value === "" ? null : Number(input.value) }) } }, first,
    POSTS.filter((post) => !post.comment).slice(0, 3000).map((post) => make("option", { value: post.id, text: post.title })));
  updaters.push(() => { input.value = state.within === null ? "" : String(state.within); });
  return make("div", { class: "field" }, make("label", { for: "filter-post", text: say("in_post") }), input);
}

function displayRows() {
  const input = make("select", { id: "size", on: { change: () => change({ size: input.value }) } },
    Object.keys(SIZES).map((name) => make("option", { value: name, text: say(`size_${name}`) })));
  updaters.push(() => { input.value = state.size; });
  return [make("div", { class: "field" }, make("label", { for: "size", text: say("size") }), input)];
}

/* The filters that are on, each with a way out, above the map and the tables. */
function showChips() {
  byId("chips").replaceChildren(...activeFilters().map(({ text, undo }) =>
    make("button", { type: "button", class: "chip", "aria-label": say("remove", text), on: { click: () => change(undo) } },
      make("span", { class: "name", text }), " ×")));
}
