import { useEffect, useState } from 'preact/hooks';
import type { Client } from '../api/client';
import type { Study } from '../api/contract';

const idPattern = /^[a-z0-9][a-z0-9-]{1,22}[a-z0-9]\.[0-9a-f]{32}$/;

/** A study's id from an address, which holds the id or, from a text message, the study's code. */
export function useStudyId(client: Client, key: string): { readonly studyId: string | null; readonly error: unknown } {
  const isId = idPattern.test(key);
  const [found, setFound] = useState<{ key: string; studyId: string | null; error: unknown } | null>(null);
  useEffect(() => {
    if (isId) return undefined;
    let gone = false;
    find(client, key).then(
      (studyId) => {
        const error = studyId === null ? new Error(`No study on the worklist has the code ${key}.`) : null;
        if (!gone) setFound({ key, studyId, error });
      },
      (error: unknown) => !gone && setFound({ key, studyId: null, error }),
    );
    return () => {
      gone = true;
    };
  }, [client, key, isId]);
  if (isId) return { studyId: key, error: null };
  return found?.key === key ? found : { studyId: null, error: null };
}

interface List {
  readonly studies: readonly Study[];
  readonly next?: string;
}

/** Page by page, the most urgent first; then what was signed in the last day. */
async function find(client: Client, code: string): Promise<string | null> {
  const among = ({ studies }: List): string | undefined => studies.find((each) => each.code.toLowerCase() === code.toLowerCase())?.studyId;
  let after: string | undefined;
  do {
    const { body } = await client.get<List>(after === undefined ? '/api/worklist' : `/api/worklist?after=${encodeURIComponent(after)}`);
    const found = among(body);
    if (found !== undefined) return found;
    after = body.next;
  } while (after !== undefined);
  return among((await client.get<List>('/api/worklist?state=done')).body) ?? null;
}
