"use strict";
/* The saved questions beside YASGUI. Their parameters travel beside the query, as `$name`, and
   are bound by the server; nothing a person types is pasted into a query. */

const form = document.getElementById("parameters");
const fields = document.getElementById("fields");
const description = document.getElementById("description");
const ENDPOINT = new URL("/sparql", location).href;

const FIRST = `SELECT ?personLabel ?person {
  ?person a gb:Person ; skos:prefLabel ?personLabel
}
ORDER BY ?personLabel
LIMIT 20
`;

/* A question is known by its text: the fields go away when another query is written. */
let questions = [];

function headers(text) {
  const found = [];
  for (const line of text.split("\n")) {
    if (line.trim() && !line.startsWith("#")) break;
    const match = line.match(/^#\s*param\s*:\s*(\w+)\s+(\w+)\s+"?(.*?)"?\s*$/);
    if (match) found.push({ name: match[1], kind: match[2], value: match[3] });
  }
  return found;
}

function given() {
  return [...fields.querySelectorAll("input")].map((input) => ({
    name: `$${input.name}`, value: input.value.trim() || "*",
  }));
}

const yasgui = new Yasgui(document.getElementById("editor"), {
  requestConfig: { endpoint: ENDPOINT, method: "POST", args: [] },
  endpointCatalogueOptions: { getData: () => [] },
  copyEndpointOnNewTab: false,
  persistenceId: `graphbuild ${BASE}`,
  populateFromUrl: false,
  yasr: { pluginOrder: ["answers", "table", "response"], defaultPlugin: "answers" },
  yasqe: { autocompleters: ["variables"], editorHeight: "18rem", value: FIRST },
});
yasgui.on("queryBefore", (_, tab) => tab.setRequestConfig({ args: given() }));

function currentText() {
  return yasgui.getTab().getYasqe().getValue();
}

let shown = "";
function showParameters() {
  const text = currentText();
  const wanted = headers(text);
  const question = questions.find((item) => item.text === text);
  const key = JSON.stringify([wanted, question && question.name]);
  if (key === shown) return;
  shown = key;
  description.textContent = question ? question.description : "";
  fields.replaceChildren(...wanted.map(field));
  form.hidden = !wanted.length && !question;
  for (const button of document.querySelectorAll("#questions button")) {
    button.setAttribute("aria-current", String(Boolean(question) && button.dataset.name === question.name));
  }
}

function field({ name, kind, value }) {
  const label = element("label", kind.toLowerCase() === name ? name : `${name} (${kind})`);
  const input = element("input", "", { name, list: `list-${name}`, autocomplete: "off", spellcheck: "false" });
  input.value = value === "*" ? "" : value;
  input.placeholder = value === "*" ? ask.dataset.any : "";
  const list = element("datalist", "", { id: `list-${name}` });
  if (!["string", "iri", "integer", "decimal", "date", "boolean"].includes(kind)) {
    input.addEventListener("input", () => suggest(kind, input.value, list));
  }
  label.append(input, list);
  return label;
}

async function suggest(kind, text, list) {
  if (!text.trim()) return;
  const reply = await fetch(`/names?${new URLSearchParams({ kind, text })}`);
  if (!reply.ok) return;
  const labels = await reply.json();
  list.replaceChildren(...labels.map((label) => element("option", "", { value: label })));
}

function run() {
  yasgui.getTab().query().catch(() => {});
}

function open(question) {
  yasgui.getTab().setName(question.title);
  yasgui.getTab().getYasqe().setValue(question.text);
  yasgui.getTab().getYasqe().collapsePrefixes(true);
  showParameters();
  run();
  history.replaceState(null, "", `#${question.name}`);
}

function listQuestions(groups) {
  const list = document.getElementById("questions");
  for (const group of groups) {
    list.append(element("h2", group.title));
    for (const question of group.questions) {
      questions.push(question);
      const button = element("button", question.title, { type: "button", "data-name": question.name, title: question.description });
      button.addEventListener("click", () => open(question));
      list.append(button);
    }
  }
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  run();
});

/* In YASGUI's own table, too, a thing of the graph is looked up on this server. */
document.addEventListener("click", (event) => {
  const link = event.target.closest(".yasr a.iri");
  if (!link || !link.getAttribute("href").startsWith(BASE)) return;
  event.preventDefault();
  event.stopPropagation();
  location.href = address(link.getAttribute("href"));
}, true);

/* The editor changes its text itself when a tab is opened; a look twice a second is cheap. */
setInterval(showParameters, 500);

fetch("/questions", { headers: { "Accept-Language": document.documentElement.lang } })
  .then((reply) => reply.json())
  .then((groups) => {
    listQuestions(groups);
    showParameters();
    const named = questions.find((item) => item.name === location.hash.slice(1));
    if (named) open(named);
    document.body.dataset.ready = "true";
  });
