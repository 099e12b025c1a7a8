import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Client } from '../api/client';
import type { Communication, StudyDetail, Verdict } from '../api/contract';
import { Problem } from '../api/problem';
import { startPolling } from '../worklist/poll';
import { changedForReader } from './changes';

export interface StudyState {
  readonly detail: StudyDetail | null;
  readonly etag: string | null;
  /** What the reader decides upon has changed elsewhere: look again before deciding. */
  readonly overrun: boolean;
  readonly busy: boolean;
  /** Why the study could not be fetched. */
  readonly error: unknown;
  /** Why the last act did not go through. */
  readonly actError: unknown;
}

export interface StudyActs {
  readonly reload: () => Promise<void>;
  readonly acknowledge: () => Promise<void>;
  readonly decide: (findingId: string, decision: Verdict, reason?: string) => Promise<void>;
  /** Resolves to the reason why nothing was signed; to null where it was. */
  readonly sign: (signing: Signing) => Promise<unknown>;
  readonly append: (text: string) => Promise<unknown>;
  /** Saves the reader's own read: then what the model found is shown. */
  readonly readOwn: (impression: string) => Promise<unknown>;
  readonly showAi: () => Promise<unknown>;
  /** Notes who was told of a signature's critical findings. */
  readonly tell: (number: number, communication: Communication) => Promise<unknown>;
}

export interface Signing {
  readonly impression: string;
  /** Ids of critical findings; then one of the two below. */
  readonly critical?: readonly string[];
  readonly communication?: Communication;
  readonly notYetTold?: boolean;
}

const every = 3000;
const nothing: StudyState = { detail: null, etag: null, overrun: false, busy: false, error: null, actError: null };

/** One study, followed live until there is something to decide; from then on a change elsewhere is announced, not slipped in. */
export function useStudy(client: Client, studyId: string): readonly [StudyState, StudyActs] {
  const [state, setState] = useState(nothing);
  const latest = useRef(state);
  latest.current = state;
  const path = `/api/studies/${encodeURIComponent(studyId)}`;

  const reload = useCallback(async () => {
    try {
      const { body, etag } = await client.get<StudyDetail>(path);
      setState((old) => ({ ...old, detail: body, etag, overrun: false, error: null, actError: null }));
    } catch (error) {
      setState((old) => ({ ...old, error }));
    }
  }, [client, path]);

  useEffect(() => {
    setState(nothing);
    return startPolling<StudyDetail>(client, path, every, ({ body, etag, error }) =>
      setState((old) => {
        if (error !== null || body === null) return { ...old, error };
        if (old.detail && body.study.revision <= old.detail.study.revision) return { ...old, error: null };
        if (old.detail && changedForReader(old.detail, body)) return { ...old, overrun: true, error: null };
        return { ...old, detail: body, etag, error: null };
      }),
    );
  }, [client, path]);

  const act = async (send: (etag: string) => Promise<unknown>): Promise<unknown> => {
    if (latest.current.busy) return new Error('Another act is still on its way.');
    setState((old) => ({ ...old, busy: true, actError: null }));
    try {
      await send(latest.current.etag ?? '');
      await reload();
      return null;
    } catch (error) {
      const overrun = error instanceof Problem && error.isOverrun;
      const asked = error instanceof Problem && error.wantsPassword;
      setState((old) => ({ ...old, overrun: old.overrun || overrun, actError: overrun || asked ? null : error }));
      return error;
    } finally {
      setState((old) => ({ ...old, busy: false }));
    }
  };
  const done = (act: Promise<unknown>): Promise<void> => act.then(() => undefined);

  return [
    state,
    {
      reload,
      acknowledge: () => done(act(() => client.post(`${path}/acknowledge`))),
      decide: (findingId, decision, reason) =>
        done(act((etag) => client.put(`${path}/findings/${encodeURIComponent(findingId)}`, reason ? { decision, reason } : { decision }, etag))),
      sign: (signing) => act((etag) => client.post(`${path}/sign`, signing, etag)),
      append: (text) => act((etag) => client.post(`${path}/addendum`, { text }, etag)),
      readOwn: (impression) => act((etag) => client.post(`${path}/own-read`, { impression }, etag)),
      showAi: () => act((etag) => client.post(`${path}/ai`, undefined, etag)),
      tell: (number, communication) => act(() => client.post(`${path}/communications`, { number, ...communication })),
    },
  ];
}
