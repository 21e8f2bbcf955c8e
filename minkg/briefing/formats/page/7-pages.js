// Summary, proposals with what-if, timeline, tables, method.
const tile = (figure, text, target) => h("li", null, h("a", { href: target }, h("b", null, figure), " ", h("span", null, text)));

function reviewBar() {
  const { states, facts } = core.numbers;
  return h("div", { class: "reviews" },
    h("div", { class: "strip", "aria-hidden": "true" }, states.map((count, at) =>
      count ? h("i", { class: STATES[at], style: `flex-grow:${count}` }) : null)),
    h("ul", { class: "plain row" }, states.map((count, at) =>
      h("li", null, mark(at), " ", percent(facts ? count / facts : null), " ",
        h("span", { class: "note" }, [t("facts compared with the text"), t("facts read in another document"),
          t("general knowledge, to be confirmed")][at])))));
}

function shareBar(value, text) {
  return h("span", { class: "share" }, h("span", { class: "bar", "aria-hidden": "true" },
    h("i", { style: `inset-inline-start:0;inline-size:${(value * 100).toFixed(1)}%` })), h("b", null, text));
}

const reviewed = (pair) => weakest(pair) === null ? null : mark(weakest(pair));

function topFindings() {
  const rows = ranked(core.weights.map((w) => w * 100)).filter(wanted).slice(0, 6);
  return h("ol", { class: "cards" }, rows.map((row) => h("li", null,
    pairLink(row), h("p", { class: "note" }, h("b", null, two(row.expected)), " · ", kindName(row.kind), " · ",
      commas(sharedConcepts(row.pair, 1).slice(0, 2).map(nameOf)), " ", reviewed(row.pair)))));
}

function proposalRows() {
  return core.proposals.map((one) => {
    const [best, share] = one.covered[0] || [null, 0];
    return { ...one, best, share, newCount: one.new.reduce((n, [, those]) => n + those.length, 0) };
  });
}

const proposalColumns = () => [
  { title: t("proposal"), text: (row) => plainName(row.entry), show: (row) => link(row.entry, "proposal") },
  { title: t("covered most by"), text: (row) => (row.best === null ? "" : plainName(row.best)), show: (row) => (row.best === null ? t("nothing found in the passages read") : link(row.best)) },
  { title: t("how much of it"), kind: "slim", text: (row) => percent(row.share), show: (row) => shareBar(row.share, percent(row.share)) },
  { title: t("least reviewed passage"), text: (row) => (row.best === null ? "" : reviewText(row.entry, row.best)), show: (row) => (row.best === null ? null : reviewed(explain(row.entry, row.best, weightsNow()).pair)) },
  { title: t("stated nowhere else"), kind: "figure", text: (row) => row.newCount },
  { title: t("gaps closed"), kind: "figure", text: (row) => row.closes.length },
  { title: t("support"), text: (row) => supports(row).map(plainName).join("; "), show: (row) => commas(supports(row).map(nameOf)) },
];

function reviewText(one, other) {
  const state = weakest(explain(one, other, weightsNow()).pair);
  return state === null ? "" : t(STATES[state]);
}

const supports = (row) => [...new Set(row.said.map(([, , support]) => support).filter((at) => at >= 0))];

// The top topics on which most is found, in their own order.
function busiest(most) {
  if (model.topTopics.length <= most) return model.topTopics;
  const count = (topic) => sum(core.matrix.stages, (stage) => cellAt(stage, topic).subjects.length);
  const best = [...model.topTopics].sort((a, b) => count(b) - count(a)).slice(0, most);
  return model.topTopics.filter((topic) => best.includes(topic));
}

views.summary = () => {
  const cells = allCells(model.topTopics), gaps = cells.filter((one) => one.kind === GAP).length;
  const rows = ranked(core.weights.map((w) => w * 100)).filter(wanted);
  return [
    h("h1", null, t("Who does what for the environment along the life cycle of minerals and metals")),
    h("ul", { class: "tiles" },
      tile(number(core.subjects.length), t("instruments, organizations and proposals compared"), to(["entries"])),
      tile(number(rows.length), t("overlaps for people to judge"), to(["findings"])),
      tile(number(core.proposals.length), t("proposals, each with what exists already"), to(["proposals"])),
      tile(`${number(gaps)} / ${number(cells.length)}`, t("cells of stage and topic without an entry in the passages read"), to(["gaps"], { kind: "gap" })),
      tile(number(core.numbers.passages), t("passages of {count} documents", { count: number(core.numbers.documents) }), to(["ask", "passages-per-entry"], { run: "yes" }))),
    h("div", { class: "first" },
      h("section", { class: "main-picture" },
        h("h2", null, h("a", { href: to(["matrix"]) }, t("Where who acts: topics and life-cycle stages"))), legend(), grid(busiest(20)),
        h("h2", null, h("a", { href: to(["method"]) }, t("How far this was checked"))), reviewBar()),
      h("section", { class: "aside" },
        h("h2", null, h("a", { href: to(["findings"]) }, t("Most shared ground"))), topFindings())),
    core.proposals.length ? [h("h2", null, h("a", { href: to(["proposals"]) }, t("Proposals, and what exists already"))),
      sheet("minkg-proposals", proposalColumns(), proposalRows(), { head: 0, title: t("Proposals") })] : null,
  ];
};

views.proposals = () => [
  h("h1", null, t("Proposals, and what exists already")),
  h("p", { class: "lead" }, t("How much of what a proposal states is covered by what exists, what only it states, and which empty cells it would fill. Support is worded as the passages word it.")),
  core.proposals.length
    ? sheet("minkg-proposals", proposalColumns(), proposalRows(), { head: 0, title: t("Proposals") })
    : h("p", null, t("none")),
];

views.proposal = (name) => {
  const at = entryAt(name || ""), one = core.proposals.find((proposal) => proposal.entry === at);
  if (!one) throw new Lost(name);
  const columns = [
    { title: t("entry"), text: ([entry]) => plainName(entry), show: ([entry]) => link(entry) },
    { title: t("class"), text: ([entry]) => kindOf(entry) },
    { title: t("covered"), kind: "slim", text: ([, share]) => percent(share), show: ([, share]) => shareBar(share, percent(share)) },
    { title: t("least reviewed passage"), text: ([entry]) => reviewText(at, entry), show: ([entry]) => reviewed(explain(at, entry, weightsNow()).pair) },
    { title: t("finding"), text: () => "", show: ([entry]) => h("a", { href: to(["finding", name, core.entries.names[entry]]) }, t("side by side")) },
  ];
  return [
    h("p", { class: "kicker" }, t("What if it came true")), h("h1", null, link(at)),
    h("ul", { class: "said" }, one.said.map(([text, language, support, passage]) => h("li", null,
      text ? h("span", { lang: language, dir: "auto" }, text) : null, " ",
      support >= 0 ? [h("span", { class: "state support" }, t("support:"), " ", nameOf(support)), " "] : null, cite(passage)))),
    h("h2", null, t("what covers it already")),
    one.covered.length ? sheet(`minkg-${name}-covered`, columns, one.covered, { head: 0, title: t("what covers it already") })
      : h("p", null, t("nothing found in the passages read")),
    h("h2", null, t("what would be new")),
    one.new.length ? h("ul", { class: "plain" }, one.new.map(([facet, those]) =>
      h("li", null, h("b", null, facetName(facet)), ": ", commas(those.map((c) => link(c))))))
      : h("p", null, t("nothing that another one does not state already")),
    h("h2", null, t("which gaps it would close")),
    one.closes.length ? h("ul", { class: "plain" }, one.closes.map(([stage, topic]) => h("li", null,
      core.matrix.stages.includes(stage)
        ? h("a", { href: to(["matrix", core.entries.names[stage], core.entries.names[topic]]) }, nameOf(topic), " × ", nameOf(stage))
        : [nameOf(topic), " × ", nameOf(stage)])))
      : h("p", null, t("none")),
  ];
};

function dates(text) {
  const parts = text.split("-").map(Number);
  if (parts.some(Number.isNaN) || text.length > 10) return text;
  const form = [{ year: "numeric" }, { year: "numeric", month: "short" }, { year: "numeric", month: "short", day: "numeric" }][parts.length - 1];
  const day = new Date(Date.UTC(parts[0], (parts[1] || 1) - 1, parts[2] || 1));
  return new Intl.DateTimeFormat(lang === "ar" ? "ar-u-nu-latn" : lang, { ...form, timeZone: "UTC" }).format(day);
}

views.timeline = () => {
  const everything = route.choices.all === "yes";
  const rows = new Map();
  known.events.filter((one) => everything || one[4]).forEach(([date, event, entry, passage]) => {
    const key = `${date} ${event} ${entry}`;
    if (!rows.has(key)) rows.set(key, { date, event, entry, said: [] });
    rows.get(key).said.push(passage);
  });
  const years = groupBy([...rows.values()], (row) => row.date.slice(0, 4));
  const columns = [
    { title: t("date"), text: (row) => row.date }, { title: t("event"), text: (row) => termOf(row.event) },
    { title: t("entry"), text: (row) => plainName(row.entry) }, { title: t("passages"), text: (row) => citeText(row.said) },
  ];
  return [
    h("h1", null, t("Timeline")),
    h("p", { class: "lead" }, t("Dates are as precise as the passages are.")),
    h("p", { class: "choices" }, h("label", { class: "check" }, h("input", {
      type: "checkbox", id: "all", checked: everything, change: (event) => choose({ all: event.target.checked ? "yes" : "" }),
    }), " ", t("all entries, not only the steps of processes"))),
    [...years].map(([year, those]) => h("section", { class: "year" }, h("h2", null, year),
      h("ol", { class: "events" }, those.map((row) => h("li", null,
        h("time", { datetime: row.date }, dates(row.date)), h("div", null, link(row.entry), " ",
          h("span", { class: "note" }, termOf(row.event)), " ", cites(row.said))))))),
    h("p", { class: "tools" }, h("button", { type: "button", class: "quiet", click: () => saveTable("minkg-timeline", columns, [...rows.values()]) }, t("Download as CSV"))),
  ];
};
views.timeline.deep = true;

function groupBy(rows, key) {
  const groups = new Map();
  rows.forEach((row) => groups.set(key(row), [...(groups.get(key(row)) || []), row]));
  return groups;
}

views.tables = (name) => {
  const names = Object.keys(known.tables), shown = names.includes(name) ? name : names[0];
  if (!shown) return [h("h1", null, t("Tables")), h("p", null, t("none"))];
  const place = core.order.indexOf(lang), table = known.tables[shown];
  const columns = table.columns.map((titles, at) => ({
    title: titles[place], text: (row) => valueText(row[at]), show: (row) => (row[at] === "" ? "—" : valueOf(row[at])),
  }));
  const [title, note] = core.tables[shown];
  return [
    h("h1", null, t(title)), h("p", { class: "lead" }, t(note)),
    h("p", { class: "tabs" }, names.map((one) => h("a", { href: to(["tables", one]), "aria-current": one === shown ? "page" : null }, t(core.tables[one][0])))),
    sheet(`minkg-${shown}`, columns, table.rows, { title: t(title) }),
  ];
};
views.tables.deep = true;

views.method = () => [
  h("h1", null, t("Method and limits")),
  h("p", { class: "lead" }, t("What this page says, how it was found, and what it cannot tell.")),
  [[t("Facts and passages"), [
    t("Every fact stands in the passage of a document that says it; follow a citation to the passage and to all that it supports."),
    t("A fact is checked (compared with the text at hand), secondary (read in another document) or unchecked (general knowledge, to be confirmed), and says so wherever it is shown."),
    t("What a source states stays as stated; where passages contradict each other, both sides are shown.")]],
  [t("Overlap, duplication, fragmentation"), [
    t("The terms follow the public audit tradition (GAO-15-49SP): fragmentation, where several act in the same broad area; overlap, where they have similar goals, activities or beneficiaries; duplication, where they do the same for the same beneficiaries."),
    t("Similarity is the information that two share, facet by facet, divided by all that they state: rare shared ground counts much, common ground hardly. Broader concepts count with narrower ones."),
    t("A facet that one side does not state is unknown, not empty: it gives an interval from low to high, and the rank is by what may be expected."),
    t("Rank stability is the share of 200 draws of the weights in which a pair stays among the first."),
    t("Nothing here says that two bodies are duplicates: every finding is for people to judge, and their judgements are shown with it.")]],
  [t("Gaps"), [
    t("A gap means that no instrument was found in the passages read; not stated is not the same as not there."),
    t("Figures that a source does not state are left out, not zero.")]],
  [t("Limits"), [
    t("The report on resolution 5/12 was read whole; most of the field around it was read in databases and pages or is general knowledge still to be confirmed."),
    t("Names with a star are translations of our own; summaries of passages are in English."),
    t("The ranking depends on the weights of facets, which are editorial: move them under Findings and see what changes.")]]]
    .map(([title, lines]) => h("section", null, h("h2", null, title), h("ul", null, lines.map((line) => h("li", null, line))))),
  h("h2", null, t("How far this was checked")), reviewBar(),
  h("h2", null, t("What counts how much")),
  h("ul", { class: "plain" }, core.weights.map((w, facet) => h("li", null, facetName(facet), ": ", percent(w / core.weights.reduce((a, b) => a + b, 0))))),
];
