/* Search by any form of a name, without regard to accents or case. */

const MOST_HITS = 12;
const query = document.getElementById("query");
const hits = document.getElementById("hits");
let current = -1;

const FORMS = NODES.map((node) => [node.label, ...node.also.map(([text]) => text)].map(fold));

/* Whole names first, then beginnings, then beginnings of words, then anything; by rank in each. */
function quality(form, wanted) {
  if (form === wanted) return 0;
  if (form.startsWith(wanted)) return 1;
  const at = form.indexOf(wanted);
  if (at < 0) return 9;
  return /[^\p{L}\p{N}]/u.test(form[at - 1]) ? 2 : 3;
}

function find(text) {
  const wanted = fold(text.trim());
  if (!wanted) return [];
  const found = [];
  for (const node of NODES) {
    const best = Math.min(...FORMS[node.id].map((form) => quality(form, wanted)));
    if (best < 9) found.push([best, node.id]);
  }
  return found.sort((a, b) => a[0] - b[0] || a[1] - b[1]).map(([, id]) => NODES[id]);
}

function showHits() {
  const found = find(query.value).slice(0, MOST_HITS);
  current = found.length ? 0 : -1;
  const rows = found.map((node, index) => make("li", {
    role: "option", id: `hit-${index}`, "data-node": node.id, "aria-selected": index === 0,
    on: { pointerdown: (event) => { event.preventDefault(); take(node.id); } },
  }, typeIcon(node.type), make("span", { text: node.label }), make("span", { class: "number note", text: node.mentions })));
  if (!rows.length && query.value.trim()) rows.push(make("li", { class: "none", text: say("nothing") }));
  hits.replaceChildren(...rows);
  openHits(rows.length > 0);
}

function openHits(open) {
  hits.hidden = !open;
  query.setAttribute("aria-expanded", String(open));
  if (open && current >= 0) query.setAttribute("aria-activedescendant", `hit-${current}`);
  else query.removeAttribute("aria-activedescendant");
}

function moveHit(step) {
  const rows = [...hits.querySelectorAll("[role=option]")];
  if (!rows.length) return;
  current = (current + step + rows.length) % rows.length;
  rows.forEach((row, index) => row.setAttribute("aria-selected", String(index === current)));
  rows[current].scrollIntoView({ block: "nearest" });
  query.setAttribute("aria-activedescendant", rows[current].id);
}

function take(id) {
  openHits(false);
  query.value = NODES[id].label;
  select({ node: id }, { move: true });
}

function startSearch() {
  query.addEventListener("input", () => { showHits(); filterList(); });
  query.addEventListener("focus", () => { if (query.value) { query.select(); showHits(); } });
  query.addEventListener("blur", () => openHits(false));
  query.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (hits.hidden) showHits();
      else moveHit(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter") {
      const row = hits.hidden ? null : hits.querySelector("[aria-selected=true]");
      if (row) take(Number(row.dataset.node));
    } else if (event.key === "Escape") {
      if (hits.hidden) query.blur();
      openHits(false);
      event.stopPropagation();
    }
  });
  document.addEventListener("keydown", (event) => {
    const typing = event.target.matches("input, textarea");
    if (event.key === "/" && !typing) { event.preventDefault(); query.focus(); }
    if (event.key === "Escape" && !typing) select({});
  });
}
