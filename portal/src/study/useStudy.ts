import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Client } from '../api/client';
import type { Drawn, NewFinding, StudyDetail, Verdict } from '../api/contract';
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
  /** The finding is there, but its outline is another. Resolves to the reason why nothing was saved; to null where it was. */
  readonly amend: (findingId: string, contours: readonly Drawn[]) => Promise<unknown>;
  readonly addFinding: (finding: NewFinding) => Promise<unknown>;
  readonly removeFinding: (findingId: string) => Promise<void>;
  /** Resolves to the reason why nothing was signed; to null where it was. */
  readonly sign: (impression: string) => Promise<unknown>;
  readonly append: (text: string) => Promise<unknown>;
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
      amend: (findingId, contours) => act((etag) => client.put(`${path}/findings/${encodeURIComponent(findingId)}`, { decision: 'amend', contours }, etag)),
      addFinding: (finding) => act((etag) => client.post(`${path}/findings`, finding, etag)),
      removeFinding: (findingId) => done(act((etag) => client.delete(`${path}/findings/${encodeURIComponent(findingId)}`, etag))),
      sign: (impression) => act((etag) => client.post(`${path}/sign`, { impression }, etag)),
      append: (text) => act((etag) => client.post(`${path}/addendum`, { text }, etag)),
    },
  ];
}
