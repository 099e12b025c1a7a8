import { useEffect, useState } from 'preact/hooks';
import type { Client } from '../api/client';
import type { StudyDetail } from '../api/contract';
import type { Prior } from './contract';

export interface Priors {
  readonly list: readonly Prior[];
  /** The one beside the study; null where none is. */
  readonly shown: { readonly prior: Prior; readonly detail: StudyDetail } | null;
  readonly error: unknown;
  readonly show: (studyId: string | null) => void;
}

export function usePriors(client: Client, studyId: string, wanted: boolean): Priors {
  const [list, setList] = useState<readonly Prior[]>([]);
  const [shown, setShown] = useState<Priors['shown']>(null);
  const [error, setError] = useState<unknown>(null);
  useEffect(() => {
    setList([]);
    setShown(null);
    if (!wanted) return;
    const abort = new AbortController();
    client.get<{ priors: readonly Prior[] }>(`/api/studies/${encodeURIComponent(studyId)}/priors`, abort.signal).then(
      ({ body }) => setList(body.priors),
      (failure: unknown) => !abort.signal.aborted && setError(failure),
    );
    return () => abort.abort();
  }, [client, studyId, wanted]);
  const show = (other: string | null): void => {
    const prior = list.find(({ study }) => study.studyId === other);
    setError(null);
    if (!prior) return setShown(null);
    client.get<StudyDetail>(`/api/studies/${encodeURIComponent(prior.study.studyId)}`).then(({ body }) => setShown({ prior, detail: body }), setError);
  };
  return { list, shown, error, show };
}
