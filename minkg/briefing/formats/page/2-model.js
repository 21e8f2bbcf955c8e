// What subjects state, and the measures of the overlap model with any weights.
const model = { subjects: new Map(), pairs: [], at: new Map() };
const PARTS = 1e6;
const EXPLAINED = 1, SAME_CELL = 2, TWINS = 4, PLAN = 8, DIFFER = 16, APART = 32;

function prepare() {
  prepareNames(core.entries);
  prepareNames(core.kinds.names);
  const facets = core.facets, count = facets.names.length;
  model.embracing = new Set(facets.embracing);
  model.closed = new Map();
  for (const [entry, group, stated, forces] of core.subjects) {
    const subject = { entry, group, forces, stated: facets.names.map(() => new Map()) };
    for (const [facet, value, passages] of stated) subject.stated[facet].set(value, passages);
    subject.concepts = subject.stated.map((values) => union([...values.keys()].map(closure)));
    subject.known = subject.stated.map((values) => values.size > 0);
    subject.mass = subject.concepts.map((those, facet) => sum(those, (c) => information(facet, c)));
    subject.likely = subject.concepts.map((those, facet) => sum(those, (c) =>
      (information(facet, c) * (facets.counts[facet][c] - 1)) / Math.max(1, facets.stating[facet] - 1)));
    model.subjects.set(entry, subject);
  }
  const given = core.pairs;
  model.pairs = given.first.map((first, at) => ({
    first, second: given.second[at], flags: given.flags[at], stays: given.stays[at] / 100,
    shared: given.shared.slice(at * count, (at + 1) * count).map((part) => part / PARTS),
    links: [], judged: [],
  }));
  for (const key of ["links", "judged"]) for (const [at, those] of given[key]) model.pairs[at][key] = those;
  model.pairs.forEach((pair) => model.at.set(pairKey(pair.first, pair.second), pair));
  const depth = new Map(core.matrix.topics);
  model.topTopics = core.matrix.topics.filter(([, level]) => level === 0).map(([topic]) => topic);
  model.depth = depth;
}

const pairKey = (one, other) => (one < other ? `${one} ${other}` : `${other} ${one}`);
const sum = (those, worth) => [...those].reduce((total, one) => total + worth(one), 0);
const union = (sets) => new Set(sets.flatMap((one) => [...one]));

function closure(value) {
  if (!model.closed.has(value)) {
    const found = new Set([value]), todo = [value];
    while (todo.length) {
      for (const above of core.facets.broader[todo.pop()] || []) {
        if (!found.has(above)) { found.add(above); todo.push(above); }
      }
    }
    model.embracing.forEach((one) => found.delete(one));
    model.closed.set(value, found);
  }
  return model.closed.get(value);
}

function information(facet, concept) {
  const stating = core.facets.counts[facet][concept] || 0;
  return Math.max(0, -Math.log((stating + 1) / (core.subjects.length + 1)));
}

function sharedParts(one, other) {
  return core.facets.names.map((_, facet) =>
    sum([...one.concepts[facet]].filter((c) => other.concepts[facet].has(c)), (c) => information(facet, c)));
}

// Similarity low ≤ expected ≤ high, and coverage both ways (null where nothing is stated).
function figures(pair, weights) {
  const one = model.subjects.get(pair.first), other = model.subjects.get(pair.second);
  const weigh = (part) => weights.reduce((total, weight, facet) => total + weight * part(facet), 0);
  const mine = weigh((f) => one.mass[f]), theirs = weigh((f) => other.mass[f]);
  const common = weigh((f) => pair.shared[f]);
  const likely = weigh((f) => (one.known[f] ? 0 : other.likely[f]) + (other.known[f] ? 0 : one.likely[f]));
  const most = weigh((f) => (one.known[f] ? 0 : other.mass[f]) + (other.known[f] ? 0 : one.mass[f]));
  const whole = mine + theirs - common, part = (value) => Math.min(1, Math.max(0, value));
  return {
    low: whole > 0 ? part(common / whole) : 0,
    expected: whole > 0 ? part((common + likely) / whole) : 0,
    high: whole > 0 ? part((common + most) / whole) : 1,
    covered: [mine > 0 ? part(common / mine) : null, theirs > 0 ? part(common / theirs) : null],
  };
}

function kindOfPair(pair, what) {
  const { overlap, covered, twin } = core.thresholds, flags = pair.flags;
  const [first, second] = what.covered.map((share) => share || 0);
  if (flags & EXPLAINED) return "alignment";
  if (flags & SAME_CELL && what.expected >= overlap) {
    return flags & TWINS && Math.min(first, second) >= twin ? "possible-duplication" : "overlap";
  }
  if (flags & PLAN && first >= covered) return "covered-proposal";
  return flags & DIFFER && what.expected >= overlap ? "complementarity" : "";
}

let ranking = null;
// All pairs with figures and kind under these weights, the most similar first.
function ranked(weights) {
  const key = weights.join();
  if (ranking?.key === key) return ranking.rows;
  const rows = model.pairs.map((pair) => {
    const what = figures(pair, weights);
    return { pair, ...what, kind: kindOfPair(pair, what) };
  });
  const order = (row) => Math.round(row.expected * 1e5);
  rows.sort((a, b) => order(b) - order(a) || a.pair.first - b.pair.first || a.pair.second - b.pair.second);
  ranking = { key, rows };
  return rows;
}

// A finding for any two subjects, also where the briefing holds no such pair.
function explain(first, second, weights) {
  let pair = model.at.get(pairKey(first, second));
  if (!pair) {
    const shared = sharedParts(model.subjects.get(first), model.subjects.get(second));
    pair = { first, second, flags: 0, stays: null, shared, links: [], judged: [] };
  }
  const what = figures(pair, weights);
  return { pair, ...what, kind: kindOfPair(pair, what) };
}

function narrowest(concepts) {
  const above = union(concepts.map((c) => [...allBroader(c)]));
  return concepts.filter((c) => !above.has(c));
}

function allBroader(concept) {
  const found = new Set(), todo = [concept];
  while (todo.length) {
    for (const above of core.facets.broader[todo.pop()] || []) {
      if (!found.has(above)) { found.add(above); todo.push(above); }
    }
  }
  return found;
}

function sharedConcepts(pair, facet) {
  const one = model.subjects.get(pair.first), other = model.subjects.get(pair.second);
  const both = [...one.concepts[facet]].filter((c) => other.concepts[facet].has(c));
  return narrowest(both).sort((a, b) => a - b);
}

// The passages that say that a subject has this concept, or something narrower.
function evidence(subject, facet, concept) {
  const found = new Set();
  for (const [value, passages] of subject.stated[facet]) {
    if (closure(value).has(concept)) passages.forEach((passage) => found.add(passage));
  }
  return [...found];
}

// The passages that say both stage and topic of a subject.
function cellEvidence(subject, stage, topic) {
  const told = new Set(evidence(subject, 1, topic));
  return evidence(subject, 0, stage).filter((passage) => told.has(passage));
}

// The sides on which all that is shared rests on facts that nobody has confirmed.
function unconfirmed(pair) {
  const last = core.numbers.states.length - 1;
  return [pair.first, pair.second].filter((at) => {
    const side = model.subjects.get(at);
    const states = core.facets.names.flatMap((_, facet) => sharedConcepts(pair, facet).flatMap((concept) =>
      evidence(side, facet, concept).map((passage) => core.passages[passage][3])));
    return states.length && states.every((state) => state === last);
  });
}

function sentence(finding) {
  const told = bareSentence(finding), sides = unconfirmed(finding.pair);
  const states = [finding.pair.first, finding.pair.second].every((at) => model.subjects.get(at).known.some(Boolean));
  return sides.length && states ? t(core.unconfirmed, { sentence: told, names: plainNames(sides) }) : told;
}

function bareSentence(finding) {
  const { pair } = finding, subjects = [pair.first, pair.second].map((at) => model.subjects.get(at));
  const silent = subjects.filter((subject) => !subject.known.some(Boolean)).map((subject) => subject.entry);
  if (silent.length) return t(core.nothing, { names: plainNames(silent) });
  const shared = core.facets.names.map((_, facet) => sharedConcepts(pair, facet));
  return t(core.sentences[finding.kind], {
    first: apart(plainName(pair.first)), second: apart(plainName(pair.second)),
    topics: plainNames(shared[1]), stages: plainNames(shared[0]),
    shared: plainNames([...new Set(shared.flat())]),
    links: pair.links.map(([one, said, other]) =>
      t("{subject} {property} {object}", {
        subject: apart(plainName(one)), property: said[core.order.indexOf(lang)], object: apart(plainName(other)),
      })).join("; "),
    differences: core.differences.filter((_, at) => pair.flags & (APART << at)).map((one) => t(one)).join(", "),
    covered: percent(finding.covered[0]), expected: two(finding.expected),
    low: two(finding.low), high: two(finding.high),
  });
}
