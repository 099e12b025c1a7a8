import { useEffect, useState } from 'preact/hooks';
import '../styles/teaching-release.css';
import { messageOf } from '../api/problem';
import { usePortal } from '../ui/portal';
import type { StudyTeaching } from './contract';
import { useLoaded } from './useLoaded';
import { difficultyWords, plural, reasonWords, topicWords } from './words';

/** On a signed study: releases it as a teaching case, says what became of it, takes it back. */
export function TeachingRelease({ studyId }: { readonly studyId: string }) {
  const { client } = usePortal();
  const path = `/api/studies/${encodeURIComponent(studyId)}/teaching`;
  const { value, error, reload } = useLoaded<StudyTeaching>(path);
  const [failure, setFailure] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const moving = value?.case?.state === 'requested' || value?.case?.state === 'withdrawing';
  useEffect(() => {
    if (!moving) return;
    const timer = setInterval(() => void reload(), 4_000);
    return () => clearInterval(timer);
  }, [moving, reload]);
  if (value === null) return error === null ? null : <p class="warn" role="alert">{messageOf(error)}</p>;
  if (!value.case && value.includes === undefined) return null;
  const act = (what: () => Promise<unknown>): void => {
    setBusy(true);
    setFailure(null);
    what().then(reload).catch(setFailure).finally(() => setBusy(false));
  };
  return (
    <section class="teaching-release">
      <h2>Teaching</h2>
      {value.case ? (
        <Standing standing={value.case} busy={busy} onWithdraw={() => act(() => client.delete(path))} />
      ) : (
        <Form teaching={value} busy={busy} onRelease={(body) => act(() => client.post(path, body))} />
      )}
      {failure !== null && <p class="warn" role="alert">{messageOf(failure)}</p>}
    </section>
  );
}

function Standing({ standing, busy, onWithdraw }: { readonly standing: NonNullable<StudyTeaching['case']>; readonly busy: boolean; readonly onWithdraw: () => void }) {
  const words = {
    requested: 'is being copied; learners see it within minutes',
    ready: `is read by learners: ${plural(standing.pictures, 'picture')}, ${topicWords(standing.topic).toLowerCase()}`,
    barred: `could not be made: ${reasonWords(standing.reason ?? '')}`,
    withdrawing: 'is being removed',
    withdrawn: 'is removed',
  }[standing.state];
  return (
    <>
      <p data-state={standing.state}>Case {standing.code} {words}.</p>
      {standing.state !== 'withdrawing' && <button type="button" disabled={busy} onClick={onWithdraw}>Take back</button>}
    </>
  );
}

interface FormProps {
  readonly teaching: StudyTeaching;
  readonly busy: boolean;
  readonly onRelease: (body: { includes: string; topic: string; difficulty: string; facesAgreed: boolean }) => void;
}

function Form({ teaching, busy, onRelease }: FormProps) {
  const { includes = 'negative' } = teaching;
  const [topic, setTopic] = useState('');
  const [difficulty, setDifficulty] = useState('introductory');
  const [agreed, setAgreed] = useState(false);
  const ready = topic !== '' && (agreed || !teaching.facesMayShow);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) onRelease({ includes, topic, difficulty, facesAgreed: agreed });
      }}
    >
      <p class="muted">
        A copy under new numbers and dates, without descriptions, reports or outlines. {includes === 'positive' ? 'What you signed is its answer.' : 'It becomes a case without a finding.'}
      </p>
      <label>
        Part of the body
        <select value={topic} onChange={(event) => setTopic(event.currentTarget.value)}>
          <option value="">Choose…</option>
          {teaching.topics.map((each) => <option key={each} value={each}>{topicWords(each)}</option>)}
        </select>
      </label>
      <label>
        Level
        <select value={difficulty} onChange={(event) => setDifficulty(event.currentTarget.value)}>
          {teaching.difficulties.map((each) => <option key={each} value={each}>{difficultyWords(each)}</option>)}
        </select>
      </label>
      {teaching.facesMayShow && (
        <label class="agree">
          <input type="checkbox" checked={agreed} onChange={(event) => setAgreed(event.currentTarget.checked)} />
          A face might be rebuilt from these pictures. I looked, and learners may see them.
        </label>
      )}
      <button type="submit" disabled={!ready || busy}>Release for teaching</button>
    </form>
  );
}
