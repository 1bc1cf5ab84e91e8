/* The one way elements are made: text is set as text, so names stay names. */

const byId = (id) => document.getElementById(id);

function make(tag, options = {}, ...children) {
  const element = document.createElement(tag);
  const { text, on, ...attributes } = options;
  if (text !== undefined) element.textContent = text;
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("aria-")) element.setAttribute(name, String(value));
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== undefined && value !== null) element.setAttribute(name, String(value));
  }
  for (const [name, action] of Object.entries(on || {})) element.addEventListener(name, action);
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

function button(text, action, options = {}) {
  return make("button", { type: "button", text, ...options, on: { click: action } });
}

function details(title, ...children) {
  return make("details", {}, make("summary", { text: title }), ...children);
}

function drawing(path, name, size, style) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", size);
  svg.setAttribute("class", name);
  svg.setAttribute("aria-hidden", "true");
  const line = document.createElementNS(space, "path");
  line.setAttribute("d", path);
  for (const [key, value] of Object.entries(style)) line.setAttribute(key, value);
  svg.append(line);
  return svg;
}

/* Pages opened from disk may have no clipboard: then the text is selected and copied. */
async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = make("textarea", { class: "unseen" });
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
  tell(say("copied"));
}

function copyButton(text) {
  const made = button(say("copy"), async () => {
    await copyText(text);
    made.textContent = say("copied");
    setTimeout(() => { made.textContent = say("copy"); }, 1500);
  }, { class: "small" });
  return made;
}

/* Say a word to who does not see the page; the same words twice are said twice. */
function tell(text) {
  const status = byId("status");
  status.textContent = status.textContent === text ? `${text}\u00a0` : text;
}

function saveFile(name, content, type) {
  const address = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  const link = make("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
  tell(say("saved", name));
}
