import { useEffect, useState } from 'preact/hooks';
import { messageOf } from './api/problem';
import type { LearningArea } from './learning/LearningArea';

/** The learner's pages, fetched when one is first opened. */
export function TeachingPage({ part }: { readonly part: string }) {
  const [area, setArea] = useState<{ readonly Area: typeof LearningArea } | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  useEffect(() => {
    import('./learning/LearningArea').then(
      ({ LearningArea: Area }) => setArea({ Area }),
      (error: unknown) => setFailure(messageOf(error)),
    );
  }, []);
  if (failure !== null) return <p class="loading" role="alert">The page cannot be loaded: {failure}</p>;
  return area === null ? <p class="loading">Loading…</p> : <area.Area part={part} />;
}
