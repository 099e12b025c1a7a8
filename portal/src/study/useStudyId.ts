import { useEffect, useState } from 'preact/hooks';
import type { Client } from '../api/client';
import type { Study } from '../api/contract';

const idPattern = /^[a-z0-9][a-z0-9-]{1,22}[a-z0-9]\.[0-9a-f]{32}$/;

/** A study's id from an address, which holds the id or, from a text message, the study's code. */
export function useStudyId(client: Client, key: string): { readonly studyId: string | null; readonly error: unknown } {
  const isId = idPattern.test(key);
  const [found, setFound] = useState<{ key: string; studyId: string | null; error: unknown } | null>(null);
  useEffect(() => {
    if (isId) return;
    client.get<{ studies: readonly Study[] }>('/api/worklist').then(
      ({ body }) => {
        const study = body.studies.find((each) => each.code.toLowerCase() === key.toLowerCase());
        const error = study ? null : new Error(`No study on the worklist has the code ${key}. It may be signed already.`);
        setFound({ key, studyId: study?.studyId ?? null, error });
      },
      (error: unknown) => setFound({ key, studyId: null, error }),
    );
  }, [client, key, isId]);
  if (isId) return { studyId: key, error: null };
  return found?.key === key ? found : { studyId: null, error: null };
}
