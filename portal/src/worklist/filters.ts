import type { Study } from '../api/contract';
import { unsettled, urgencyHidden, urgencyLevel } from '../format/labels';

/** What part of the list is shown. All but the text stand in the address, which names no one; the text stays in memory. */
export interface Filters {
  readonly state: StateFilter | '';
  /** The lowest level shown. */
  readonly urgency: number;
  readonly modality: string;
  readonly clinic: string;
  readonly mine: boolean;
  readonly text: string;
}

export type StateFilter = 'ready' | 'alert' | 'running' | 'no-ai' | 'held' | 'incomplete';

export const noFilters: Filters = { state: '', urgency: 0, modality: '', clinic: '', mine: false, text: '' };

export const stateWords: Readonly<Record<StateFilter, string>> = {
  ready: 'Ready to read',
  alert: 'Alert not acknowledged',
  running: 'Still coming',
  'no-ai': 'No AI result',
  held: 'Held',
  incomplete: 'Incomplete',
};

const isState: Readonly<Record<StateFilter, (study: Study) => boolean>> = {
  ready: (study) => study.status === 'analysed' || study.status === 'not-applicable' || study.status === 'failed',
  alert: (study) => study.times.alertedAt !== undefined && study.times.acknowledgedAt === undefined,
  running: (study) => unsettled.has(study.status),
  'no-ai': (study) => study.status === 'not-applicable' || study.status === 'failed',
  held: (study) => study.status === 'held',
  incomplete: (study) => study.incomplete,
};

export function passes(study: Study, filters: Filters): boolean {
  const text = filters.text.trim().toLowerCase();
  return (
    (filters.state === '' || isState[filters.state](study)) &&
    // One whose urgency is withheld may be the most urgent of all: no filter hides it.
    (urgencyHidden(study) || urgencyLevel(study.urgency) >= filters.urgency) &&
    (filters.modality === '' || study.modality === filters.modality) &&
    (filters.clinic === '' || study.clinic === filters.clinic) &&
    (!filters.mine || study.readers?.some((reader) => reader.you) === true) &&
    (text === '' || study.code.toLowerCase().includes(text))
  );
}

export const isFiltering = (filters: Filters): boolean => JSON.stringify(filters) !== JSON.stringify(noFilters);

/** The filters of an address like `#/worklist?urgency=2&modality=MR`. */
export function filtersOf(hash: string): Filters {
  const query = new URLSearchParams(hash.split('?')[1] ?? '');
  const state = query.get('state') ?? '';
  const urgency = Number(query.get('urgency') ?? 0);
  return {
    ...noFilters,
    state: Object.hasOwn(isState, state) ? (state as StateFilter) : '',
    urgency: urgency >= 1 && urgency <= 3 ? Math.floor(urgency) : 0,
    modality: query.get('modality') ?? '',
    clinic: query.get('clinic') ?? '',
    mine: query.get('mine') === '1',
  };
}

export function addressOf(filters: Filters): string {
  const query = new URLSearchParams();
  if (filters.state !== '') query.set('state', filters.state);
  if (filters.urgency > 0) query.set('urgency', String(filters.urgency));
  if (filters.modality !== '') query.set('modality', filters.modality);
  if (filters.clinic !== '') query.set('clinic', filters.clinic);
  if (filters.mine) query.set('mine', '1');
  const text = query.toString();
  return text === '' ? '#/worklist' : `#/worklist?${text}`;
}

/** The values that occur, in order. */
export function valuesOf(studies: readonly Study[], member: 'modality' | 'clinic'): readonly string[] {
  return [...new Set(studies.map((study) => study[member]).filter((value): value is string => value !== undefined))].sort();
}
