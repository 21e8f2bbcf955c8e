// Small tools: elements from parts, packed data, languages, tables as files.
const core = {}, known = {};
const LANGUAGES = { en: "English", ar: "العربية", zh: "中文", fr: "Français", ru: "Русский", es: "Español" };
let lang = "en";
let words = {};

const $ = (id) => document.getElementById(id);

function fill(element, attributes, children) {
  for (const [key, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") element.addEventListener(key, value);
    else element.setAttribute(key, value === true ? "" : value);
  }
  for (const child of children.flat(Infinity)) {
    if (child !== null && child !== undefined && child !== false) element.append(child);
  }
  return element;
}

// h("a", { href: "#/" }, "text"): texts become text nodes, never markup.
const h = (tag, attributes, ...children) => fill(document.createElement(tag), attributes, children);
const s = (tag, attributes, ...children) =>
  fill(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);

async function unpack(id, form) {
  const bytes = Uint8Array.from(atob($(id).textContent.trim()), (sign) => sign.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream)[form]();
}

let asked = null;
function detail() {
  asked ||= unpack("detail", "json").then((data) => {
    Object.assign(known, data, { ready: true });
    return known;
  });
  return asked;
}

// A message in the reader's language, its gaps filled.
function t(text, values) {
  const said = words[lang]?.[text] ?? text;
  return values ? said.replace(/\{(\w+)\}/g, (gap, key) => values[key] ?? gap) : said;
}

const number = (value) => value.toLocaleString(lang === "ar" ? "ar-u-nu-latn" : lang);
const two = (value) => value.toFixed(2);
const percent = (value) => (value === null || Number.isNaN(value) ? "—" : `${Math.round(value * 100)}%`);
// A name within a sentence of the other direction keeps to itself.
const apart = (text) => (/[\u0590-\u08ff]/.test(text) === (lang === "ar") ? text : `\u2068${text}\u2069`);

// The label of a numbered name: its text, the language it is in, and whether it is our translation.
function labelOf(named, at) {
  const own = named.labels[lang][at];
  if (own) return { text: own, lang, ours: named.oursIn[lang].has(at) };
  const foreign = named.foreign?.[at] ?? "en";
  return { text: named.labels.en[at] || named.names[at], lang: foreign, ours: named.oursIn.en.has(at) };
}

function prepareNames(named) {
  named.oursIn = Object.fromEntries(Object.entries(named.ours).map(([code, those]) => [code, new Set(those)]));
  named.at = new Map(named.names.map((name, at) => [name, at]));
  return named;
}

function plainName(at) {
  const label = labelOf(core.entries, at);
  return label.ours ? `${label.text} *` : label.text;
}

const plainNames = (those) => those.map((at) => apart(plainName(at))).join(lang === "ar" ? "، " : lang === "zh" ? "、" : ", ") || "—";

function worded(label) {
  const foreign = label.lang !== lang;
  return [h("bdi", { lang: foreign ? label.lang : null }, label.text),
    label.ours ? h("span", { class: "star", title: t("our own translation") }, "\u00a0*") : null];
}

const nameOf = (at) => worded(labelOf(core.entries, at));
const termOf = (at) => labelOf(known.terms, at).text;
const kindOf = (at) => {
  const kind = core.kinds.of[at];
  return kind < 0 ? "" : labelOf(core.kinds.names, kind).text;
};

function link(at, section = "entry") {
  return h("a", { href: to([section, core.entries.names[at]]) }, nameOf(at));
}

function commas(parts) {
  const comma = lang === "ar" ? "، " : lang === "zh" ? "、" : ", ";
  return parts.flatMap((part, at) => (at ? [comma, part] : [part]));
}

const STATES = ["checked", "secondary", "unchecked"];

function mark(state) {
  return h("span", { class: `state ${STATES[state]}` }, t(STATES[state]));
}

// A passage as a link, with its review state; the document's name is shortened by the style.
function cite(at) {
  const [name, document, locator, state] = core.passages[at];
  const where = locator ? [", ", h("bdi", null, locator)] : null;
  return h("span", { class: "cite" },
    h("a", { href: to(["passage", name]), title: plainName(document) },
      h("span", { class: "source" }, nameOf(document)), where), " ", mark(state));
}

const cites = (those) => h("span", { class: "cites" }, those.map(cite));

// Tables: one description gives the table on the page and the file.
function sheet(name, columns, rows, options = {}) {
  const head = columns.map((column) => h("th", { scope: "col", class: column.kind }, column.title));
  const shown = options.most ? rows.slice(0, options.most) : rows;
  const body = shown.map((row) => h("tr", { class: options.tone?.(row) }, columns.map((column, at) =>
    h(at === (options.head ?? -1) ? "th" : "td", {
      scope: at === (options.head ?? -1) ? "row" : null, class: column.kind, "data-title": column.title,
    }, column.show ? column.show(row) : column.text(row)))));
  return h("div", { class: "sheet" },
    h("div", { class: "wide", tabindex: 0, role: "region", "aria-label": options.title || name },
      h("table", { class: options.class }, h("thead", null, h("tr", null, head)), h("tbody", null, body))),
    h("p", { class: "tools" },
      h("button", { type: "button", class: "quiet", click: () => saveTable(name, columns, rows) },
        t("Download as CSV")), " ",
      h("span", { class: "note" }, t("{count} rows", { count: number(rows.length) }))));
}

// What a spreadsheet would run gets an apostrophe before it, by the rule of minkg.words.sheet_text.
function inert(text) {
  if (/^-\d*[.,]?\d+([eE][-+]?\d+|%)?$/.test(text)) return text;
  const runs = /^(?:[\s\0-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff']*[=+\-@＝＋－＠﹦﹢﹣﹫]|'*[\t\r\n])/;
  const inner = /([;\t\r\n])(?=[\s\0-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff']*[=+\-@＝＋－＠﹦﹢﹣﹫])/g;
  return (runs.test(text) ? "'" : "") + text.replace(inner, "$1'");
}

function cell(value) {
  const text = inert(String(value ?? "").replace(/[\u2066-\u2069]/g, ""));
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function csv(columns, rows) {
  const lines = [columns.map((column) => column.title), ...rows.map((row) => columns.map((column) => column.text(row)))];
  return `\ufeff${lines.map((line) => line.map(cell).join(",")).join("\r\n")}\r\n`;
}

function saveTable(name, columns, rows) {
  const address = URL.createObjectURL(new Blob([csv(columns, rows)], { type: "text/csv;charset=utf-8" }));
  h("a", { href: address, download: `${name}.csv` }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

const citeText = (those) => those.map((at) => `${core.passages[at][0]} (${t(STATES[core.passages[at][3]])})`).join("; ");
const folded = (text) => (text.normalize("NFKD").toLowerCase().replace(/[\p{M}\p{Cf}\p{Lm}]/gu, "").match(/[\p{L}\p{N}_]+/gu) || []).join(" ");

function choice(label, value, options, change) {
  return h("label", { class: "field" }, h("span", null, label),
    h("select", { change: (event) => change(event.target.value) },
      options.map(([key, text]) => h("option", { value: key, selected: key === value }, text))));
}
