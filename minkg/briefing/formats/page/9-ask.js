// Prepared questions and your own SPARQL, answered in this page by Oxigraph.
const engine = { worker: null, waiting: null };

async function wake() {
  if (engine.worker) return;
  const [code, program, graph] = await Promise.all([unpack("engine", "text"), unpack("wasm", "arrayBuffer"), unpack("graph", "text")]);
  const address = URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
  engine.worker = new Worker(address);
  engine.worker.addEventListener("message", ({ data }) => {
    const { waiting } = engine;
    engine.waiting = null;
    if (data.error) waiting?.fail(new Error(data.error));
    else waiting?.done(data);
  });
  engine.worker.addEventListener("error", (event) => engine.waiting?.fail(new Error(event.message || "worker")));
  await post({ program, graph }, [program]);
  URL.revokeObjectURL(address);
}

function post(message, moved) {
  return new Promise((done, fail) => {
    engine.waiting = { done, fail };
    engine.worker.postMessage(message, moved || []);
  });
}

function stop() {
  engine.worker?.terminate();
  engine.waiting?.fail(new Error(t("stopped")));
  engine.worker = engine.waiting = null;
}

function withPrefixes(text) {
  const missing = Object.entries(core.prefixes).filter(([prefix]) =>
    new RegExp(`(^|[^\\w-])${prefix}:`).test(text) && !new RegExp(`PREFIX\\s+${prefix}:`, "i").test(text));
  return missing.map(([prefix, base]) => `PREFIX ${prefix}: <${base}> `).join("") + text;
}

// A parameter's value as the term that belongs between the braces of its VALUES line.
function asTerm(parameter, value) {
  const initial = parameter[1];
  if (initial.startsWith('"')) {
    const escaped = value.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n");
    return initial.replace(/^".*?"/, () => `"${escaped}"`);
  }
  if (/^[\d.]+$/.test(initial)) {
    if (!/^\d+(\.\d+)?$/.test(value)) throw new Error(t("'{value}' is not a number", { value }));
    return value;
  }
  const [prefix, local] = value.includes(":") ? value.split(/:(.*)/s) : ["", value];
  const iri = prefix in core.prefixes ? core.prefixes[prefix] + local : value;
  if (/[<>"{}|^`\\\s]/.test(iri)) throw new Error(t("'{value}' is not a name", { value }));
  return `<${iri}>`;
}

function filled(question, values) {
  return question.parameters.reduce((text, parameter) => {
    const value = values[`p.${parameter[0]}`];
    if (!value) return text;
    const line = new RegExp(`^( *VALUES +\\?${parameter[0]} +)\\{ *.*? *\\}( *#)`, "m");
    return text.replace(line, (_, before, after) => `${before}{ ${asTerm(parameter, value)} }${after}`);
  }, question.text);
}

function termValue(term) {
  if (!term) return "";
  if (term.type !== "uri") return term["xml:lang"] ? [term.value, term["xml:lang"]] : term.value;
  const entry = core.prefixes[""], name = term.value.startsWith(entry) ? term.value.slice(entry.length) : term.value;
  return core.entries.at.get(name) ?? ["", "", shortened(term.value, name)];
}

function shortened(iri, name) {
  if (passageAt(name) >= 0) return name;
  const [prefix, base] = Object.entries(core.prefixes).find(([key, start]) => key && iri.startsWith(start)) || [];
  return base ? `${prefix}:${iri.slice(base.length)}` : iri;
}

function answerTable(answer, name) {
  if ("boolean" in answer) return h("p", { class: "lead" }, answer.boolean ? t("yes") : t("no"));
  if (answer.triples !== undefined) return h("pre", { tabindex: 0, dir: "ltr" }, answer.triples);
  const rows = answer.results.bindings.map((row) => answer.head.vars.map((column) => termValue(row[column])));
  const columns = answer.head.vars.map((column, at) => ({
    title: column, text: (row) => valueText(row[at]), show: (row) => (row[at] === "" ? "" : valueOf(row[at])),
  }));
  return sheet(`minkg-${name}`, columns, rows, { most: 500, title: t("answer") });
}

async function run(text, name, place) {
  const stopping = h("button", { type: "button", class: "quiet", click: stop }, t("Stop"));
  place.replaceChildren(h("p", { role: "status" }, t("Asking …"), " ", stopping));
  try {
    await wake();
    const began = performance.now(), answer = await post({ query: withPrefixes(text) });
    const took = t("answered in {time} ms", { time: number(Math.round(performance.now() - began)) });
    place.replaceChildren(h("p", { role: "status", class: "note" }, took), answerTable(answer, name));
    place.dataset.answers = name;
  } catch (error) {
    place.replaceChildren(h("p", { role: "alert", class: "error", dir: "auto" }, error.message));
  }
}

function parameterField(question, parameter) {
  const [name, initial, help] = parameter, key = `p.${name}`;
  return h("label", { class: "field wide-field" }, h("span", null, h("b", { dir: "ltr" }, name), " ", h("span", { lang: "en", dir: "ltr" }, help)),
    h("input", {
      id: key, name: key, value: route.choices[key] || "", placeholder: initial === "UNDEF" ? "" : initial, dir: "ltr", autocomplete: "off",
      list: /^["\d]/.test(initial) ? null : "names", change: (event) => choose({ [key]: event.target.value.trim() }),
    }));
}

views.ask = (name) => {
  const question = known.questions.find((one) => one.name === name);
  if (name && !question) throw new Lost(name);
  let text = route.choices.q || core.example, trouble = "";
  try { if (question) text = filled(question, route.choices); } catch (error) { trouble = error.message; }
  const place = h("div", { id: "answer" }, trouble ? h("p", { role: "alert", class: "error" }, trouble) : null);
  const box = h("textarea", { id: "sparql", rows: Math.min(22, Math.max(8, text.split("\n").length)), dir: "ltr", spellcheck: "false", "aria-label": "SPARQL" });
  box.value = text;
  const ask = () => {
    const own = box.value !== text || !question;
    const address = own ? to(["ask"], { q: box.value, run: "yes" }) : here({ run: "yes" });
    history.replaceState(null, "", address);
    return run(box.value, question && !own ? question.name : "answer", place);
  };
  box.addEventListener("keydown", (event) => { if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) ask(); });
  if (route.choices.run === "yes" && !trouble) ask();
  return [
    h("h1", null, t("Ask the graph")),
    h("p", { class: "lead" }, t("The whole graph is in this page. Choose a prepared question or write SPARQL; patterns without GRAPH see all facts, GRAPH ?passage tells who says so.")),
    h("div", { class: "choices" },
      choice(t("prepared question"), name || "", [["", t("my own")], ...known.questions.map((one) => [one.name, one.summary])],
        (value) => { location.hash = to(value ? ["ask", value] : ["ask"]); })),
    question ? [h("p", { lang: "en", dir: "ltr" }, question.question),
      h("div", { class: "choices" }, question.parameters.map((one) => parameterField(question, one)),
        h("datalist", { id: "names" }, core.entries.names.map((one, at) => h("option", { value: one }, plainName(at)))))] : null,
    box,
    h("p", { class: "tools" }, h("button", { type: "button", id: "run", click: ask }, t("Ask")), " ", h("span", { class: "note" }, t("or Ctrl+Enter"))),
    place,
  ];
};
views.ask.deep = true;
