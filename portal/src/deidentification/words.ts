import type { AttributeCount } from '../api/contract';

/** What became of a value, as a reader cares about it. */
export type Fate = 'gone' | 'changed' | 'kept' | 'walked';

const fates: Readonly<Record<string, Fate>> = {
  removed: 'gone',
  emptied: 'gone',
  replaced: 'changed',
  cleaned: 'changed',
  dateShifted: 'changed',
  uidMapped: 'changed',
  computed: 'changed',
  kept: 'kept',
  walked: 'walked',
};

export const fateOf = ({ action }: Pick<AttributeCount, 'action'>): Fate => fates[action] ?? 'changed';

export const fateWords: Readonly<Record<Fate, string>> = { gone: 'taken out', changed: 'replaced or cleaned', kept: 'kept', walked: 'sequences looked into' };

const actions: Readonly<Record<string, string>> = {
  removed: 'Removed',
  emptied: 'Emptied',
  replaced: 'Replaced',
  cleaned: 'Cleaned of what is not known',
  dateShifted: 'Moved in time',
  uidMapped: 'Another UID',
  computed: 'Computed',
  kept: 'Kept',
  walked: 'Looked into',
};

const reasons: Readonly<Record<string, string>> = {
  table: 'PS3.15 table E.1-1',
  keepList: 'On the list of what stays',
  vr: 'Can hold no text or date',
  failedCheck: 'Not what it should be',
  unknownAttribute: 'In no dictionary',
  private: 'Private to a maker',
  bulk: 'Bulk data',
};

/** CID 7050. */
const options: Readonly<Record<string, string>> = {
  113100: 'Basic profile',
  113101: 'Pixels cleaned',
  113102: 'Faces cleaned',
  113103: 'Graphics cleaned',
  113104: 'Structured content cleaned',
  113105: 'Descriptions cleaned',
  113106: 'Dates kept',
  113107: 'Dates moved',
  113108: 'Patient characteristics kept',
  113109: 'Device kept',
  113110: 'UIDs kept',
  113111: 'Safe private attributes kept',
  113112: 'Institution kept',
};

const lookUp = (words: Readonly<Record<string, string>>, key: string): string => (Object.hasOwn(words, key) ? (words[key] ?? key) : key);

export const actionWords = (action: string): string => lookUp(actions, action);
export const reasonWords = (reason: string): string => lookUp(reasons, reason);
export const optionWords = (code: string): string => lookUp(options, code);

/** A keyword in words: PatientBirthDate is Patient Birth Date. */
export function attributeWords({ tag, keyword }: Pick<AttributeCount, 'tag' | 'keyword'>): string {
  if (tag === 'private') return 'Private attributes';
  if (tag === 'unknown') return 'Unknown attributes';
  return keyword === '' ? 'No name' : keyword.replace(/([a-z0-9])([A-Z])/g, '$1 $2').replace(/([A-Z])([A-Z][a-z])/g, '$1 $2');
}

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;

/** What was done to pixels, in one sentence. */
export function pixelWords(report: { readonly pixelInstances: number; readonly boxesBlanked: number; readonly markersKept: number }): string {
  if (report.pixelInstances === 0) return 'No image is of a kind that shows text; none was changed.';
  const looked = `The pixels of ${count(report.pixelInstances, 'image')} were checked`;
  const markers = report.markersKept > 0 ? `; ${count(report.markersKept, 'marker')} of side or position kept` : '';
  return `${looked}; ${report.boxesBlanked === 0 ? 'nothing had to go' : `${count(report.boxesBlanked, 'area')} blanked`}${markers}.`;
}

export function totals(attributes: readonly AttributeCount[]): Readonly<Record<Fate, number>> {
  const sums: Record<Fate, number> = { gone: 0, changed: 0, kept: 0, walked: 0 };
  for (const attribute of attributes) sums[fateOf(attribute)] += attribute.count;
  return sums;
}
