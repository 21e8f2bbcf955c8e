// Entries: search across languages and scripts, facets, one entry, one passage.
const FACET_KEYS = ["stage", "topic", "material", "place", "function", "actor"];
const PAGE = 100;

function matches(at, folding) {
  const text = known.search[at];
  return folding.every((word) => text.includes(word));
}

function rankOf(at, wanted) {
  const names = known.search[at].split("|");
  if (names.includes(wanted)) return 0;
  return names.some((name) => name.startsWith(wanted)) ? 1 : 2;
}

function found(except) {
  const { q, class: kind } = route.choices, wanted = folded(q || ""), words = wanted.split(" ").filter(Boolean);
  const chosen = FACET_KEYS.map((key, facet) => [facet, key === except ? "" : route.choices[key]]).filter(([, name]) => name);
  const rows = core.entries.names.slice(0, core.kinds.of.length).map((_, at) => at).filter((at) => {
    if (kind && except !== "class" && core.kinds.names.names[core.kinds.of[at]] !== kind) return false;
    if (words.length && !matches(at, words)) return false;
    return chosen.every(([facet, name]) => model.subjects.get(at)?.concepts[facet].has(core.entries.at.get(name)));
  });
  if (!words.length) return rows;
  const order = new Map(rows.map((at) => [at, rankOf(at, wanted)]));
  return rows.sort((a, b) => order.get(a) - order.get(b) || a - b);
}

// The review states of the passages that speak of an entry.
function reviews(at) {
  const said = known.facts[at].filter(([, , passage]) => passage >= 0);
  return [...new Set(said.map(([, , passage]) => core.passages[passage][3]))].sort();
}

function facetChoice(key, facet) {
  const counts = new Map();
  for (const at of found(key)) {
    model.subjects.get(at)?.concepts[facet].forEach((c) => counts.set(c, (counts.get(c) || 0) + 1));
  }
  const options = [...counts].map(([c, count]) => [core.entries.names[c], `${plainName(c)} (${number(count)})`, count]);
  options.sort((a, b) => b[2] - a[2]);
  const now = route.choices[key] || "";
  if (now && !options.some(([name]) => name === now)) options.unshift([now, plainName(entryAt(now)), 0]);
  return choice(facetName(facet), now, [["", t("all")], ...options.map(([name, text]) => [name, text])],
    (value) => choose({ [key]: value, n: "" }));
}

function kindChoice() {
  const counts = new Map();
  found("class").forEach((at) => counts.set(core.kinds.of[at], (counts.get(core.kinds.of[at]) || 0) + 1));
  const options = [...counts].filter(([kind]) => kind >= 0).sort((a, b) => b[1] - a[1])
    .map(([kind, count]) => [core.kinds.names.names[kind], `${labelOf(core.kinds.names, kind).text} (${number(count)})`]);
  return choice(t("class"), route.choices.class || "", [["", t("all")], ...options], (value) => choose({ class: value, n: "" }));
}

views.entries = () => {
  const rows = found(), most = Number(route.choices.n) || PAGE;
  const concepts = (at, facet) => [...(model.subjects.get(at)?.stated[facet].keys() || [])];
  const columns = [
    { title: t("entry"), text: plainName, show: (at) => link(at) },
    { title: t("class"), text: kindOf },
    { title: t("review"), text: (at) => reviews(at).map((state) => t(STATES[state])).join("; "), show: (at) => reviews(at).map((state) => [mark(state), " "]) },
    ...[0, 1, 2].map((facet) => ({
      title: facetName(facet), text: (at) => concepts(at, facet).map(plainName).join("; "),
      show: (at) => commas(concepts(at, facet).slice(0, 5).map(nameOf)).concat(concepts(at, facet).length > 5 ? " …" : []),
    })),
  ];
  let waiting = 0;
  const search = (event) => {
    clearTimeout(waiting);
    const value = event.target.value;
    waiting = setTimeout(() => choose({ q: value, n: "" }).then(() => {
      const box = $("search");
      box.setSelectionRange(box.value.length, box.value.length);
    }), 200);
  };
  return [
    h("h1", null, t("Entries")),
    h("div", { class: "choices" },
      h("label", { class: "field wide-field" }, h("span", null, t("Search names in any language or script")),
        h("input", { id: "search", type: "search", value: route.choices.q || "", input: search })),
      kindChoice(), FACET_KEYS.map(facetChoice)),
    h("p", { class: "note", role: "status" }, t("{count} entries", { count: number(rows.length) })),
    sheet("minkg-entries", columns, rows, { most, head: 0, title: t("Entries") }),
    rows.length > most ? h("p", { class: "screen" }, h("button", { type: "button", id: "more", click: () => choose({ n: most + 400 }) }, t("Show more"))) : null,
  ];
};
views.entries.deep = true;

const safeAddress = (text) => /^https?:\/\//.test(text);

function valueOf(value) {
  if (typeof value === "number") return link(value);
  if (Array.isArray(value)) {
    const [text, language, name] = value;
    if (name) return passageLink(name) || (safeAddress(name) ? outside(name) : h("bdi", null, name));
    return h("bdi", { lang: language }, text);
  }
  return safeAddress(value) ? outside(value) : h("bdi", null, value);
}

const outside = (address) => h("a", { href: address, rel: "noopener noreferrer", class: "outside", dir: "ltr" }, address);

function passageLink(name) {
  const at = passageAt(name);
  return at < 0 ? null : cite(at);
}

const passageNumbers = new Map();
function passageAt(name) {
  if (!passageNumbers.size) core.passages.forEach(([one], at) => passageNumbers.set(one, at));
  return passageNumbers.get(name) ?? -1;
}

function valueText(value) {
  if (typeof value === "number") return plainName(value);
  return Array.isArray(value) ? value[2] || value[0] : value;
}

// Facts grouped: one row for a property and a value, with all the passages that say it.
function grouped(facts) {
  const rows = new Map();
  for (const [property, value, passage] of facts) {
    const key = JSON.stringify([property, value]);
    if (!rows.has(key)) rows.set(key, { property, value, said: [] });
    if (passage >= 0) rows.get(key).said.push(passage);
  }
  return [...rows.values()].sort((a, b) => a.property - b.property);
}

function linksIn(at) {
  known.into ||= known.facts.reduce((into, facts, from) => {
    for (const [property, value, passage] of facts) {
      if (typeof value === "number") (into[value] ||= []).push([property, from, passage]);
    }
    return into;
  }, {});
  return grouped(known.into[at] || []);
}

const factColumns = (first, value) => [
  { title: t("property"), text: (row) => termOf(row.property) },
  { title: value, text: (row) => valueText(row.value), show: (row) => valueOf(row.value) },
  { title: t("passages"), text: (row) => citeText(row.said), show: (row) => cites(row.said) },
];

function otherNames(at) {
  const names = core.order.filter((code) => code !== lang && core.entries.labels[code][at]);
  return h("p", { class: "names" }, names.map((code) =>
    h("span", null, h("span", { class: "note" }, LANGUAGES[code]), " ", h("bdi", { lang: code }, core.entries.labels[code][at]),
      core.entries.oursIn[code].has(at) ? h("span", { class: "star" }, "\u00a0*") : null)));
}

views.entry = (name) => {
  const at = entryAt(name || ""), facts = grouped(known.facts[at] || []), into = linksIn(at);
  const mine = (row) => row.kind && (row.pair.first === at || row.pair.second === at);
  const near = model.subjects.has(at) ? numbered(ranked(weightsNow()).filter(mine)) : [];
  return [
    h("p", { class: "kicker" }, kindOf(at)), h("h1", null, nameOf(at)), otherNames(at),
    h("p", { class: "screen" }, h("a", { href: to(["map", name]) }, t("Neighbourhood")),
      core.proposals.some((one) => one.entry === at) ? [" · ", h("a", { href: to(["proposal", name]) }, t("What if it came true"))] : null,
      near.length ? [" · ", h("a", { href: to(["findings"], { entry: name }) }, t("All its findings"))] : null),
    h("h2", null, t("What is stated")),
    facts.length ? sheet(`minkg-${name}`, factColumns(at, t("value")), facts, { title: t("What is stated") }) : h("p", { class: "note" }, t("nothing found in the passages read")),
    near.length ? [h("h2", null, t("Who covers the same ground")),
      sheet(`minkg-${name}-findings`, findingColumns(), near, { most: 8, head: 2, title: t("Findings"), class: "findings" })] : null,
    into.length ? [h("h2", null, t("What others say of it")),
      sheet(`minkg-${name}-links`, factColumns(at, t("entry")), into, { most: 200, title: t("What others say of it") })] : null,
  ];
};
views.entry.deep = true;

views.passage = (name) => {
  const at = passageAt(name || "");
  if (at < 0) throw new Lost(name);
  const [, document, locator, state] = core.passages[at], rows = [];
  known.facts.forEach((facts, entry) => facts.forEach(([property, value, passage]) => {
    if (passage === at) rows.push({ entry, property, value });
  }));
  const columns = [
    { title: t("entry"), text: (row) => plainName(row.entry), show: (row) => link(row.entry) },
    { title: t("property"), text: (row) => termOf(row.property) },
    { title: t("value"), text: (row) => valueText(row.value), show: (row) => valueOf(row.value) },
  ];
  return [
    h("p", { class: "kicker" }, t("passage")), h("h1", null, h("bdi", null, locator || name), " ", mark(state)),
    h("p", { class: "lead" }, link(document)),
    h("blockquote", { lang: "en", dir: "ltr" }, known.summaries[at]),
    h("p", { class: "note" }, t("Summaries of passages are in our own words, in English."), " ",
      known.read[at] ? t("Language read: {language}", { language: LANGUAGES[known.read[at]] || known.read[at] }) : null),
    sheet(`minkg-${name}`, columns, rows, { head: 0, title: t("Facts that it supports") }),
  ];
};
views.passage.deep = true;
