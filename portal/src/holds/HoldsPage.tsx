import { useState } from 'preact/hooks';
import type { HeldFile } from '../api/contract';
import { holdWords } from '../format/labels';
import { Elapsed } from '../ui/Elapsed';
import { Failure } from '../ui/Failure';
import { usePortal } from '../ui/portal';
import { usePolling } from '../worklist/poll';
import { HoldForm } from './HoldForm';

/** Files that go on only when a person has looked at them, longest waiting first. */
export function HoldsPage() {
  const { client } = usePortal();
  const polled = usePolling<{ holds: readonly HeldFile[] }>(client, '/api/holds', 5000);
  const [chosen, setChosen] = useState<string | null>(null);
  const [done, setDone] = useState<ReadonlySet<string>>(new Set());
  const holds = polled.body?.holds.filter((held) => !done.has(versionOf(held)));
  return (
    <main class="holds">
      <header class="page-head">
        <h1>Held files</h1>
        {holds && <p class="muted">{holds.length} waiting for a decision</p>}
      </header>
      {polled.error !== null && <Failure error={polled.error} />}
      {!holds && polled.error === null && <p class="loading">Loading…</p>}
      {holds?.length === 0 && <p class="empty">Nothing is held.</p>}
      <ol class="hold-list">
        {holds?.map((held) => {
          const key = versionOf(held);
          return (
            <li key={key}>
              <button type="button" class="hold-row" aria-expanded={chosen === key} onClick={() => setChosen(chosen === key ? null : key)}>
                <b>{holdWords[held.code]}</b>
                <span>{held.clinic}</span>
                <span class="code">{held.fileId.slice(-8)}</span>
                <span class="muted">waiting <Elapsed since={held.heldAt} /></span>
                {held.decision && <span class="chip">Decided, on its way</span>}
              </button>
              {chosen === key && <HoldForm held={held} onDecided={() => setDone(new Set([...done, key]))} />}
            </li>
          );
        })}
      </ol>
    </main>
  );
}

/** A file that is held again asks something new. */
const versionOf = (held: HeldFile): string => `${held.uploadId}/${held.fileId}/${held.heldAt}`;
