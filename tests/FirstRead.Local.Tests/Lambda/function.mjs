// A function that does as its event says: the smallest runtime there is.
import { appendFileSync, existsSync, readFileSync } from 'node:fs';

const api = `http://${process.env.AWS_LAMBDA_RUNTIME_API}/2018-06-01/runtime`;
const journal = process.env.TEST_JOURNAL;
const post = (path, body, headers) => fetch(`${api}/${path}`, { method: 'POST', body, headers });

if (process.env.TEST_FAIL_INIT) {
  await post('init/error', '{"errorMessage":"no"}', { 'Lambda-Runtime-Function-Error-Type': 'Test.Init' });
  process.exit(1);
}

const seen = (key) => (existsSync(journal) ? readFileSync(journal, 'utf8').split('\n').filter((line) => line.split(' ')[0] === key).length : 0);

for (;;) {
  const next = await fetch(`${api}/invocation/next`);
  const id = next.headers.get('lambda-runtime-aws-request-id');
  const event = await next.json();
  const key = event.Records?.[0]?.s3?.object?.key ?? event.key ?? 'none';
  appendFileSync(journal, `${key} ${process.pid} ${id}\n`);
  const [action] = key.split('/').at(-1).split('-');
  if (action === 'hang') await new Promise(() => setInterval(() => {}, 1000));
  if (action === 'hangonce' && seen(key) === 1) await new Promise(() => setInterval(() => {}, 1000));
  if (action === 'fail' || (action === 'failonce' && seen(key) === 1))
    await post(`invocation/${id}/error`, '{"errorMessage":"told to","errorType":"Test"}', { 'Lambda-Runtime-Function-Error-Type': 'Test.Told' });
  else if (action === 'large') await post(`invocation/${id}/response`, 'x'.repeat(7 * 1024 * 1024));
  else await post(`invocation/${id}/response`, JSON.stringify({ echo: event, deadline: Number(next.headers.get('lambda-runtime-deadline-ms')) }));
}
