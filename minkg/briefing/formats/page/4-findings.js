// Pairs that share ground: the ranked list with its weights, and one pair facet by facet.
const TO_JUDGE = ["possible-duplication", "overlap", "covered-proposal"];
const STEP = 50;

function weightsNow() {
  const given = (route.choices.w || "").split("-").map(Number);
  const usable = given.length === core.weights.length && given.every((w) => w >= 0) && given.some(Boolean);
  return usable ? given : core.weights.map((w) => w * 100);
}

const changed = () => weightsNow().some((w, at) => Math.abs(w - core.weights[at] * 100) > 1e-6);
const facetName = (facet) => t(core.facets.names[facet]);
const kindName = (kind) => t(core.kindNames[kind]);

function bar(row) {
  const at = (value) => `${(value * 100).toFixed(1)}%`;
  const text = t("similarity {x}, from {low} to {high} where facets are unknown",
    { x: two(row.expected), low: two(row.low), high: two(row.high) });
  return h("span", { class: "measure", title: text },
    h("b", null, two(row.expected)),
    h("span", { class: "bar", "aria-hidden": "true" },
      h("i", { style: `inset-inline-start:${at(row.low)};inline-size:${at(row.high - row.low)}` }),
      h("u", { style: `inset-inline-start:${at(row.expected)}` })));
}

function pairLink(row) {
  const names = [row.pair.first, row.pair.second].map((at) => core.entries.names[at]);
  return h("a", { class: "pair", href: to(["finding", ...names], route.choices.w ? { w: route.choices.w } : null) },
    h("span", null, nameOf(row.pair.first)), h("span", null, nameOf(row.pair.second)));
}

function weakest(pair) {
  const sides = [pair.first, pair.second].map((at) => model.subjects.get(at));
  const states = core.facets.names.flatMap((_, facet) => sharedConcepts(pair, facet).flatMap((concept) =>
    sides.flatMap((side) => evidence(side, facet, concept).map((passage) => core.passages[passage][3]))));
  return states.length ? Math.max(...states) : null;
}

const findingColumns = () => [
  { title: "#", kind: "figure", text: (row) => row.place },
  { title: t("similarity"), kind: "slim", text: (row) => two(row.expected), show: bar },
  { title: t("first and second"), text: (row) => `${plainName(row.pair.first)} | ${plainName(row.pair.second)}`, show: pairLink },
  { title: t("kind"), text: (row) => kindName(row.kind), show: (row) => [kindName(row.kind), row.pair.judged.map(([verdict]) => h("p", { class: "note" }, t("judged: {verdict}", { verdict: t(verdict) })))] },
  { title: t("shared topic"), text: (row) => plainNames(sharedConcepts(row.pair, 1)), show: (row) => commas(sharedConcepts(row.pair, 1).map(nameOf)) },
  { title: t("shared stage"), text: (row) => plainNames(sharedConcepts(row.pair, 0)), show: (row) => commas(sharedConcepts(row.pair, 0).map(nameOf)) },
  { title: t("rank stability"), kind: "figure", text: (row) => (changed() ? "" : percent(row.pair.stays)), show: (row) => (changed() ? "—" : percent(row.pair.stays)) },
  { title: t("least reviewed passage"), text: (row) => (weakest(row.pair) === null ? "" : t(STATES[weakest(row.pair)])), show: (row) => (weakest(row.pair) === null ? "—" : mark(weakest(row.pair))) },
];

function sliders() {
  const now = weightsNow(), total = now.reduce((a, b) => a + b, 0);
  const set = (facet, value) => {
    const next = [...weightsNow()];
    next[facet] = Number(value);
    if (next.some(Boolean)) choose({ w: next.map((w) => Math.round(w * 10) / 10).join("-") });
  };
  return h("details", { class: "weights", open: changed() || null, id: "weights" },
    h("summary", null, t("How much each facet counts")),
    h("div", { class: "sliders" }, core.facets.names.map((_, facet) =>
      h("label", { class: "slider" }, h("span", null, facetName(facet)),
        h("input", {
          type: "range", min: 0, max: 50, step: 2.5, value: now[facet], id: `weight-${facet}`,
          change: (event) => set(facet, event.target.value),
        }), h("output", null, percent(now[facet] / total))))),
    h("p", null,
      h("button", { type: "button", class: "quiet", id: "weights-reset", disabled: !changed(), click: () => choose({ w: "" }) },
        t("Back to the weights of the data"))));
}

function wanted(row) {
  const { kind, entry, topic, stage } = route.choices;
  if (kind ? row.kind !== kind : !TO_JUDGE.includes(row.kind)) return false;
  if (row.pair.judged.some(([verdict]) => verdict === "different")) return false;
  const sides = [row.pair.first, row.pair.second];
  if (entry && !sides.includes(core.entries.at.get(entry))) return false;
  return [[stage, 0], [topic, 1]].every(([name, facet]) => !name || sides.every((at) =>
    model.subjects.get(at).concepts[facet].has(core.entries.at.get(name))));
}

const numbered = (rows) => rows.map((row, at) => Object.assign(row, { place: at + 1 }));

function subjectList(id) {
  return h("datalist", { id }, [...model.subjects.keys()].map((at) =>
    h("option", { value: core.entries.names[at] }, plainName(at))));
}

function entryField(label, value, change, id) {
  return h("label", { class: "field" }, h("span", null, label),
    h("input", { id, list: "subjects", value: value || "", autocomplete: "off", change: (event) => change(event.target.value.trim()) }));
}

views.findings = () => {
  const all = ranked(weightsNow()), rows = numbered(all.filter(wanted));
  const most = Number(route.choices.n) || STEP;
  const counts = new Map();
  all.forEach((row) => counts.set(row.kind, (counts.get(row.kind) || 0) + 1));
  const kinds = Object.keys(core.kindNames).filter((kind) => kind && counts.has(kind));
  const judge = TO_JUDGE.reduce((total, kind) => total + (counts.get(kind) || 0), 0);
  const concepts = (those) => [["", t("all")], ...those.map((at) => [core.entries.names[at], plainName(at)])];
  return [
    h("h1", null, t("Who covers the same ground")),
    h("p", { class: "lead" }, t("Pairs that share rare ground come first. Each is a finding for people to judge, with the passages on both sides."),
      " ", core.left ? t("This page holds {count} pairs, the most similar ones and those of proposals; the command minkg overlaps has all.", { count: number(model.pairs.length) }) : null),
    h("div", { class: "choices" },
      choice(t("kind"), route.choices.kind || "", [["", `${t("to be judged")} (${number(judge)})`],
        ...kinds.map((kind) => [kind, `${kindName(kind)} (${number(counts.get(kind))})`])], (kind) => choose({ kind, n: "" })),
      choice(t("stage"), route.choices.stage || "", concepts(core.matrix.stages), (stage) => choose({ stage, n: "" })),
      choice(t("topic"), route.choices.topic || "", concepts(core.matrix.topics.map(([topic]) => topic)), (topic) => choose({ topic, n: "" })),
      entryField(t("entry"), route.choices.entry, (entry) => choose({ entry, n: "" }), "entry-field"), subjectList("subjects")),
    sliders(),
    rows.length
      ? sheet("minkg-findings", findingColumns(), rows, { most, head: 2, title: t("Findings"), class: "findings" })
      : h("p", { role: "status" }, t("Nothing is found with these choices.")),
    rows.length > most
      ? h("p", { class: "screen" }, h("button", { type: "button", id: "more", click: () => choose({ n: most + STEP * 2 }) }, t("Show more")))
      : null,
  ];
};

function side(entry, facet, concept) {
  const those = evidence(model.subjects.get(entry), facet, concept);
  return h("ul", { class: "evidence" }, those.map((passage) =>
    h("li", null, cite(passage), h("p", { class: "summary", lang: "en", dir: "ltr" }, known.summaries[passage]))));
}

function onlySide(entry, facet, concepts) {
  if (!model.subjects.get(entry).known[facet]) return h("p", { class: "note" }, t("not stated in the passages read"));
  if (!concepts.length) return h("p", { class: "note" }, t("nothing else"));
  return h("p", null, commas(concepts.map((c) => link(c))));
}

function facetPart(finding, facet) {
  const { first, second } = finding.pair, [one, other] = [first, second].map((at) => model.subjects.get(at));
  const shared = sharedConcepts(finding.pair, facet);
  const only = (mine, its) => narrowest([...mine.concepts[facet]].filter((c) => !its.concepts[facet].has(c)));
  if (!one.known[facet] && !other.known[facet]) return null;
  return h("section", { class: "facet" },
    h("h2", null, facetName(facet), " ", h("span", { class: "note" },
      shared.length ? t("{count} shared", { count: number(shared.length) }) : t("nothing shared"))),
    shared.map((concept) => h("div", { class: "shared" },
      h("h3", null, link(concept), " ",
        h("span", { class: "note" }, t("rarity {x}", { x: two(information(facet, concept)) }))),
      h("div", { class: "sides" },
        [first, second].map((entry) => h("div", null, h("p", { class: "whose" }, nameOf(entry)), side(entry, facet, concept)))))),
    h("div", { class: "sides only" },
      [[first, one, other], [second, other, one]].map(([entry, mine, its]) =>
        h("div", null, h("p", { class: "whose" }, t("only {name}", { name: apart(plainName(entry)) })), onlySide(entry, facet, only(mine, its))))));
}

function factsOfPair(finding) {
  const { pair } = finding;
  const covers = [[pair.second, pair.first, 0], [pair.first, pair.second, 1]].map(([who, whom, at]) =>
    h("li", null, t("{other} covers {share} of what {name} states",
      { other: apart(plainName(who)), name: apart(plainName(whom)), share: percent(finding.covered[at]) })));
  return h("ul", { class: "plain" },
    h("li", null, bar(finding), " ", t("similarity {x}, from {low} to {high} where facets are unknown",
      { x: two(finding.expected), low: two(finding.low), high: two(finding.high) })), covers,
    pair.stays === null || changed() ? null
      : h("li", null, t("in the first places in {share} of the draws of weights", { share: percent(pair.stays) })),
    pair.links.map(([one, said, other, passage]) => {
      const parts = { subject: nameOf(one), property: said[core.order.indexOf(lang)], object: nameOf(other) };
      const pieces = t("{subject} {property} {object}").split(/\{(\w+)\}/);
      return h("li", null, t("explained by:"), " ", pieces.map((piece, at) => (at % 2 ? parts[piece] : piece)), " ",
        cite(passage));
    }),
    pair.judged.map(([verdict, by, on, reason, reply]) => h("li", null,
      t("judged '{verdict}' by {by} on {on}: {reason}", { verdict: t(verdict), by: apart(plainName(by)), on, reason }),
      reply ? [" ", t("Reply:"), " ", reply] : null)));
}

views.finding = (one, other) => {
  const finding = explain(subjectAt(one || ""), subjectAt(other || ""), weightsNow());
  const { first, second } = finding.pair;
  const rows = core.facets.names.flatMap((_, facet) => sharedConcepts(finding.pair, facet).map((concept) => ({ facet, concept })));
  const columns = [
    { title: t("facet"), text: (row) => facetName(row.facet) },
    { title: t("shared"), text: (row) => plainName(row.concept) },
    ...[first, second].map((entry) => ({
      title: plainName(entry), text: (row) => citeText(evidence(model.subjects.get(entry), row.facet, row.concept)),
    })),
  ];
  return [
    h("p", { class: "kicker" }, kindName(finding.kind)),
    h("h1", { class: "versus" }, link(first), h("span", { class: "and" }, " ↔ "), link(second)),
    h("p", { class: "lead" }, sentence(finding)),
    factsOfPair(finding),
    core.facets.names.map((_, facet) => facetPart(finding, facet)),
    h("p", { class: "tools" }, h("button", { type: "button", class: "quiet", click: () => saveTable(`minkg-${one}-${other}`, columns, rows) },
      t("Download as CSV"))),
    h("p", { class: "note" }, t("Summaries of passages are in our own words, in English.")),
  ];
};
views.finding.deep = true;
