// Prints a YAML file as JSON; fails on anything that YAML 1.2 does not allow, duplicate keys included.
// usage: node yaml-to-json.mjs <file.yml> <node_modules>
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const [file, modules] = process.argv.slice(2);
const { parse } = createRequire(`${modules}/`)('yaml');
console.log(JSON.stringify(parse(readFileSync(file, 'utf8'), { strict: true })));
