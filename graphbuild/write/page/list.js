/* The same entities as a table: for those who do not see the map, and for sorting. */

const PAGE_OF_ROWS = 300;
const COLUMNS = [
  ["label", (node) => fold(node.label), false],
  ["type", (node) => say(`one_${node.type}`), false],
  ["mentions", (node) => node.mentions, true],
  ["posts", (node) => node.posts, true],
  ["relations", (node) => statedCount(node), true],
  ["others", (node) => node.also.length, false],
];
const sorting = { column: "mentions", down: true, rows: PAGE_OF_ROWS };

function statedCount(node) {
  return LINKS_OF[node.id].filter((link) => link.layer !== "cooccurrence").length;
}

function showList() {
  const head = document.querySelector("#list thead tr");
  head.replaceChildren(...COLUMNS.map(([name, , numeric]) => make("th", {
    scope: "col", class: numeric ? "number" : false,
    "aria-sort": sorting.column !== name ? "none" : sorting.down ? "descending" : "ascending",
  }, make("button", { type: "button", text: say(name), on: { click: () => sortBy(name, numeric) } }))));
  filterList();
}

function sortBy(name, numeric) {
  sorting.down = sorting.column === name ? !sorting.down : numeric;
  sorting.column = name;
  showList();
}

function sorted(nodes) {
  const key = COLUMNS.find(([name]) => name === sorting.column)[1];
  const compare = (a, b) => (typeof a === "number" ? a - b : a.localeCompare(b, language));
  const turn = sorting.down ? -1 : 1;
  return nodes.map((node) => [key(node), node])
    .sort((a, b) => turn * compare(a[0], b[0]) || a[1].id - b[1].id)
    .map(([, node]) => node);
}

function filterList() {
  if (document.getElementById("list").hidden) return;
  const typed = query.value.trim();
  const wanted = typed && !(chosen.node !== null && NODES[chosen.node].label === query.value) ? find(typed) : NODES;
  const nodes = sorted(wanted.filter((node) => shown.types.has(node.type)));
  document.querySelector("#list caption").textContent = say("caption", nodes.length);
  document.querySelector("#list tbody").replaceChildren(...nodes.slice(0, sorting.rows).map(row));
  const more = document.getElementById("more");
  more.hidden = nodes.length <= sorting.rows;
  more.textContent = say("more");
}

function row(node) {
  const cell = (content, name) => make("td", { class: name || false }, content);
  return make("tr", { "aria-selected": node.id === chosen.node },
    cell(entityLink(node)),
    make("td", {}, typeIcon(node.type), " ", say(`one_${node.type}`)),
    cell(String(node.mentions), "number"), cell(String(node.posts), "number"),
    cell(String(statedCount(node)), "number"),
    cell(node.also.map(([text]) => text).join(", "), "others"));
}

function startList() {
  document.getElementById("more").addEventListener("click", () => {
    sorting.rows += PAGE_OF_ROWS;
    filterList();
  });
}
