// Stages × topics: who acts where, where nobody was found, and where the ground is thin.
const GAP = 0, THIN = 1, FRAGMENTED = 2;

function cellAt(stage, topic) {
  const { stages, topics, cells } = core.matrix;
  const row = topics.findIndex(([one]) => one === topic), column = stages.indexOf(stage);
  if (row < 0 || column < 0) throw new Lost(`${core.entries.names[stage]} × ${core.entries.names[topic]}`);
  const [kind, thin, subjects] = cells[row * stages.length + column];
  return { stage, topic, kind, subjects, reasons: core.thin.filter((_, at) => thin & (1 << at)) };
}

const cellWord = (one) => [t(core.kindNames[core.cells[one.kind]]), ...one.reasons.map((reason) => t(reason))].join(": ");

function shade(count, most) {
  const part = most > 1 ? Math.min(1, Math.sqrt((count - 1) / (most - 1))) : 0;
  return 1 + Math.min(4, Math.floor(part * 5));
}

function cellBox(stage, topic, most) {
  const one = cellAt(stage, topic), count = one.subjects.length;
  const planned = count && one.subjects.every((at) => model.subjects.get(at).group === 2);
  const look = !count ? "gap" : planned ? "planned" : `tone${shade(count, most)}`;
  return h("td", { class: "cell" }, h("a", {
    class: `${look} ${one.reasons.length ? "thin" : ""}`,
    href: to(["matrix", core.entries.names[stage], core.entries.names[topic]]),
    title: `${plainName(topic)} × ${plainName(stage)}: ${cellWord(one)}`,
    "aria-label": `${plainName(topic)}, ${plainName(stage)}: ${number(count)}, ${cellWord(one)}`,
  }, count ? number(count) : h("span", { "aria-hidden": "true" }, "·")));
}

function grid(topics) {
  const { stages } = core.matrix;
  const counts = model.topTopics.flatMap((topic) => stages.map((stage) => cellAt(stage, topic).subjects.length));
  const most = Math.max(1, ...counts);
  return h("div", { class: "wide matrix", tabindex: 0, role: "region", "aria-label": t("Topics and life-cycle stages") },
    h("table", null,
      h("thead", null, h("tr", null, h("td"), stages.map((stage) => h("th", { scope: "col" }, link(stage))))),
      h("tbody", null, topics.map((topic) => h("tr", { class: `depth${Math.min(2, model.depth.get(topic))}` },
        h("th", { scope: "row" }, link(topic)), stages.map((stage) => cellBox(stage, topic, most)))))));
}

function legend() {
  const item = (look, sign, text) => h("span", null, h("i", { class: look, "aria-hidden": "true" }, sign), text);
  return h("p", { class: "legend" },
    item("tone2", "3", t("number found")), item("planned", "2", t("only proposed")),
    item("tone1 thin", "1", t("thin: voluntary only, one source, or unchecked")),
    item("gap", "·", t("none found in the passages read")));
}

const matrixColumns = () => [
  { title: t("topic"), text: (row) => plainName(row.topic), show: (row) => link(row.topic) },
  { title: t("stage"), text: (row) => plainName(row.stage), show: (row) => link(row.stage) },
  { title: t("kind"), text: (row) => cellWord(row) },
  { title: t("how many"), kind: "figure", text: (row) => row.subjects.length },
  { title: t("entries"), text: (row) => row.subjects.map(plainName).join("; "),
    show: (row) => [commas(row.subjects.slice(0, 6).map((at) => link(at))),
      row.subjects.length > 6 ? ` + ${number(row.subjects.length - 6)}` : null] },
];

function allCells(topics) {
  return topics.flatMap((topic) => core.matrix.stages.map((stage) => cellAt(stage, topic)));
}

views.matrix = (stage, topic) => {
  if (stage && topic) return cellPage(entryAt(stage), entryAt(topic));
  const deep = route.choices.all === "yes";
  const topics = deep ? core.matrix.topics.map(([one]) => one) : model.topTopics;
  return [
    h("h1", null, t("Topics and life-cycle stages")),
    h("p", { class: "lead" }, t("Each figure counts those of which one passage says both the topic and the stage, or something narrower. Follow a figure to them and their passages.")),
    h("p", { class: "choices" }, h("label", { class: "check" }, h("input", {
      type: "checkbox", id: "deep", checked: deep, change: (event) => choose({ all: event.target.checked ? "yes" : "" }),
    }), " ", t("narrower topics too"))),
    legend(), grid(topics),
    h("p", { class: "tools" }, h("button", {
      type: "button", class: "quiet", click: () => saveTable("minkg-matrix", matrixColumns(), allCells(topics)),
    }, t("Download as CSV"))),
  ];
};
views.matrix.deep = false;

function cellPage(stage, topic) {
  const one = cellAt(stage, topic);
  const rows = one.subjects.map((at) => ({ at, said: cellEvidence(model.subjects.get(at), stage, topic) }));
  const columns = [
    { title: t("entry"), text: (row) => plainName(row.at), show: (row) => link(row.at) },
    { title: t("class"), text: (row) => kindOf(row.at) },
    { title: t("passages that say both"), text: (row) => citeText(row.said), show: (row) => cites(row.said) },
  ];
  const name = `${core.entries.names[topic]}-${core.entries.names[stage]}`;
  return [
    h("p", { class: "kicker" }, cellWord(one)),
    h("h1", null, link(topic), h("span", { class: "and" }, " × "), link(stage)),
    one.kind === GAP
      ? h("p", { class: "lead" }, t("No instrument was found in the passages read; not stated is not the same as not there."))
      : sheet(`minkg-${name}`, columns, rows, { head: 0, title: t("entries") }),
    closedBy(stage, topic),
    one.subjects.length > 1 ? h("p", null, h("a", {
      href: to(["findings"], { stage: core.entries.names[stage], topic: core.entries.names[topic] }),
    }, t("Pairs that share this ground"))) : null,
  ];
}

function closedBy(stage, topic) {
  const those = core.proposals.filter((one) => one.closes.some(([s1, t1]) => s1 === stage && t1 === topic));
  return those.length ? h("p", null, t("Proposals that would act here:"), " ", commas(those.map((one) => link(one.entry, "proposal")))) : null;
}

views.gaps = () => {
  const deep = route.choices.all === "yes", kind = route.choices.kind || "";
  const topics = deep ? core.matrix.topics.map(([one]) => one) : model.topTopics;
  const all = allCells(topics).filter((one) => one.kind === GAP || one.reasons.length || one.kind === FRAGMENTED);
  const fits = { __proto__: null, "": () => true, gap: (one) => one.kind === GAP, fragmentation: (one) => one.kind === FRAGMENTED };
  core.thin.forEach((reason) => { fits[reason] = (one) => one.reasons.includes(reason); });
  const rows = all.filter(fits[kind] || fits[""]).sort((a, b) => a.kind - b.kind);
  const most = Number(route.choices.n) || 150;
  const count = (key) => number(all.filter(fits[key]).length);
  const columns = matrixColumns();
  columns.push({
    title: t("only proposed by"), text: (row) => closers(row).map(plainName).join("; "),
    show: (row) => commas(closers(row).map((at) => link(at, "proposal"))),
  });
  return [
    h("h1", null, t("Gaps and thin ground")),
    h("p", { class: "lead" }, t("No instrument was found in the passages read; not stated is not the same as not there."), " ",
      t("Thin ground has only voluntary instruments, only proposals, only one source, or only unchecked facts."), " ",
      t("Fragmentation: three or more act, and no typed link joins them.")),
    h("div", { class: "choices" },
      choice(t("kind"), kind, [["", `${t("all")} (${number(all.length)})`], ["gap", `${t(core.kindNames.gap)} (${count("gap")})`],
        ["fragmentation", `${t(core.kindNames.fragmentation)} (${count("fragmentation")})`],
        ...core.thin.map((reason) => [reason, `${t(reason)} (${count(reason)})`])], (next) => choose({ kind: next, n: "" })),
      h("label", { class: "check" }, h("input", {
        type: "checkbox", id: "deep", checked: deep, change: (event) => choose({ all: event.target.checked ? "yes" : "" }),
      }), " ", t("narrower topics too"))),
    sheet("minkg-gaps", columns, rows, { most, title: t("Gaps") }),
    rows.length > most ? h("p", { class: "screen" }, h("button", { type: "button", id: "more", click: () => choose({ n: most + 300 }) }, t("Show more"))) : null,
  ];
};

function closers(row) {
  return core.proposals.filter((one) => one.closes.some(([stage, topic]) => stage === row.stage && topic === row.topic)).map((one) => one.entry);
}
