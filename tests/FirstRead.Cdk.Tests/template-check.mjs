// Holds every resource of a template against CloudFormation's own schema: unknown types, unknown and missing properties.
// usage: node template-check.mjs <template.json> <node_modules>
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const [templateFile, modules] = process.argv.slice(2);
const { loadAwsServiceSpec } = createRequire(`${modules}/`)('@aws-cdk/aws-service-spec');
const schema = await loadAwsServiceSpec();
const problems = [];

const isIntrinsic = (value) => Object.keys(value).some((key) => key === 'Ref' || key.startsWith('Fn::'));

function checkMembers(declared, value, path) {
  for (const [name, member] of Object.entries(value)) {
    if (declared[name]) checkValue(declared[name].type, member, `${path}.${name}`);
    else problems.push(`unknown ${path}.${name}`);
  }
  for (const [name, property] of Object.entries(declared)) if (property.required && !(name in value)) problems.push(`missing ${path}.${name}`);
}

function checkValue(type, value, path) {
  if (value === null || typeof value !== 'object') return;
  if (Array.isArray(value)) {
    if (type.type === 'array') value.forEach((item, index) => checkValue(type.element, item, `${path}[${index}]`));
  } else if (!isIntrinsic(value) && type.type === 'ref') {
    checkMembers(schema.get('typeDefinition', type.reference.$ref).properties, value, path);
  }
}

const resources = Object.entries(JSON.parse(readFileSync(templateFile, 'utf8')).Resources);
for (const [id, resource] of resources) {
  const [declared] = schema.lookup('resource', 'cloudFormationType', 'equals', resource.Type);
  if (declared) checkMembers(declared.properties, resource.Properties ?? {}, `${id} (${resource.Type})`);
  else problems.push(`unknown type ${resource.Type}`);
}
problems.forEach((problem) => console.log(problem));
console.log(`${resources.length} resources, ${problems.length} problems`);
process.exitCode = problems.length ? 1 : 0;
