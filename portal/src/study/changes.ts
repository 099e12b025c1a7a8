import type { StudyDetail } from '../api/contract';
import { unsettled } from '../format/labels';

/**
 * True where a reader who has begun to decide must look again: another result version, other images, another person's
 * decision or signature. Times that a program notes (an alert sent, say) are no such change.
 */
export function changedForReader(seen: StudyDetail, current: StudyDetail): boolean {
  if (unsettled.has(seen.study.status)) return false;
  return (
    seen.study.resultAttempt !== current.study.resultAttempt ||
    seen.study.status !== current.study.status ||
    seen.instances.length !== current.instances.length ||
    JSON.stringify(seen.review) !== JSON.stringify(current.review)
  );
}

/** True where a person has signed the result in view. A later result opens the next round, which ends in an addendum. */
export function isSigned({ study, review }: StudyDetail): boolean {
  return review.signatures.some((signature) => signature.resultAttempt === study.resultAttempt);
}

/** What keeps the study from being signed, in words; null where nothing does. */
export function obstacleToSigning(detail: StudyDetail): string | null {
  const { status } = detail.study;
  if (unsettled.has(status)) return 'The analysis is still running.';
  if (status === 'held') return 'The study is held for a person to decide.';
  if (detail.study.aiWithheld) return 'Ask to be shown what the AI found first.';
  const decided = new Set(detail.review.decisions.map((decision) => decision.findingId));
  const open = (detail.result?.findings ?? []).filter((finding) => !decided.has(finding.id)).length;
  if (open > 0) return open === 1 ? 'One finding is not decided yet.' : `${open} findings are not decided yet.`;
  return null;
}
