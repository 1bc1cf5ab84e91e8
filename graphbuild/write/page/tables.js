/* Entities and relations as tables: for those who would rather read than look. */

const PAGE_OF_ROWS = 200;
let rowsShown = PAGE_OF_ROWS;

const ENTITY_COLUMNS = [
  { name: "label", key: (node) => fold(node.label), text: (node) => node.label, cell: entityLink },
  { name: "type", key: (node) => say(`one_${node.type}`), text: (node) => say(`one_${node.type}`), cell: (node) => [typeIcon(node.type), " ", say(`one_${node.type}`)] },
  { name: "mentions", key: (node) => node.mentions, number: true },
  { name: "posts", key: (node) => node.posts, number: true },
  { name: "links", key: (node) => statedLinks(node).length, number: true },
  { name: "years", key: yearsOf },
  { name: "community", key: (node) => COMMUNITIES[node.community]?.name || "", wide: true },
  { name: "others", key: (node) => node.also.map(([text]) => text).join(", "), wide: true },
  { name: "iri", key: (node) => node.iri, exported: true },
];
const RELATION_COLUMNS = [
  { name: "subject", key: (link) => fold(NODES[link.subject].label), text: (link) => NODES[link.subject].label, cell: (link) => entityLink(NODES[link.subject]) },
  { name: "predicate", key: (link) => (link.modality === "asserted" ? verb(link.predicate) : `${verb(link.predicate)} (${say(link.modality)})`) },
  { name: "object", key: (link) => fold(NODES[link.object].label), text: (link) => NODES[link.object].label, cell: (link) => entityLink(NODES[link.object]) },
  { name: "layer", key: (link) => say(`one_${link.layer}`) },
  { name: "score", key: (link) => link.score, number: true },
  { name: "count", key: (link) => link.count, number: true, cell: (link) => button(String(link.count), () => openLink(link), { class: "link", title: say("evidence") }) },
  { name: "source", key: (link) => (link.evidence.length ? POSTS[link.evidence[0][0]].source : ""), exported: true },
  { name: "quote", key: firstWords, exported: true },
  { name: "address", key: firstAddress, exported: true },
];

function yearsOf(node) {
  const years = node.naming.map((id) => (POSTS[id].date || "").slice(0, 4)).filter(Boolean).sort();
  return years.length ? [...new Set([years[0], years.at(-1)])].join("–") : "";
}

function firstWords(link) {
  if (!link.evidence.length) return "";
  const [id, offset, length] = link.evidence[0];
  return textOf(id).text.slice(offset, offset + length);
}

function firstAddress(link) {
  if (!link.evidence.length) return "";
  const [id, offset, length] = link.evidence[0];
  return isWebAddress(POSTS[id].url) ? quoteAddress(POSTS[id], offset, offset + length) : "";
}

function openLink(link) {
  const line = EDGES_OF[link.subject].find((edge) => edge.links.includes(link.id));
  choose(line ? { line: line.id } : { node: link.subject });
}

function tableOf(view) {
  const wanted = fold(state.text.trim());
  if (view === "relations") {
    const has = (link) => [link.subject, link.object].some((id) => FORMS[id].some((form) => form.includes(wanted))) || fold(verb(link.predicate)).includes(wanted);
    return { columns: RELATION_COLUMNS, rows: LINKS.filter((link) => shown.links.has(link.id) && (!wanted || has(link))), start: "-score", first: (link) => DATA.layers.indexOf(link.layer) };
  }
  const matching = wanted ? find(state.text) : NODES;
  return { columns: ENTITY_COLUMNS, rows: matching.filter((node) => shown.nodes.has(node.id)), start: "-mentions", first: () => 0 };
}

function sortedTable(view) {
  const { columns, rows, start, first } = tableOf(view);
  const known = columns.some(({ name }) => name === state.sort.replace("-", ""));
  const sort = known ? state.sort : start;
  const [column, turn] = [columns.find(({ name }) => name === sort.replace("-", "")), sort.startsWith("-") ? -1 : 1];
  const collator = new Intl.Collator(language);
  const compare = column.number ? (a, b) => a - b : collator.compare;
  const keyed = rows.map((row) => [column.key(row), row]);
  const before = known ? () => 0 : (a, b) => first(a) - first(b);
  keyed.sort((a, b) => before(a[1], b[1]) || turn * compare(a[0], b[0]) || a[1].id - b[1].id);
  return { columns, rows: keyed.map(([, row]) => row), sort };
}

function showTable(reset = true) {
  if (!["entities", "relations"].includes(state.view)) return;
  if (reset) rowsShown = PAGE_OF_ROWS;
  const { columns, rows, sort } = sortedTable(state.view);
  const visible = columns.filter((column) => !column.exported);
  byId("table-filter").placeholder = say("filter_table");
  byId("table-filter").setAttribute("aria-label", say("filter_table"));
  if (document.activeElement !== byId("table-filter")) byId("table-filter").value = state.text;
  byId("csv").textContent = say("csv");
  byId("row-count").textContent = say("rows", rows.length);
  const table = byId("rows");
  table.setAttribute("aria-label", say(state.view));
  table.tHead.rows[0].replaceChildren(...visible.map((column) => headCell(column, sort)));
  table.tBodies[0].replaceChildren(...rows.slice(0, rowsShown).map((row) => make("tr", { "aria-selected": isOpen(row) },
    visible.map((column) => make("td", { class: `${column.name}${column.number ? " number" : ""}${column.wide ? " wide" : ""}` }, cellOf(column, row))))));
  showEmpty(byId("no-rows"), rows.length);
  byId("more").hidden = rows.length <= rowsShown;
  byId("more").textContent = say("more");
}

function cellOf(column, row) {
  if (column.cell) return column.cell(row);
  const value = column.key(row);
  return column.number ? sayNumber(value) : value;
}

function isOpen(row) {
  return "label" in row ? row.id === state.node : state.line !== null && EDGES[state.line].links.includes(row.id);
}

function headCell({ name, number }, sort) {
  const on = sort.replace("-", "") === name;
  const next = on ? (sort.startsWith("-") ? name : `-${name}`) : number ? `-${name}` : name;
  return make("th", { scope: "col", class: number ? "number" : false, "aria-sort": !on ? "none" : sort.startsWith("-") ? "descending" : "ascending" },
    button(say(name), () => { change({ sort: next }); byId("rows").querySelector(`[data-column=${name}]`).focus(); }, { "data-column": name }));
}

function startTables() {
  byId("more").addEventListener("click", () => { rowsShown += PAGE_OF_ROWS; showTable(false); });
  byId("table-filter").addEventListener("input", (event) => change({ text: event.target.value }, { keep: "replace" }));
  byId("csv").addEventListener("click", saveCsv);
}
