import { useEffect, useState } from 'preact/hooks';
import type { Client } from '../api/client';
import type { Reader } from '../api/contract';

/** A third of the time after which the mark lapses by itself (docs/api.md). */
const every = 15_000;

/** Says that this desk has the study open, and hears who else has. A desk that nobody looks at says nothing. */
export function useReaders(client: Client, studyId: string, wanted: boolean): readonly Reader[] {
  const [others, setOthers] = useState<readonly Reader[]>([]);
  useEffect(() => {
    if (!wanted) return undefined;
    let gone = false;
    const beat = async (): Promise<void> => {
      if (document.visibilityState === 'hidden') return;
      const readers = await client.post<{ readers: readonly Reader[] }>(`/api/studies/${encodeURIComponent(studyId)}/reading`).then(
        ({ body }) => body.readers.filter((reader) => !reader.you),
        // Who reads is a courtesy: the study's own polling says what is wrong.
        () => [],
      );
      if (!gone) setOthers(readers);
    };
    const look = (): void => void beat();
    look();
    const timer = setInterval(look, every);
    document.addEventListener('visibilitychange', look);
    return () => {
      gone = true;
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [client, studyId, wanted]);
  return others;
}
