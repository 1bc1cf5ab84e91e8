/* The shortest chains of evidence between two entities. What the text states is the nearest
   tie, a shared sentence is a looser one, and two names in one post the loosest: it always
   leads somewhere, and it too can be read. */

const COST = { stated: 2, inferred: 3, metadata: 2, provenance: 4, cooccurrence: 3 };
const POST_COST = 3;
const CHAINS_SHOWN = 6;

/* Places are entities, then posts: a post joins the entities it names. */
function* stepsFrom(place) {
  if (place >= NODES.length) {
    const post = place - NODES.length;
    for (const id of namedIn(post)) yield [id, POST_COST, null];
    return;
  }
  for (const link of LINKS_OF[place]) {
    if (link.modality === "negated" || !shown.links.has(link.id)) continue;
    const other = link.subject === place ? link.object : link.subject;
    if (other !== place) yield [other, COST[link.layer] ?? 4, link];
  }
  for (const post of NODES[place].naming) if (shown.posts.has(post)) yield [NODES.length + post, POST_COST, null];
}

let namedInPosts = null;

function namedIn(post) {
  if (!namedInPosts) {
    namedInPosts = POSTS.map(() => []);
    for (const node of NODES) for (const id of node.naming) namedInPosts[id].push(node.id);
  }
  return namedInPosts[post];
}

/* Dijkstra with a bucket for each cost, as costs are small whole numbers. */
function distancesFrom(start, goal) {
  const cost = new Map([[start, 0]]);
  const before = new Map();
  const buckets = [[start]];
  for (let now = 0; now < buckets.length; now++) {
    for (const place of buckets[now] || []) {
      if (cost.get(place) !== now) continue;
      if (place === goal) return before;
      for (const [other, price, link] of stepsFrom(place)) {
        const total = now + price;
        const known = cost.get(other) ?? Infinity;
        if (total > known) continue;
        if (total < known) {
          cost.set(other, total);
          before.set(other, []);
          (buckets[total] ||= []).push(other);
        }
        before.get(other).push([place, link]);
      }
    }
  }
  return null;
}

/* Chains as lists of steps {from, to, links, post}; parallel links make one step. */
function chainsBetween(start, goal) {
  const before = start === goal ? null : distancesFrom(start, goal);
  if (!before) return [];
  const found = [];
  const walk = (place, steps) => {
    if (found.length >= CHAINS_SHOWN) return;
    if (place === start) { found.push(steps); return; }
    const earlier = new Map();
    for (const [from, link] of before.get(place)) {
      if (!earlier.has(from)) earlier.set(from, []);
      earlier.get(from).push(link);
    }
    for (const [from, links] of [...earlier].sort((a, b) => a[0] - b[0])) {
      if (from < NODES.length) walk(from, [{ from, to: place, links }, ...steps]);
      else {
        const origins = new Set(before.get(from).map(([origin]) => origin));
        for (const origin of origins) walk(origin, [{ from: origin, to: place, links: [], post: from - NODES.length }, ...steps]);
      }
    }
  };
  walk(goal, []);
  return found.sort((a, b) => a.length - b.length);
}

/* The lines and entities of all chains, to be shown on the map; ``ties`` share only a post. */
function chainMarks(chains) {
  const nodes = new Set(state.path);
  const links = new Set();
  const ties = [];
  for (const step of chains.flat()) {
    nodes.add(step.from).add(step.to);
    if (step.post !== undefined) ties.push([step.from, step.to]);
    for (const link of step.links) links.add(link.id);
  }
  return { nodes, links, ties };
}
