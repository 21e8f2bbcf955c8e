// Pages work without this. With it, long tables get a field that leaves only the rows with a text.
"use strict";
const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLocaleLowerCase();
for (const table of document.querySelectorAll("table[data-filter]")) {
  const rows = [...table.tBodies].flatMap((body) => [...body.rows]);
  if (rows.length < 12) continue;
  const texts = rows.map((row) => fold(row.textContent));
  const field = document.createElement("input");
  field.type = "search";
  field.className = "rowfilter";
  field.placeholder = table.dataset.filter;
  field.setAttribute("aria-label", table.dataset.filter);
  field.dir = "auto";
  field.addEventListener("input", () => {
    const wanted = fold(field.value.trim());
    rows.forEach((row, at) => { row.hidden = !texts[at].includes(wanted); });
  });
  (table.closest(".wide") ?? table).before(field);
}
