import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Client } from '../api/client';
import type { Study } from '../api/contract';
import { hiddenUrgencyWords, urgencyHidden, urgencyLevel, urgencyWords } from '../format/labels';
import { elapsed } from '../format/time';
import { useNow } from '../ui/clock';
import { Failure } from '../ui/Failure';
import { useKeys } from '../ui/keys';
import { usePortal } from '../ui/portal';
import { startFeed } from './feed';
import { FilterBar } from './FilterBar';
import { addressOf, filtersOf, passes, type Filters } from './filters';
import { startPolling, type Polled } from './poll';
import { Untold } from './Untold';
import { WorklistTable } from './WorklistTable';

const every = 3000;
const nothing: Polled<readonly Study[]> = { body: null, etag: null, answeredAt: null, error: null };

/** What a reader looks for stays while they read; the address holds all of it but the text. */
let lastText = '';

export function WorklistPage() {
  const { client } = usePortal();
  const [done, setDone] = useState(false);
  const polled = useStudies(client, done);
  const [filters, setFilters] = useState<Filters>(() => ({ ...filtersOf(location.hash), text: lastText }));
  const text = useRef<HTMLInputElement>(null);
  const studies = polled.body;
  const shown = useMemo(() => studies?.filter((study) => passes(study, filters)), [studies, filters]);

  const change = (next: Filters): void => {
    lastText = next.text;
    setFilters(next);
    history.replaceState(null, '', addressOf(next));
  };
  useKeys({
    '/': () => text.current?.focus(),
    Escape: () => (document.activeElement === text.current ? text.current?.blur() : change({ ...filtersOf(''), text: '' })),
  });

  return (
    <main class="worklist">
      <header class="page-head">
        <h1>Worklist</h1>
        <div class="tabs" role="group" aria-label="Which studies">
          <button type="button" aria-pressed={!done} onClick={() => setDone(false)}>Open</button>
          <button type="button" aria-pressed={done} onClick={() => setDone(true)}>Done today</button>
        </div>
        {studies && !done && <Tally studies={studies} />}
        <Freshness polled={polled} />
      </header>
      <Untold client={client} />
      {polled.error !== null && <Failure error={polled.error} />}
      {studies && studies.length > 0 && <FilterBar studies={studies} shown={shown?.length ?? 0} filters={filters} onChange={change} textRef={text} />}
      {studies?.length === 0 && <p class="empty">{done ? 'Nothing was signed in the last 24 hours.' : 'No study waits for a reader.'}</p>}
      {studies && studies.length > 0 && shown?.length === 0 && <p class="empty">No study passes these filters.</p>}
      {shown && shown.length > 0 && <WorklistTable key={done ? 'done' : 'open'} studies={shown} done={done} />}
      <p class="hint">
        <kbd>j</kbd> <kbd>k</kbd> move <kbd>Enter</kbd> open <kbd>/</kbd> find a code <kbd>Esc</kbd> show all
      </p>
    </main>
  );
}

function useStudies(client: Client, done: boolean): Polled<readonly Study[]> {
  const [polled, setPolled] = useState(nothing);
  useEffect(() => {
    setPolled(nothing);
    if (!done) return startFeed(client, every, setPolled);
    return startPolling<{ studies: readonly Study[] }>(client, '/api/worklist?state=done', 2 * every, (answer) =>
      setPolled({ ...answer, body: answer.body?.studies ?? null }),
    );
  }, [client, done]);
  return polled;
}

function Tally({ studies }: { readonly studies: readonly Study[] }) {
  const hidden = studies.filter(urgencyHidden).length;
  const counts = [3, 2, 1, 0].map((level) => ({ level, count: studies.filter((study) => !urgencyHidden(study) && urgencyLevel(study.urgency) === level).length }));
  return (
    <ul class="tally">
      {counts.map(({ level, count }) => (
        <li key={level} class={count > 0 ? `urgency-${level}` : 'none'}>
          <b class="numeric">{count}</b> {urgencyWords[level]?.toLowerCase()}
        </li>
      ))}
      {hidden > 0 && <li class="urgency-hidden" title={hiddenUrgencyWords}><b class="numeric">{hidden}</b> in their place</li>}
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
