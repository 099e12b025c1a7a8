import type { Communication, CommunicationMeans, StudyDetail } from '../api/contract';

/** Who was told, as it is being filled in. */
export interface CommunicationDraft {
  /** Undefined until the signer chooses: nothing is taken for granted. */
  readonly done: boolean | undefined;
  readonly told: string;
  readonly means: CommunicationMeans;
  readonly minutesAgo: number;
  readonly readBack: boolean | undefined;
}

export const emptyDraft: CommunicationDraft = { done: undefined, told: '', means: 'phone', minutesAgo: 0, readBack: undefined };

export const meansWords: Readonly<Record<CommunicationMeans, string>> = { phone: 'by telephone', 'in-person': 'in person', message: 'by message' };

/** What is missing in words; null where nothing is. */
export function gapOf(draft: CommunicationDraft): string | null {
  if (draft.done === undefined) return 'Say whether somebody was told.';
  if (!draft.done) return null;
  if (draft.told.trim() === '') return 'Say who was told.';
  if (!(draft.minutesAgo >= 0)) return 'Say how many minutes ago.';
  return draft.readBack === undefined ? 'Say whether it was read back.' : null;
}

/** Null where nobody was told yet. */
export function communicationOf(draft: CommunicationDraft, now: number): Communication | null {
  if (!draft.done) return null;
  return { told: draft.told.trim(), means: draft.means, at: new Date(now - draft.minutesAgo * 60_000).toISOString(), readBack: draft.readBack === true };
}

export interface Standing {
  readonly id: string;
  readonly label: string;
  /** Critical whatever the signer says of it. */
  readonly highRisk: boolean;
}

/** The findings that would be signed: the model's as accepted or amended, and the reader's own. */
export function standingOf({ result, review }: StudyDetail): readonly Standing[] {
  const rejected = new Set(review.decisions.filter((decision) => decision.decision === 'reject').map((decision) => decision.findingId));
  const decided = new Set(review.decisions.map((decision) => decision.findingId));
  return [
    ...(result?.findings ?? []).filter((finding) => decided.has(finding.id) && !rejected.has(finding.id)).map(({ id, label, highRisk }) => ({ id, label, highRisk })),
    ...(review.ownFindings ?? []).map(({ id, label }) => ({ id, label, highRisk: false })),
  ];
}
