// Runs beside the page: Oxigraph with the whole graph; one message in, one out.
let store = null;

function answer(query) {
  const bare = query.replace(/<[^>]*>|"[^"]*"|#.*$/gm, " ");
  const form = (bare.match(/\b(SELECT|ASK|CONSTRUCT|DESCRIBE)\b/i) || ["SELECT"])[0].toUpperCase();
  const union = { use_default_graph_as_union: true };
  if (form === "SELECT" || form === "ASK") {
    return JSON.parse(store.query(query, { ...union, results_format: "json" }));
  }
  return { triples: store.query(query, union).map((quad) => `${quad.toString()} .`).join("\n") };
}

self.onmessage = ({ data }) => {
  try {
    if (data.program) {
      oxigraph.initSync({ module: data.program });
      store = new oxigraph.Store();
      store.load(data.graph, { format: "application/n-quads" });
      self.postMessage({ ready: true });
    } else {
      self.postMessage(answer(data.query));
    }
  } catch (error) {
    self.postMessage({ error: String(error.message || error) });
  }
};
