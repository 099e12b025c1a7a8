import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { RefObject } from 'preact';
import type { Instance } from '../api/contract';
import { stacksOf, type Stack } from '../study/stack';
import { usePortal } from '../ui/portal';
import type { StackViewer } from '../viewer/StackViewer';
import type { TeachingInstance } from './contract';

/** The cookies last 15 minutes (docs/api.md). */
const renewEvery = 10 * 60_000;

export interface CaseImages {
  readonly ready: boolean;
  readonly error: unknown;
  readonly renew: () => Promise<void>;
  readonly stacks: readonly Stack[];
  readonly stack: Stack | undefined;
  readonly viewer: RefObject<StackViewer | null>;
  readonly chooseSeries: (seriesInstanceUid: string) => void;
}

/** The pictures of one case and the right to fetch them, and no others. */
export function useCaseImages(instances: readonly TeachingInstance[], path: string): CaseImages {
  const { client } = usePortal();
  const [state, setState] = useState<{ readonly ready: boolean; readonly error: unknown }>({ ready: false, error: null });
  const [series, chooseSeries] = useState<string | null>(null);
  const viewer = useRef<StackViewer | null>(null);
  const renew = useCallback(
    () =>
      client.post(`${path}/pixel-session`).then(
        () => setState({ ready: true, error: null }),
        (error: unknown) => setState(({ ready }) => ({ ready, error })),
      ),
    [client, path],
  );
  useEffect(() => {
    void renew();
    const timer = setInterval(() => void renew(), renewEvery);
    return () => clearInterval(timer);
  }, [renew]);
  const stacks = useMemo(() => stacksOf(named(instances)), [instances]);
  const stack = stacks.find((each) => each.seriesInstanceUid === series) ?? stacks[0];
  return { ...state, renew, stacks, stack, viewer, chooseSeries };
}

/** Series have numbers here: a description could tell. */
function named(instances: readonly TeachingInstance[]): Instance[] {
  const series = [...new Set(instances.map((each) => each.seriesInstanceUid))].sort();
  return instances.map((each) => ({ ...each, seriesDescription: `Series ${series.indexOf(each.seriesInstanceUid) + 1}` }));
}
