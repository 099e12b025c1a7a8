// Holds a template against cdk-nag's AwsSolutions and HIPAA.Security rules; a line a finding: rule, logical id, what of it.
// usage: node nag.mjs <template.json> <node_modules> <empty folder>
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const [templateFile, modules, folder] = process.argv.slice(2);
const require = createRequire(`${modules}/`);
const { App, Aspects, Stack } = require('aws-cdk-lib');
const { CfnInclude } = require('aws-cdk-lib/cloudformation-include');
const { AwsSolutionsChecks, HIPAASecurityChecks } = require('cdk-nag');

const findings = new Set();
const add = (rule, resource, finding) => findings.add([rule, resource.node.id, finding].join('\t'));
const logger = {
  onCompliance() {},
  onNonCompliance: (data) => add(data.ruleOriginalName, data.resource, data.findingId),
  // Nothing may be hushed in the template itself: all reasons stand in one file.
  onSuppressed: (data) => add(data.ruleOriginalName, data.resource, data.findingId),
  onError: (data) => add(data.ruleOriginalName, data.resource, `cannot be checked: ${data.errorMessage}`),
  onSuppressedError: (data) => add(data.ruleOriginalName, data.resource, `cannot be checked: ${data.errorMessage}`),
  onNotApplicable() {},
};

// The bootstrap's parameter and rule are every stack's own; two of them would not go together.
const { Resources } = JSON.parse(readFileSync(templateFile, 'utf8'));
const resources = join(folder, 'resources.json');
writeFileSync(resources, JSON.stringify({ Resources }));

const app = new App({ analyticsReporting: false, outdir: join(folder, 'out') });
const stack = new Stack(app, 'Checked', { env: { account: '111122223333', region: 'us-east-1' } });
new CfnInclude(stack, 'Template', { templateFile: resources });
for (const Checks of [AwsSolutionsChecks, HIPAASecurityChecks])
  Aspects.of(app).add(new Checks({ reports: false, additionalLoggers: [logger] }));
app.synth();
console.log([...findings].sort().join('\n'));
