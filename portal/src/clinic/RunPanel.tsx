import { fileStateWords } from '../format/labels';
import { hrefOfUpload } from '../router';
import { count, size, timeLeft } from './amounts';
import { clearRun, stopRun } from './sending/current';
import type { Item, Phase, Progress, Step } from './sending/item';
import type { SendRun } from './sending/SendRun';

const mostRows = 300;

const phaseWords: Readonly<Record<Phase, string>> = {
  listing: 'Looking through the folder',
  reading: 'Reading the files',
  announcing: 'Announcing',
  sending: 'Sending',
  settling: 'Sent. Waiting to hear what became of each file',
  done: 'Done',
  stopped: 'Stopped',
  failed: 'Not everything was sent',
};

const stepWords: Readonly<Record<Step, string>> = {
  ...fileStateWords,
  listed: 'Waiting',
  reading: 'Being read',
  ready: 'Waiting',
  sending: 'Being sent',
  sent: 'Sent, being checked',
  same: 'Same as another file',
  failed: 'Not sent',
};

/** What a person must see stands first, what is done last. */
const rank: readonly Step[] = ['failed', 'refused', 'held', 'expired', 'sending', 'reading', 'same', 'duplicate', 'ignored', 'sent', 'ready', 'listed', 'accepted'];

/** A folder on its way: how far it is, and what became of every file. */
export function RunPanel({ run }: { readonly run: SendRun }) {
  const { progress } = run;
  const title = progress.phase === 'done' ? doneWords(run.items) : phaseWords[progress.phase];
  return (
    <section class="run" aria-label="The folder being sent">
      <header class="run-head">
        <h2 aria-live="polite">{title}</h2>
        {run.active
          ? <button type="button" class="quiet" onClick={stopRun}>Stop</button>
          : <button type="button" onClick={clearRun}>Send another folder</button>}
      </header>
      <Overall progress={progress} />
      {progress.trouble !== null && <p class="run-trouble" role="alert">{progress.trouble}</p>}
      {progress.phase === 'stopped' && <p class="muted" role="status">What was sent stays. Drop the folder again within 15 minutes to go on where it stopped, or open the upload to cancel it.</p>}
      <Uploads run={run} />
      <Items items={run.items} />
    </section>
  );
}

function Overall({ progress }: { readonly progress: Progress }) {
  const { bytes, doneBytes, rate, phase } = progress;
  const moving = phase === 'reading' || phase === 'sending';
  return (
    <div class="run-overall">
      <progress max={Math.max(bytes, 1)} value={phase === 'settling' || phase === 'done' ? Math.max(bytes, 1) : doneBytes} aria-label="All files" />
      <p class="numeric">
        <b>{progress.doneFiles.toLocaleString('en-GB')}</b> of {count(progress.files, 'file')}
        <span> · {size(doneBytes)} of {size(bytes)}</span>
        {moving && rate !== null && rate > 0 && <span> · {size(rate)}/s · {timeLeft((bytes - doneBytes) / rate)}</span>}
      </p>
    </div>
  );
}

/** One folder may be several uploads: a manifest names 2,000 files. */
function Uploads({ run }: { readonly run: SendRun }) {
  const { uploads } = run;
  if (uploads.length === 0) return null;
  return (
    <p class="run-uploads muted">
      {uploads.length === 1 ? 'Upload ' : `As ${uploads.length} uploads, for one holds 2,000 files: `}
      {uploads.map((id, index) => <a key={id} href={hrefOfUpload(id)} class="code">{id.slice(0, 9)}{index < uploads.length - 1 ? ', ' : ''}</a>)}
    </p>
  );
}

function Items({ items }: { readonly items: readonly Item[] }) {
  const sorted = [...items].sort((a, b) => rank.indexOf(a.step) - rank.indexOf(b.step));
  return (
    <>
      <table class="run-files">
        <thead><tr><th scope="col">No.</th><th scope="col">File</th><th scope="col">Size</th><th scope="col">State</th><th scope="col">Why, and what to do</th></tr></thead>
        <tbody>{sorted.slice(0, mostRows).map((item) => <Row key={item.path} item={item} />)}</tbody>
      </table>
      {sorted.length > mostRows && <p class="muted">And {count(sorted.length - mostRows, 'more file')}.</p>}
    </>
  );
}

function Row({ item }: { readonly item: Item }) {
  const moving = item.step === 'sending' || item.step === 'reading';
  return (
    <tr>
      <td class="numeric">{item.number ?? ''}</td>
      <td class="run-path">{item.path}</td>
      <td class="numeric">{size(item.file.size)}</td>
      <td class={`file-${item.step}`}>
        {stepWords[item.step]}
        {moving && <progress max={item.file.size} value={item.doneBytes} aria-label={`Progress of ${item.path}`} />}
      </td>
      <td>{item.message}{item.code && <span class="code"> {item.code}</span>}</td>
    </tr>
  );
}

function doneWords(items: readonly Item[]): string {
  const bad = items.filter(({ step }) => ['failed', 'refused', 'expired'].includes(step)).length;
  const held = items.filter(({ step }) => step === 'held').length;
  if (bad === 0 && held === 0) return 'Done: every file is here';
  return `Done: ${[bad > 0 && `${count(bad, 'file')} not taken`, held > 0 && `${count(held, 'file')} held for a person`].filter(Boolean).join(', ')}`;
}
