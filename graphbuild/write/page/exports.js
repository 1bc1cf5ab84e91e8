/* What can be kept of the page: tables as CSV, the selection as JSON, the address. */

/* A cell that a spreadsheet would run as a formula gets an apostrophe in front, and so does what
   one that divides at semicolons would run inside of a cell. */
const INNER_FORMULA = /(?<=[;\t\r\n])(?=[^\S\t\r\n]*[=+@\-\uff1d\uff0b\uff20\uff0d][^;\t\r\n]*?(?:\w\(|\w\s+\(\s*"|\||!\w))/g;

function csvCell(value) {
  const text = String(value).replace(INNER_FORMULA, "'");
  const safe = /^\s*[=+\-@\t\r\uff1d\uff0b\uff20\uff0d]/.test(text) && !/^-?\d+([.,]\d+)?$/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function csvOf(columns, rows) {
  const lines = [columns.map(({ name }) => say(name)), ...rows.map((row) => columns.map(({ text, key }) => (text || key)(row)))];
  return `${lines.map((cells) => cells.map(csvCell).join(",")).join("\r\n")}\r\n`;
}

/* The byte order mark tells spreadsheets that the file is UTF-8. */
async function saveCsv() {
  const { columns, rows } = sortedTable(state.view);
  if (state.view === "relations") await needTexts(rows.flatMap((link) => link.evidence.slice(0, 1).map(([post]) => post)));
  saveFile(`${state.view}.csv`, `\ufeff${csvOf(columns, rows)}`, "text/csv;charset=utf-8");
}

/* What is chosen with its surroundings; with nothing chosen, all that passes the filters. */
async function saveJson() {
  const ids = focus ? [...focus.nodes] : [...shown.nodes];
  const among = new Set(ids);
  const links = LINKS.filter((link) => shown.links.has(link.id) && among.has(link.subject) && among.has(link.object));
  await needTexts(links.flatMap(linkPosts));
  const content = {
    title: pageTitle(), address: location.href,
    entities: ids.sort((a, b) => a - b).map((id) => NODES[id]).map(({ iri, type, label, also, same, definition, posts, mentions }) =>
      ({ iri, type, label, labels: also.map(([text, tag]) => ({ text, language: tag })), same_as: same, definition, posts, mentions })),
    relations: links.map((link) => ({
      subject: NODES[link.subject].iri, predicate: link.predicate, object: NODES[link.object].iri, layer: link.layer,
      modality: link.modality, score: link.score, count: link.count, evidence: link.evidence.map(evidenceJson) })),
  };
  saveFile("selection.json", JSON.stringify(content, null, 2), "application/json");
}

function evidenceJson([id, offset, length]) {
  const post = POSTS[id];
  const words = textOf(id).text.slice(offset, offset + length);
  const start = sourceStart(post, offset);
  return { post: post.iri, source: post.source, start, end: start + [...words].length, quote: words, date: post.date, url: isWebAddress(post.url) ? quoteAddress(post, offset, offset + length) : null };
}

const KEEPING = [
  ["copy_link", () => copyText(location.href)], ["save_png", savePng], ["save_svg", saveSvg], ["save_json", saveJson], ["print", () => print()],
];

function showKeeping() {
  const menu = byId("keeping");
  byId("share").textContent = say("share");
  menu.replaceChildren(...KEEPING.map(([name, action]) => button(say(name), () => { byId("share-menu").open = false; action(); }, { "data-keep": name })));
}
