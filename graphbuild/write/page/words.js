"use strict";
/* The page's own words, in French and English; names and quotes are data and stay as they are. */

const WORDS = {
  fr: {
    Person: "Personnes", Organization: "Organisations", Place: "Lieux", Event: "Événements",
    Work: "Œuvres", Product: "Produits", Concept: "Idées",
    one_Person: "Personne", one_Organization: "Organisation", one_Place: "Lieu",
    one_Event: "Événement", one_Work: "Œuvre", one_Product: "Produit", one_Concept: "Idée",
    stated: "Relations énoncées", cooccurrence: "Cités ensemble", inferred: "Relations déduites",
    metadata: "Métadonnées", provenance: "Provenance",
    counts: (n, r, p) =>
      `${n} entité${n > 1 ? "s" : ""} · ${r} relation${r > 1 ? "s" : ""} énoncée${r > 1 ? "s" : ""} · ${p} billet${p > 1 ? "s" : ""}`,
    search: "Chercher un nom ou une idée", nothing: "Rien ne correspond.",
    map: "Carte", list: "Liste", legend: "Légende", whole: "Tout voir", around: "Voisinage seul",
    closer: "Agrandir", farther: "Réduire",
    strength: (n) => `Liens « cités ensemble » : les ${n} plus forts`,
    all: (n) => `Dessiner les ${n} entités`, best: (n) => `Seulement les ${n} premières`,
    drawn: (n, t) => `${n} entités dessinées sur ${t}`,
    canvas: "Carte des entités ; la vue Liste donne les mêmes entités sous forme de tableau.",
    welcome: "Lire cette carte",
    help: [
      "Chaque forme est une personne, une organisation, une idée… citée dans les billets ; plus elle est grande, plus elle compte.",
      "Un trait fléché est une relation que le texte énonce, un trait gris signale deux noms cités ensemble.",
      "Cliquez sur une forme ou un trait pour lire les phrases qui le fondent.",
    ],
    top: "Les plus importantes", also: "Autres formes", copy: "Copier", copied: "Copié",
    close: "Fermer", same: "Ailleurs", relations: "Relations", together: "Cité avec",
    mentions: "Mentions", posts: "Billets", wrote: "Billets signés", evidence: "Preuves",
    quotes: (n) => (n > 1 ? `${n} citations` : `${n} citation`), comment: "commentaire",
    more_quotes: (n) => `et ${n} autres, dans tables/mentions.csv`,
    more_evidence: (n) => `et ${n} autres, dans tables/relations.csv`,
    more: "Afficher la suite", no_quote: "Pas de citation gardée dans cette page.",
    facts: (posts, mentions) =>
      `${mentions} mention${mentions > 1 ? "s" : ""} dans ${posts} billet${posts > 1 ? "s" : ""}`,
    label: "Nom", type: "Type", others: "Autres formes", rank: "Rang",
    caption: (n) => `${n} entités ; un clic sur un titre de colonne les trie.`,
    negated: "nié", hypothetical: "hypothétique", interrogative: "en question",
    reported: "rapporté", times: (n) => `${n} fois`,
    predicates: {
      worksFor: "travaille pour", memberOf: "est membre de", founderOf: "a fondé",
      authorOf: "a écrit", publisherOf: "a publié", organizerOf: "organise",
      participantIn: "participe à", locatedIn: "se trouve à", partnerOf: "est partenaire de",
      offers: "propose", ownerOf: "possède", discusses: "parle de", criticizes: "critique",
      mentions: "mentionne", relatedTo: "cité avec",
    },
  },
  en: {
    Person: "People", Organization: "Organizations", Place: "Places", Event: "Events",
    Work: "Works", Product: "Products", Concept: "Ideas",
    one_Person: "Person", one_Organization: "Organization", one_Place: "Place",
    one_Event: "Event", one_Work: "Work", one_Product: "Product", one_Concept: "Idea",
    stated: "Stated relations", cooccurrence: "Named together", inferred: "Inferred relations",
    metadata: "Metadata", provenance: "Provenance",
    counts: (n, r, p) =>
      `${n} entit${n === 1 ? "y" : "ies"} · ${r} stated relation${r === 1 ? "" : "s"} · ${p} post${p === 1 ? "" : "s"}`,
    search: "Search a name or an idea", nothing: "Nothing matches.",
    map: "Map", list: "List", legend: "Legend", whole: "Whole map", around: "Neighbours only",
    closer: "Zoom in", farther: "Zoom out",
    strength: (n) => `“Named together” lines: the ${n} strongest`,
    all: (n) => `Draw all ${n} entities`, best: (n) => `Only the first ${n}`,
    drawn: (n, t) => `${n} of ${t} entities drawn`,
    canvas: "Map of the entities; the List view gives the same entities as a table.",
    welcome: "How to read this map",
    help: [
      "Each shape is a person, an organization, an idea… named in the posts; the bigger, the more it matters.",
      "A line with an arrow is a relation that the text states, a grey line joins two things named together.",
      "Click a shape or a line to read the sentences behind it.",
    ],
    top: "Most important", also: "Other forms", copy: "Copy", copied: "Copied",
    close: "Close", same: "Elsewhere", relations: "Relations", together: "Named with",
    mentions: "Mentions", posts: "Posts", wrote: "Posts signed", evidence: "Evidence",
    quotes: (n) => (n > 1 ? `${n} quotes` : `${n} quote`), comment: "comment",
    more_quotes: (n) => `and ${n} more, in tables/mentions.csv`,
    more_evidence: (n) => `and ${n} more, in tables/relations.csv`,
    more: "Show more", no_quote: "No quote kept in this page.",
    facts: (posts, mentions) =>
      `${mentions} mention${mentions > 1 ? "s" : ""} in ${posts} post${posts > 1 ? "s" : ""}`,
    label: "Name", type: "Type", others: "Other forms", rank: "Rank",
    caption: (n) => `${n} entities; click a column's title to sort them.`,
    negated: "negated", hypothetical: "hypothetical", interrogative: "asked",
    reported: "reported", times: (n) => `${n} times`,
    predicates: {
      worksFor: "works for", memberOf: "is a member of", founderOf: "founded",
      authorOf: "wrote", publisherOf: "published", organizerOf: "organizes",
      participantIn: "takes part in", locatedIn: "is located in", partnerOf: "is a partner of",
      offers: "offers", ownerOf: "owns", discusses: "discusses", criticizes: "criticizes",
      mentions: "mentions", relatedTo: "named with",
    },
  },
};

let language = (navigator.language || "en").toLowerCase().startsWith("fr") ? "fr" : "en";

function say(key, ...values) {
  const found = WORDS[language][key];
  if (found === undefined) return key;
  return typeof found === "function" ? found(...values.map(number)) : found;
}

function number(value) {
  return typeof value === "number" ? value : String(value);
}

function verb(predicate) {
  const known = WORDS[language].predicates;
  if (Object.hasOwn(known, predicate)) return known[predicate];
  return predicate.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
}
