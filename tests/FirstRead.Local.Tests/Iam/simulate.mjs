// Asks npm's @cloud-copilot/iam-simulate what AWS would answer: a line each, Allowed, ImplicitlyDenied, ExplicitlyDenied, or why it cannot say.
// usage: node simulate.mjs <questions.json> <node_modules>
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const [questionsFile, modules] = process.argv.slice(2);
const { runSimulation } = await import(join(modules, '@cloud-copilot/iam-simulate/dist/esm/index.js'));
const { policies, questions } = JSON.parse(readFileSync(questionsFile, 'utf8'));

for (const { principal, action, resource, context, own, standing } of questions) {
  const answer = await runSimulation(
    {
      request: { principal, action, resource: { resource, accountId: '000000000000' }, contextVariables: context },
      identityPolicies: [{ name: 'own', policy: policies[own] }],
      serviceControlPolicies: [],
      resourceControlPolicies: [],
      resourcePolicy: standing === null ? undefined : policies[standing],
    },
    {},
  );
  console.log(answer.resultType === 'error' ? `error: ${answer.errors.message}` : answer.overallResult);
}
