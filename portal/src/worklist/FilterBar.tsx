import type { RefObject } from 'preact';
import type { Study } from '../api/contract';
import { clinicWords, urgencyWords } from '../format/labels';
import { isFiltering, noFilters, stateWords, valuesOf, type Filters, type StateFilter } from './filters';

interface FilterBarProps {
  readonly studies: readonly Study[];
  readonly shown: number;
  readonly filters: Filters;
  readonly onChange: (filters: Filters) => void;
  readonly textRef: RefObject<HTMLInputElement | null>;
}

export function FilterBar({ studies, shown, filters, onChange, textRef }: FilterBarProps) {
  const choose = (change: Partial<Filters>): void => onChange({ ...filters, ...change });
  return (
    <form class="filters" role="search" aria-label="Filter the worklist" onSubmit={(event) => event.preventDefault()}>
      <label>
        Code
        <input
          ref={textRef}
          type="search"
          value={filters.text}
          maxLength={12}
          autocomplete="off"
          spellcheck={false}
          onInput={(event) => choose({ text: event.currentTarget.value })}
          onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
        />
        <kbd aria-hidden="true">/</kbd>
      </label>
      <label>
        State
        <select value={filters.state} onChange={(event) => choose({ state: event.currentTarget.value as StateFilter | '' })}>
          <option value="">All</option>
          {Object.entries(stateWords).map(([state, words]) => <option key={state} value={state}>{words}</option>)}
        </select>
      </label>
      <label>
        Urgency
        <select value={String(filters.urgency)} onChange={(event) => choose({ urgency: Number(event.currentTarget.value) })}>
          <option value="0">All</option>
          {[1, 2, 3].map((level) => <option key={level} value={String(level)}>{urgencyWords[level]}{level < 3 && ' or more'}</option>)}
        </select>
      </label>
      <Choice words="Modality" value={filters.modality} values={valuesOf(studies, 'modality')} onChoose={(modality) => choose({ modality })} />
      <Choice words="Clinic" value={filters.clinic} values={valuesOf(studies, 'clinic')} wordsOf={(id) => clinicWords(studies.find((study) => study.clinic === id) ?? { clinic: id })} onChoose={(clinic) => choose({ clinic })} />
      <label class="check">
        <input type="checkbox" checked={filters.mine} onChange={(event) => choose({ mine: event.currentTarget.checked })} />
        Open at my desk
      </label>
      {isFiltering(filters) && (
        <p class="filtered" role="status">
          {shown} of {studies.length} shown <button type="button" onClick={() => onChange(noFilters)}>Show all</button>
        </p>
      )}
    </form>
  );
}

interface ChoiceProps {
  readonly words: string;
  readonly value: string;
  readonly values: readonly string[];
  readonly wordsOf?: (value: string) => string;
  readonly onChoose: (value: string) => void;
}

/** A value that no study has any more stays a choice: else the list would be empty and not say why. */
function Choice({ words, value, values, wordsOf = (each) => each, onChoose }: ChoiceProps) {
  const all = value === '' || values.includes(value) ? values : [...values, value];
  return (
    <label>
      {words}
      <select value={value} onChange={(event) => onChoose(event.currentTarget.value)}>
        <option value="">All</option>
        {all.map((each) => <option key={each} value={each}>{wordsOf(each)}</option>)}
      </select>
    </label>
  );
}
