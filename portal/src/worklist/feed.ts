import type { Client } from '../api/client';
import type { Study } from '../api/contract';
import type { Polled } from './poll';

interface Page {
  /** Where it begins: the `next` of the page before; undefined for the first. */
  readonly after: string | undefined;
  readonly etag: string | null;
  readonly studies: readonly Study[];
  readonly next: string | undefined;
}

/** More than anybody reads down to. */
const mostPages = 25;

/**
 * Follows the whole worklist, page by page. The first page, the most urgent studies, is asked for each time; of the others one
 * a turn, and every one behind a page whose end has moved. An unchanged page costs a 304.
 */
export function startFeed(client: Client, every: number, onAnswer: (polled: Polled<readonly Study[]>) => void, now: () => number = Date.now): () => void {
  const abort = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let pages: readonly Page[] = [];
  let turn = 0;
  let polled: Polled<readonly Study[]> = { body: null, etag: null, answeredAt: null, error: null };

  const fetched = async (known: Page | undefined, after: string | undefined): Promise<Page> => {
    const same = known !== undefined && known.after === after;
    const path = after === undefined ? '/api/worklist' : `/api/worklist?after=${encodeURIComponent(after)}`;
    const answer = await client.getIfChanged<{ studies: readonly Study[]; next?: string }>(path, same ? known.etag : null, abort.signal);
    if (answer === null && same) return known;
    return { after, etag: answer?.etag ?? null, studies: answer?.body.studies ?? [], next: answer?.body.next };
  };
  const look = async (): Promise<readonly Page[]> => {
    const found: Page[] = [];
    do {
      const known = pages[found.length];
      const after = found.at(-1)?.next;
      const rests = found.length > 0 && found.length !== turn && known?.after === after;
      found.push(known && rests ? known : await fetched(known, after));
    } while (found.at(-1)?.next !== undefined && found.length < mostPages);
    return found;
  };
  const ask = async (): Promise<void> => {
    try {
      const found = await look();
      const changed = found.length !== pages.length || found.some((page, index) => page !== pages[index]);
      pages = found;
      turn = (turn + 1) % found.length;
      polled = { ...polled, body: changed || polled.body === null ? merged(found) : polled.body, answeredAt: now(), error: null };
    } catch (error) {
      polled = { ...polled, error };
    }
    if (abort.signal.aborted) return;
    onAnswer(polled);
    timer = setTimeout(() => void ask(), every);
  };
  void ask();
  return () => {
    abort.abort();
    clearTimeout(timer);
  };
}

/** Every study once: one that moved between two looks may stand on two pages, and the newer row is the truth. */
function merged(pages: readonly Page[]): readonly Study[] {
  const newest = new Map<string, Study>();
  for (const study of pages.flatMap((page) => page.studies)) {
    const other = newest.get(study.studyId);
    if (!other || other.revision < study.revision) newest.set(study.studyId, study);
  }
  return [...newest.values()].sort((a, b) => b.urgency - a.urgency || a.times.receivedAt.localeCompare(b.times.receivedAt) || a.studyId.localeCompare(b.studyId));
}
