/* Which language the page speaks, and how numbers, dates and predicates are said in it. */

const WORDS = { fr: WORDS_FR, en: WORDS_EN };
const OWN_LANGUAGE = (navigator.language || "en").toLowerCase().startsWith("fr") ? "fr" : "en";
let language = OWN_LANGUAGE;

function say(key, ...values) {
  const found = Object.hasOwn(WORDS[language], key) ? WORDS[language][key] : key;
  return typeof found === "function" ? found(...values) : found;
}

/* A title that nobody chose is said in the reader's language. */
function pageTitle() {
  return DATA.title === WORDS_EN.own_title ? say("own_title") : DATA.title;
}

/* The verb of a predicate, or the other way round; unknown ones are spelt out. */
function verb(predicate, inverse = false) {
  const known = WORDS[language].predicates_words;
  if (Object.hasOwn(known, predicate)) return known[predicate][inverse ? 1 : 0];
  const plain = predicate.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
  return inverse ? `← ${plain}` : plain;
}

/* The browser's own variety of the language spoken: en-GB, fr-CA. */
function region() {
  return (navigator.language || "").startsWith(language) ? navigator.language : language;
}

/* "2015-03-04" as "4 mars 2015"; a month or a year alone as they are known. */
function sayDate(date) {
  const parts = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?/.exec(date || "");
  if (!parts) return date || "";
  const [, year, month, day] = parts;
  if (!month) return year;
  const options = { month: day ? "long" : "short", year: "numeric", timeZone: "UTC", ...(day ? { day: "numeric" } : {}) };
  return new Intl.DateTimeFormat(region(), options).format(Date.UTC(Number(year), month - 1, Number(day || 1)));
}

function sayNumber(value, digits = 2) {
  return new Intl.NumberFormat(region(), { maximumFractionDigits: digits }).format(value);
}
