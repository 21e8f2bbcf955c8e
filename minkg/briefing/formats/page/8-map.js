// The map of links between those compared, and the neighbourhood of one entry, as plain SVG.
const LOOKS = ["instrument", "organization", "proposal"];
const ruler = document.createElement("canvas").getContext("2d");

function widthOf(text, size) {
  ruler.font = `${size}px system-ui, sans-serif`;
  return ruler.measureText(text).width;
}

function shorten(text, size, most) {
  if (widthOf(text, size) <= most) return text;
  let end = text.length;
  while (end > 1 && widthOf(`${text.slice(0, end)}…`, size) > most) end -= 1;
  return `${text.slice(0, end).trimEnd()}…`;
}

const isolated = (text) => `\u2067${text}\u2069`;
const inOrder = (text, code) => (code === "ar" ? isolated(text) : `\u2068${text}\u2069`);

function canvas(width, height, title, ...children) {
  return s("svg", {
    viewBox: `0 0 ${width} ${height}`, direction: "ltr", style: "direction:ltr", role: "img", "aria-label": title, class: "map",
  }, children);
}

function placedLabels(spots, scale) {
  const taken = spots.map(({ x, y, radius }) => ({ left: x - radius, right: x + radius, top: y - radius, bottom: y + radius }));
  const size = 12 / scale, shown = [], most = scale > 1.5 ? 320 : 200;
  const free = (box) => taken.every((one) => box.right < one.left || box.left > one.right || box.bottom < one.top || box.top > one.bottom);
  for (const spot of spots) {
    const label = labelOf(core.entries, spot.at), text = shorten(label.text, 12, most);
    const wide = widthOf(text, 12) / scale + 4 / scale, tall = 16 / scale, away = spot.radius + 4 / scale;
    for (const [x, anchor] of [[spot.x + away, "start"], [spot.x - away, "end"]]) {
      const left = anchor === "start" ? x : x - wide, box = { left, right: left + wide, top: spot.y - tall / 2, bottom: spot.y + tall / 2 };
      if (box.left < 0 || box.right > MAP.width || !free(box)) continue;
      taken.push(box);
      shown.push(s("text", { x, y: spot.y + size * 0.35, "font-size": size, "text-anchor": anchor, lang: label.lang, "data-at": spot.at }, inOrder(text, label.lang)));
      break;
    }
  }
  return shown;
}

const MAP = { width: 1200, height: 660 };

function wholeMap(view) {
  const degree = new Map();
  known.links.forEach(([one, , other]) => [one, other].forEach((at) => degree.set(at, (degree.get(at) || 0) + 1)));
  const places = new Map(known.places.map(([at, x, y]) => [at, { at, x: (x * MAP.width) / 1000, y: (y * MAP.height) / 1000, radius: 3 + Math.sqrt(degree.get(at) || 0) * 1.3 }]));
  const lines = known.links.filter(([one, , other]) => places.has(one) && places.has(other)).map(([one, said, other, state]) => {
    const from = places.get(one), goal = places.get(other);
    return s("line", { x1: from.x, y1: from.y, x2: goal.x, y2: goal.y, class: STATES[state] }, s("title", null, `${plainName(one)} — ${termOf(said)} — ${plainName(other)}`));
  });
  const spots = [...places.values()].sort((a, b) => b.radius - a.radius || a.at - b.at);
  const inside = spots.filter((p) => p.x >= view.x && p.x <= view.x + view.width && p.y >= view.y && p.y <= view.y + view.height);
  const dots = spots.map((p) => s("circle", { cx: p.x, cy: p.y, r: p.radius, class: LOOKS[model.subjects.get(p.at).group], "data-at": p.at }, s("title", null, plainName(p.at))));
  const picture = canvas(MAP.width, MAP.height, t("Map of the links between those compared; the table below holds the same links"),
    s("g", { class: "lines" }, lines), s("g", { class: "dots" }, dots), s("g", { class: "labels" }, placedLabels(inside, MAP.width / view.width)));
  picture.setAttribute("viewBox", `${view.x} ${view.y} ${view.width} ${view.height}`);
  picture.addEventListener("click", (event) => {
    const at = event.target.closest("[data-at]")?.dataset.at;
    if (at !== undefined) { followed = true; location.hash = to(["map", core.entries.names[at]]); }
  });
  return picture;
}

function zoomed() {
  const [x, y, width] = (route.choices.view || "").split("-").map(Number);
  const fits = width > 50 && width <= MAP.width;
  return fits ? { x, y, width, height: (width * MAP.height) / MAP.width } : { x: 0, y: 0, ...MAP };
}

function move(dx, dy, factor = 1) {
  const now = zoomed(), width = Math.min(MAP.width, Math.max(100, now.width * factor)), height = (width * MAP.height) / MAP.width;
  const keep = (value, most) => Math.round(Math.min(most, Math.max(0, value)));
  const x = keep(now.x + (now.width - width) / 2 + dx * now.width, MAP.width - width);
  const y = keep(now.y + (now.height - height) / 2 + dy * now.height, MAP.height - height);
  choose({ view: width >= MAP.width ? "" : `${x}-${y}-${Math.round(width)}` });
}

views.map = (name) => {
  if (name) return neighbourhood(entryAt(name));
  const button = (id, sign, text, act) => h("button", { type: "button", id, class: "quiet", "aria-label": text, title: text, click: act }, sign);
  const columns = [
    { title: t("entry"), text: ([one]) => plainName(one), show: ([one]) => h("a", { href: to(["map", core.entries.names[one]]) }, nameOf(one)) },
    { title: t("link"), text: ([, said]) => termOf(said) },
    { title: t("entry"), text: ([, , other]) => plainName(other), show: ([, , other]) => h("a", { href: to(["map", core.entries.names[other]]) }, nameOf(other)) },
    { title: t("best reviewed passage"), text: ([, , , state]) => t(STATES[state]), show: ([, , , state]) => mark(state) },
  ];
  return [
    h("h1", null, t("Map of links")),
    h("p", { class: "lead" }, t("Those compared, and the links that passages state between them. The larger the dot, the more links; follow a dot to its neighbourhood.")),
    h("div", { class: "choices" }, entryField(t("neighbourhood of"), "", (value) => { if (core.entries.at.has(value)) { followed = true; location.hash = to(["map", value]); } }, "of"), subjectList("subjects"),
      h("span", { class: "buttons", role: "group", "aria-label": t("Move the map") },
        button("in", "+", t("nearer"), () => move(0, 0, 0.6)), button("out", "−", t("farther"), () => move(0, 0, 1 / 0.6)),
        button("left", "←", t("left"), () => move(-0.25, 0)), button("right", "→", t("right"), () => move(0.25, 0)),
        button("up", "↑", t("up"), () => move(0, -0.25)), button("down", "↓", t("down"), () => move(0, 0.25)))),
    h("p", { class: "legend" }, [t("instrument"), t("organization"), t("proposal")].map((text, group) => h("span", null, h("i", { class: `dot ${LOOKS[group]}` }), text)),
      h("span", null, t("a dashed line rests on unchecked facts only"))),
    h("figure", null, wholeMap(zoomed())),
    sheet("minkg-links", columns, known.links, { most: 60, title: t("Map of links") }),
  ];
};
views.map.deep = true;

// One box: its name on at most two lines, in the look of its group.
function box(at, x, y, width, end) {
  const label = labelOf(core.entries, at), group = model.subjects.get(at)?.group;
  const text = shorten(label.text, 13, width - 20);
  return s("a", { href: to(["map", core.entries.names[at]]) },
    s("title", null, `${plainName(at)} (${kindOf(at)})`),
    s("rect", { x: end ? x - width : x, y, width, height: 26, rx: group === 1 ? 0 : 5, class: LOOKS[group] || "other" }),
    s("text", { x: end ? x - 10 : x + 10, y: y + 17.5, "font-size": 13, "text-anchor": end ? "end" : "start", lang: label.lang }, inOrder(text, label.lang)));
}

const SIDE = { wide: 1000, box: 330, most: 7 };

// One side of the centre: relations, and below each the entries, towards the centre.
function flank(rows, end, mirrored) {
  const groups = groupBy(rows, (row) => row.property), parts = [], middle = [];
  let y = 10;
  const x = end !== mirrored ? SIDE.wide - SIDE.box : 0;
  for (const [property, those] of groups) {
    parts.push(s("text", { x: x + (lang === "ar" ? SIDE.box : 0), y: y + 14, class: "relation", "font-size": 12.5, "text-anchor": lang === "ar" ? "end" : "start" }, inOrder(shorten(termOf(property), 12.5, SIDE.box), lang)));
    y += 22;
    for (const row of those.slice(0, SIDE.most)) {
      parts.push(box(row.value, x + (lang === "ar" ? SIDE.box : 0), y, SIDE.box, lang === "ar"));
      middle.push([x + (x ? 0 : SIDE.box), y + 13, row.said.every((passage) => core.passages[passage][3] === 2)]);
      y += 31;
    }
    if (those.length > SIDE.most) {
      parts.push(s("text", { x: x + 10, y: y + 12, class: "relation", "font-size": 12 }, t("+ {count} more", { count: those.length - SIDE.most })));
      y += 20;
    }
    y += 10;
  }
  return { parts, middle, height: y };
}

function neighbourhood(at) {
  const entries = (rows) => rows.filter((row) => typeof row.value === "number" && row.value !== at);
  const mirrored = lang === "ar";
  const left = flank(entries(linksIn(at)), false, mirrored), right = flank(entries(grouped(known.facts[at] || [])), true, mirrored);
  const height = Math.max(left.height, right.height, 120), middle = height / 2, name = core.entries.names[at];
  const label = labelOf(core.entries, at), lines = broken(label.text, 15, 250);
  const lower = (flanked) => s("g", { transform: `translate(0 ${(height - flanked.height) / 2})` }, flanked.parts);
  const ends = [left, right].flatMap((flanked) => flanked.middle.map(([x, y, dashed]) => [x, y + (height - flanked.height) / 2, dashed]));
  const strands = ends.map(([x, y, dashed]) => {
    const goal = x < SIDE.wide / 2 ? 365 : 635, bend = (x + goal) / 2;
    return s("path", { d: `M${x} ${y}C${bend} ${y} ${bend} ${middle} ${goal} ${middle}`, class: dashed ? "unchecked" : null });
  });
  const tall = lines.length * 20 + 16;
  return [
    h("p", { class: "kicker" }, t("Neighbourhood")), h("h1", null, link(at)),
    h("p", { class: "note" }, t("At the start what others say of it, at the end what is said of it. The entry's page holds the same as tables, with the passages."), " ",
      t("a dashed line rests on unchecked facts only"), ". ",
      h("a", { href: to(["map"]) }, t("Map of links"))),
    h("figure", { class: "wide", tabindex: 0, role: "region", "aria-label": t("Neighbourhood") },
      fill(canvas(SIDE.wide, height, t("Neighbourhood")), { role: "group", class: "map near" }, [
        s("g", { class: "strands" }, strands),
        s("rect", { x: 365, y: middle - tall / 2, width: 270, height: tall, rx: 6, class: "centre" }),
        lines.map((line, row) => s("text", { x: 500, y: middle - tall / 2 + 25 + row * 20, "font-size": 15, "text-anchor": "middle", class: "centre-name", lang: label.lang }, inOrder(line, label.lang))),
        lower(left), lower(right)])),
    h("p", { class: "screen" }, h("a", { href: to(["entry", name]) }, t("What is stated"))),
  ];
}

function broken(text, size, most) {
  const lines = [""];
  for (const word of text.split(/(?<=\s)|(?<=[\u4e00-\u9fff])/u)) {
    if (lines.at(-1) && widthOf(lines.at(-1) + word, size) > most) lines.push("");
    lines[lines.length - 1] += word;
  }
  return lines.map((line) => shorten(line.trim(), size, most));
}
