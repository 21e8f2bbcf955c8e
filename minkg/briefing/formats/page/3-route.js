// Every state has an address: #/language/section/names?choices.
const route = { section: "summary", names: [], choices: {} };
const views = {};
const scrolls = new Map();
let followed = false, drawing = 0;

function read(hash) {
  const [path, query] = hash.replace(/^#\/?/, "").split("?");
  const [code, section, ...names] = path.split("/").map(safely).filter(Boolean);
  return {
    lang: Object.hasOwn(LANGUAGES, code || "") ? code : null, section: section || "summary", names,
    choices: Object.fromEntries(new URLSearchParams(query || "")),
  };
}

function safely(text) {
  try { return decodeURIComponent(text); } catch { return text; }
}

function to(path, choices, code = lang) {
  const kept = Object.entries(choices || {}).filter(([, value]) => value !== "" && value !== null && value !== undefined);
  const query = new URLSearchParams(kept).toString();
  return `#/${[code, ...path].map(encodeURIComponent).join("/")}${query ? `?${query}` : ""}`;
}

const here = (changes, code) => to([route.section, ...route.names], { ...route.choices, ...changes }, code);

// Change choices in place: the address follows, the view is drawn again, the focus stays.
function choose(changes) {
  const focused = document.activeElement?.id;
  history.replaceState(null, "", here(changes));
  return draw().then(() => { if (focused) $(focused)?.focus({ preventScroll: true }); });
}

const SECTIONS = () => [
  ["summary", t("Summary")], ["matrix", t("Matrix")], ["findings", t("Findings")],
  ["proposals", t("Proposals")], ["gaps", t("Gaps")], ["entries", t("Entries")], ["map", t("Map")],
  ["timeline", t("Timeline")], ["tables", t("Tables")], ["ask", t("Ask")], ["method", t("Method")],
];
const PARENT = { finding: "findings", proposal: "proposals", entry: "entries", passage: "entries" };

function frame() {
  const current = PARENT[route.section] || route.section;
  document.documentElement.lang = lang;
  document.documentElement.dir = lang === "ar" ? "rtl" : "ltr";
  $("skip").textContent = t("Skip to the content");
  $("brand").replaceChildren(t("Minerals, metals and the environment"));
  $("brand").href = to(["summary"]);
  $("sections").setAttribute("aria-label", t("Sections"));
  $("languages").setAttribute("aria-label", t("Languages"));
  $("sections").replaceChildren(...SECTIONS().map(([section, title]) =>
    h("a", { href: to([section]), "aria-current": section === current ? "page" : null }, title)));
  $("languages").replaceChildren(...core.order.map((code) =>
    h("a", { href: here({}, code), lang: code, "aria-current": code === lang ? "true" : null }, LANGUAGES[code])));
  $("foot").replaceChildren(
    h("p", null, t("An overlap is a finding for people to judge. A gap means that no instrument was found in the passages read."),
      " ", t("A star marks a translation of our own.")),
    h("p", null, `minkg ${core.version} · `, t("data version {version}", { version: core.digest }), " · ",
      t("data CC BY 4.0, software Apache-2.0")));
}

async function draw() {
  const turn = ++drawing;
  Object.assign(route, read(location.hash));
  if (!route.lang) {
    history.replaceState(null, "", to([route.section, ...route.names], route.choices));
    route.lang = lang;
  }
  lang = route.lang;
  frame();
  const view = Object.hasOwn(views, route.section) ? views[route.section] : views.lost;
  if (view.deep && !known.ready) {
    $("main").replaceChildren(h("p", { class: "note", role: "status" }, t("One moment …")));
    prepareNames((await detail()).terms);
  }
  if (turn !== drawing) return;
  let parts;
  try {
    parts = view === views.lost ? view() : view(...route.names);
  } catch (error) {
    if (!(error instanceof Lost)) throw error;
    parts = views.lost(error.message);
  }
  $("main").replaceChildren(...[parts].flat(Infinity).filter(Boolean));
  const title = $("main").querySelector("h1");
  document.title = `${title ? title.textContent : ""} · minkg`;
  document.documentElement.dataset.shown = location.hash;
  $("sections").querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
}

class Lost extends Error {}

function entryAt(name) {
  const at = core.entries.at.get(name);
  if (at === undefined) throw new Lost(name);
  return at;
}

function subjectAt(name) {
  const at = entryAt(name);
  if (!model.subjects.has(at)) throw new Lost(name);
  return at;
}

views.lost = (name) => [
  h("h1", null, t("Nothing is called '{name}' in this briefing", { name: name || route.section })),
  h("p", null, h("a", { href: to(["entries"]) }, t("Search the entries"))),
];

function follow() {
  addEventListener("scroll", () => scrolls.set(location.hash, scrollY), { passive: true });
  document.addEventListener("click", (event) => {
    if (event.target.closest?.("a[href^='#/']")) followed = true;
  });
  $("skip").addEventListener("click", (event) => {
    event.preventDefault();
    $("main").focus();
  });
  addEventListener("hashchange", async () => {
    const fresh = followed;
    followed = false;
    const before = scrolls.get(location.hash) || 0;
    const language = read(location.hash).lang !== lang;
    await draw();
    if (fresh && !language) $("main").focus({ preventScroll: true });
    scrollTo(0, fresh && !language ? 0 : before);
  });
}

async function start() {
  const data = await unpack("core", "json");
  Object.assign(core, data);
  words = core.words;
  prepare();
  lang = read(location.hash).lang || core.lang;
  follow();
  await draw();
  document.documentElement.dataset.ready = "yes";
}

// A browser too old for packed data is told so, in words.
function begin() {
  if (typeof DecompressionStream === "undefined") {
    $("main").append(h("p", { class: "error", role: "alert" }, "This browser is too old for this page; a version of 2023 or later will do."));
    return;
  }
  start().catch((error) => $("main").append(h("p", { class: "error", role: "alert" }, String(error))));
}
