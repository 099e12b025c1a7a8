import type { Rota } from '../contract';
import { Field } from '../parts';

/** Time zones that this browser knows, for the lists; the server has the last word. */
export const zones: readonly string[] = Intl.supportedValuesOf('timeZone');

interface TextProps {
  readonly label: string;
  readonly value: string;
  readonly type?: 'text' | 'number' | 'time' | 'date' | 'datetime-local';
  readonly list?: string;
  readonly error?: string | undefined;
  readonly onChange: (value: string) => void;
}

export function TextField({ label, value, type = 'text', list, error, onChange }: TextProps) {
  return (
    <Field label={label} error={error}>
      {(id) => <input id={id} type={type} value={value} {...(list ? { list } : {})} onInput={(event) => onChange(event.currentTarget.value)} />}
    </Field>
  );
}

interface PersonProps {
  readonly label: string;
  readonly rota: Rota;
  readonly value: string | undefined;
  /** What it says where nobody may be chosen; without it somebody must be. */
  readonly none?: string;
  readonly error?: string | undefined;
  readonly onChange: (person: string | undefined) => void;
}

export function PersonSelect({ label, rota, value, none, error, onChange }: PersonProps) {
  return (
    <Field label={label} error={error}>
      {(id) => (
        <select id={id} value={value ?? ''} onChange={(event) => onChange(event.currentTarget.value || undefined)}>
          {(none !== undefined || !rota.persons.some((person) => person.id === value)) && <option value="">{none ?? 'choose'}</option>}
          {rota.persons.map((person) => <option key={person.id} value={person.id}>{person.name || person.id}</option>)}
        </select>
      )}
    </Field>
  );
}
