import type { Study } from '../api/contract';
import { hiddenUrgencyWords, priorityWords, urgencyHidden, urgencyLevel, urgencyWords } from '../format/labels';

/** Shape, word and colour say the same, so that any one of them suffices. */
const shapes = [
  <circle cx="10" cy="10" r="7" fill="none" stroke="currentColor" stroke-width="2" />,
  <path d="M10 2.5 17.5 10 10 17.5 2.5 10Z" fill="none" stroke="currentColor" stroke-width="2.2" />,
  <path d="M10 1.5 18.5 10 10 18.5 1.5 10Z" fill="currentColor" />,
  <path d="M10 1.2 19.4 18.2H.6Z" fill="currentColor" />,
] as const;

/** @param study what the server withholds is not guessed at: such a study says only what was asked for */
export function UrgencyMark({ study }: { readonly study: Pick<Study, 'urgency' | 'aiWithheld' | 'priority'> }) {
  if (urgencyHidden(study))
    return (
      <span class="urgency urgency-hidden" title={hiddenUrgencyWords}>
        <svg viewBox="0 0 20 20" aria-hidden="true">
          <circle cx="10" cy="10" r="7.5" fill="none" stroke="currentColor" stroke-width="2" stroke-dasharray="3 2.6" />
        </svg>
        <span>
          In its place
          <span class="second">asked: {priorityWords[study.priority].toLowerCase()}</span>
        </span>
      </span>
    );
  const level = urgencyLevel(study.urgency);
  return (
    <span class={`urgency urgency-${level}`}>
      <svg viewBox="0 0 20 20" aria-hidden="true">
        {shapes[level]}
        {level === 3 && <path class="urgency-bang" d="M10 6.4v6M10 14.4v1.6" stroke-width="2.2" />}
      </svg>
      {urgencyWords[level]}
    </span>
  );
}
