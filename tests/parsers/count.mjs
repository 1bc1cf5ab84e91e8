// Print how many statements each file holds, as n3 and jsonld.js read it.
import { readFileSync } from 'node:fs';
import jsonld from 'jsonld';
import { Parser, Store } from 'n3';

const FORMATS = { nq: 'N-Quads', trig: 'TriG', ttl: 'Turtle' };

for (const file of process.argv.slice(2)) {
  const text = readFileSync(file, 'utf8');
  const ending = file.slice(file.lastIndexOf('.') + 1);
  const quads = ending === 'jsonld'
    ? await jsonld.toRDF(JSON.parse(text), { format: 'application/n-quads' })
    : text;
  const format = FORMATS[ending] ?? 'N-Quads';
  console.log(new Store(new Parser({ format }).parse(quads)).size);
}
