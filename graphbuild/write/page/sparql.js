/* The query that returns from graph.ttl or graph.trig what a panel shows. */

const PREFIXES = `PREFIX gb: <https://w3id.org/graphbuild#>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
`;
const WHERE_QUOTED = `?target oa:hasSource/rdfs:label ?file ; oa:hasSelector ?position, ?words .
    ?position oa:start ?start ; oa:end ?end .
    ?words oa:exact ?quote .`;

/* An IRI between angle brackets; what may not stand in one is percent-encoded. */
function iriRef(iri) {
  return `<${iri.replace(/[\u0000-\u0020<>"{}|^`\\]/g, (letter) => encodeURIComponent(letter))}>`;
}

function nodeQuery(node) {
  const iri = iriRef(node.iri);
  return `${PREFIXES}
SELECT ?subject ?predicate ?object ?score ?file ?start ?end ?quote
WHERE {
  {
    ?statement rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object ;
      gb:confidence ?score ; prov:wasDerivedFrom/oa:hasTarget ?target .
    FILTER(?subject = ${iri} || ?object = ${iri})
  } UNION {
    ?mention oa:hasBody ${iri} ; gb:confidence ?score ; oa:hasTarget ?target .
    BIND(${iri} AS ?object)
  }
    ${WHERE_QUOTED}
}
ORDER BY ?predicate ?subject ?object ?file ?start
`;
}

function pairQuery(pairs) {
  const values = pairs.map(([a, b]) => `(${iriRef(NODES[a].iri)} ${iriRef(NODES[b].iri)})`).join("\n    ");
  return `${PREFIXES}
SELECT ?subject ?predicate ?object ?layer ?score ?file ?start ?end ?quote
WHERE {
  VALUES (?subject ?object) {
    ${values}
  }
  ?statement rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object ;
    gb:layer ?layer ; gb:confidence ?score ; prov:wasDerivedFrom/oa:hasTarget ?target .
    ${WHERE_QUOTED}
}
ORDER BY ?subject ?object ?predicate ?file ?start
`;
}

function postQuery(post) {
  return `PREFIX gb: <https://w3id.org/graphbuild#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

SELECT ?entity ?label
WHERE {
  ${iriRef(post.iri)} gb:mentions ?entity .
  ?entity rdfs:label ?label .
}
ORDER BY ?label
`;
}

function queryPart(text) {
  return details(say("query"), make("div", { class: "query" }, make("pre", { tabindex: 0 }, make("code", { text })), copyButton(text)));
}
