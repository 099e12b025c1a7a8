import { useEffect, useRef } from 'preact/hooks';
import type { Study } from '../api/contract';
import { urgencyLevel, urgencyWords } from '../format/labels';
import { elapsed } from '../format/time';
import { useNow } from '../ui/clock';
import { Failure } from '../ui/Failure';
import { useKeys } from '../ui/keys';
import { usePortal } from '../ui/portal';
import { usePolling, type Polled } from './poll';
import { WorklistRow } from './WorklistRow';

const every = 3000;

interface Worklist {
  readonly studies: readonly Study[];
}

/** Where the reader was, so that coming back from a study leads to its row. Lives as long as the page. */
let lastRead: string | null = null;

export function WorklistPage() {
  const { client } = usePortal();
  const polled = usePolling<Worklist>(client, '/api/worklist', every);
  const table = useRef<HTMLTableElement>(null);
  const studies = polled.body?.studies;

  const move = (by: number): void => {
    const links = [...(table.current?.querySelectorAll<HTMLAnchorElement>('a.row-link') ?? [])];
    const here = links.findIndex((link) => link === document.activeElement);
    const next = here < 0 ? (by > 0 ? 0 : links.length - 1) : Math.max(0, Math.min(links.length - 1, here + by));
    links[next]?.focus();
    links[next]?.scrollIntoView({ block: 'nearest' });
  };
  useKeys({ j: () => move(1), ArrowDown: () => move(1), k: () => move(-1), ArrowUp: () => move(-1) });

  const loaded = studies !== undefined;
  useEffect(() => {
    if (!loaded) return;
    const links = [...(table.current?.querySelectorAll<HTMLAnchorElement>('a.row-link') ?? [])];
    (links.find((link) => link.dataset['study'] === lastRead) ?? links[0])?.focus({ preventScroll: true });
  }, [loaded]);

  return (
    <main class="worklist">
      <header class="page-head">
        <h1>Worklist</h1>
        {studies && <Tally studies={studies} />}
        <Freshness polled={polled} />
      </header>
      {polled.error !== null && <Failure error={polled.error} />}
      {studies?.length === 0 && <p class="empty">No study waits for a reader.</p>}
      {studies && studies.length > 0 && (
        <table ref={table}>
          <thead>
            <tr>
              <th scope="col">Urgency</th>
              <th scope="col">Waiting</th>
              <th scope="col">Study</th>
              <th scope="col">Clinic</th>
              <th scope="col">AI, unverified</th>
              <th scope="col">State</th>
            </tr>
          </thead>
          <tbody>
            {studies.map((study) => (
              <WorklistRow key={study.studyId} study={study} onOpen={() => (lastRead = study.studyId)} />
            ))}
          </tbody>
        </table>
      )}
      <p class="hint">
        <kbd>j</kbd> <kbd>k</kbd> move <kbd>Enter</kbd> open
      </p>
    </main>
  );
}

function Tally({ studies }: { readonly studies: readonly Study[] }) {
  const counts = [3, 2, 1, 0].map((level) => ({ level, count: studies.filter((study) => urgencyLevel(study.urgency) === level).length }));
  return (
    <ul class="tally">
      {counts.map(({ level, count }) => (
        <li key={level} class={count > 0 ? `urgency-${level}` : 'none'}>
          <b class="numeric">{count}</b> {urgencyWords[level]?.toLowerCase()}
        </li>
      ))}
    </ul>
  );
}

/** An old list must not pass for a live one. */
function Freshness({ polled }: { readonly polled: Polled<unknown> }) {
  const now = useNow();
  if (polled.answeredAt === null) return <p class="freshness">{polled.error === null ? 'Loading…' : 'Not loaded'}</p>;
  const age = now - polled.answeredAt;
  const stale = age > 4 * every;
  return <p class={stale ? 'freshness stale' : 'freshness'}>{stale ? `Not updated for ${elapsed(age)}` : 'Live'}</p>;
}
