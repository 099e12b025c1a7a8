import type { Study, StudyTimes } from '../api/contract';
import { elapsed } from '../format/time';
import { ClockTime } from '../ui/Elapsed';

const stages: readonly (readonly [keyof StudyTimes, string])[] = [
  ['receivedAt', 'First image received'],
  ['completeAt', 'Complete'],
  ['launchedAt', 'Analysis launched'],
  ['analysisStartedAt', 'Analysis started'],
  ['analysedAt', 'Result stored'],
  ['alertedAt', 'Alert sent'],
  ['acknowledgedAt', 'Alert acknowledged'],
  ['signedAt', 'Signed'],
];

/** When each stage was reached, and how long after the first image. */
export function Timeline({ study, folded = false }: { readonly study: Study; readonly folded?: boolean }) {
  const start = Date.parse(study.times.receivedAt);
  const list = (
    <ol class="timeline">
      {stages.map(([stage, words]) => {
        const at = study.times[stage];
        return (
          <li key={stage} class={at ? 'reached' : 'open'}>
            <span>{words}</span>
            {at ? <ClockTime at={at} /> : <span class="muted">{stage === 'launchedAt' && study.times.analysisStartedAt ? 'taken by a running task' : '–'}</span>}
            <span class="numeric muted">{at && stage !== 'receivedAt' ? `+${elapsed(Date.parse(at) - start)}` : ''}</span>
          </li>
        );
      })}
    </ol>
  );
  if (!folded)
    return (
      <section class="timeline-page">
        <h2>Timeline</h2>
        {list}
        <p class="muted">Images are shown to radiologists only.</p>
      </section>
    );
  return (
    <details class="timeline-fold">
      <summary>Timeline</summary>
      {list}
    </details>
  );
}
