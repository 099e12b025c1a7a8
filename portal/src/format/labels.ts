import type { FileState, HoldCode, Priority, Risk, Study, StudyStatus, UploadState } from '../api/contract';

export const urgencyWords = ['Routine', 'Soon', 'Urgent', 'Now'] as const;

export function urgencyLevel(urgency: number): 0 | 1 | 2 | 3 {
  return urgency >= 3 ? 3 : urgency >= 2 ? 2 : urgency >= 1 ? 1 : 0;
}

/**
 * The server says of a study whose AI is withheld only how urgently the clinic asked, and a higher urgency would tell what the
 * AI found. What was asked as urgently as can be hides nothing.
 */
export const urgencyHidden = (study: Pick<Study, 'urgency' | 'aiWithheld'>): boolean => study.aiWithheld === true && urgencyLevel(study.urgency) < 3;

export const hiddenUrgencyWords = 'It stands where it is to be read. How urgent it is could tell what the AI found, and is shown with it: take studies from the top.';

export const statusWords: Readonly<Record<StudyStatus, string>> = {
  receiving: 'Receiving',
  queued: 'Waiting for analysis',
  analysing: 'Being analysed',
  analysed: 'Ready to read',
  'not-applicable': 'Ready to read, no AI',
  failed: 'Analysis failed',
  held: 'Held for a person',
};

/** While the day's task time is spent, a study in line says so in its reason. */
export function stateWords(study: { readonly status: StudyStatus; readonly reason?: string }): string {
  return study.status === 'queued' && study.reason?.startsWith('paused-by-budget:') ? 'Paused by budget' : (statusWords[study.status] ?? study.status);
}

/** States in which a result is still to come. */
export const unsettled: ReadonlySet<StudyStatus> = new Set(['receiving', 'queued', 'analysing']);

/** What the AI says, in words that claim no more than it does: never "normal". */
export function riskWords(risk: Risk, model?: string): string {
  switch (risk) {
    case 'high':
      return 'High risk';
    case 'indeterminate':
      return 'Marked, below high risk';
    case 'no-finding':
      return `No finding by ${model ?? 'the AI'}`;
    case 'undetermined':
      return 'No AI result';
  }
}

const rank: Readonly<Record<Risk, number>> = { undetermined: 0, 'no-finding': 1, indeterminate: 2, high: 3 };

/** An earlier result version was worse than the current one: urgency stays with it. */
export function earlierWasWorse(study: Study): boolean {
  return rank[study.highestRisk] > rank[study.risk];
}

export const priorityWords: Readonly<Record<Priority, string>> = { routine: 'Routine', urgent: 'Urgent', stat: 'Stat' };

export const fileStateWords: Readonly<Record<FileState, string>> = {
  pending: 'Not yet arrived',
  accepted: 'Accepted',
  duplicate: 'Duplicate, already here',
  refused: 'Refused',
  held: 'Held for a person',
  expired: 'Never arrived',
  ignored: 'Nothing to read',
};

export const uploadStateWords: Readonly<Record<UploadState, string>> = {
  growing: 'receiving, more may follow',
  open: 'receiving',
  cancelling: 'being cancelled',
  closed: 'closed',
  cancelled: 'cancelled',
};

export const holdWords: Readonly<Record<HoldCode, string>> = {
  'pixel-risk': 'The picture may show a name',
  'identity-conflict': 'A known patient number with another name, birth date or sex',
  'study-conflict': 'The study is another patient’s',
  'instance-conflict': 'Other bytes under a known image',
};

/** A reason is a stable code, a colon and a sentence; people read the sentence. */
export function reasonSentence(reason: string): string {
  const match = /^[a-z0-9-]+:\s*(.+)$/s.exec(reason);
  return match?.[1] ?? reason;
}

/** A clinic's name, or while nobody has entered one its id. */
export const clinicWords = (study: Pick<Study, 'clinic' | 'clinicName'>): string => study.clinicName ?? study.clinic;

export function subject(study: Pick<Study, 'modality' | 'bodyPart'>): string {
  const part = study.bodyPart ? study.bodyPart.charAt(0) + study.bodyPart.slice(1).toLowerCase() : undefined;
  return [study.modality, part].filter(Boolean).join(' ') || 'Unknown kind';
}
