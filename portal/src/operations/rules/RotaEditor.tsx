import type { ComponentChildren } from 'preact';
import type { Problem } from '../../api/problem';
import type { Channel, Rota, RotaOverride, RotaPerson, RotaShift } from '../contract';
import { HoursFields } from './HoursFields';
import { PersonSelect, TextField, zones } from './fields';
import { put } from './put';

const channels: readonly Channel[] = ['sms', 'email', 'webhook'];

interface EditorProps {
  readonly rota: Rota;
  readonly errors: Problem['errors'];
  readonly onChange: (rota: Rota) => void;
}

/** The rota as forms; a change makes another rota. */
export function RotaEditor({ rota, errors, onChange }: EditorProps) {
  const errorOf = (path: string): string | undefined => errors[`rota.${path}`]?.[0];
  const someone = rota.persons[0]?.id ?? '';
  return (
    <div class="editor">
      <datalist id="zones">{zones.map((zone) => <option key={zone} value={zone} />)}</datalist>
      <Rows
        title="Persons" what="person" items={rota.persons}
        fresh={{ id: `person-${rota.persons.length + 1}`, name: '', channels: ['sms'], phone: '' } as RotaPerson}
        onChange={(persons) => onChange({ ...rota, persons })}
      >
        {(person, change, index) => <PersonFields person={person} change={change} errorOf={(member) => errorOf(`persons[${index}].${member}`)} />}
      </Rows>
      <Rows
        title="Shifts" what="shift" items={rota.shifts}
        fresh={{ person: someone, level: 1, hours: { zone: zoneOfDesk(), from: '08:00', to: '20:00' } } as RotaShift}
        onChange={(shifts) => onChange({ ...rota, shifts })}
      >
        {(shift, change, index) => (
          <>
            <PersonSelect label="Person" rota={rota} value={shift.person} error={errorOf(`shifts[${index}].person`)} onChange={(person) => change({ ...shift, person: person ?? '' })} />
            <TextField label="Level (1 first)" type="number" value={String(shift.level)} error={errorOf(`shifts[${index}].level`)} onChange={(level) => change({ ...shift, level: Number(level) })} />
            <HoursFields hours={shift.hours} dated={true} errorOf={(member) => errorOf(`shifts[${index}].hours.${member}`)} onChange={(hours) => change({ ...shift, hours })} />
          </>
        )}
      </Rows>
      <Rows
        title="Changes for some time (holidays, exchanges, illness)" what="change" items={rota.overrides}
        fresh={{ zone: zoneOfDesk(), from: `${today()}T08:00`, to: `${today()}T20:00`, person: someone } as RotaOverride}
        onChange={(overrides) => onChange({ ...rota, overrides })}
      >
        {(override, change, index) => <OverrideFields rota={rota} override={override} change={change} errorOf={(member) => errorOf(member === '' ? `overrides[${index}]` : `overrides[${index}].${member}`)} />}
      </Rows>
      <section class="rows" aria-label="Fall-back">
        <h2>Fall-back</h2>
        <div class="row-fields">
          <PersonSelect label="Called last, and when nobody is on call" rota={rota} value={rota.fallback} error={errorOf('fallback')} none="nobody" onChange={(fallback) => onChange(put(rota, 'fallback', fallback))} />
        </div>
      </section>
    </div>
  );
}

interface RowsProps<T> {
  readonly title: string;
  readonly what: string;
  readonly items: readonly T[];
  readonly fresh: T;
  readonly onChange: (items: readonly T[]) => void;
  readonly children: (item: T, change: (item: T) => void, index: number) => ComponentChildren;
}

/** A list whose items are changed, moved, taken away and added. */
function Rows<T>({ title, what, items, fresh, onChange, children }: RowsProps<T>) {
  return (
    <section class="rows" aria-label={title}>
      <h2>{title}</h2>
      <ol>
        {items.map((item, index) => (
          <li key={index}>
            <div class="row-fields">{children(item, (next) => onChange(items.map((each, at) => (at === index ? next : each))), index)}</div>
            <button type="button" aria-label={`Remove ${what} ${index + 1}`} onClick={() => onChange(items.filter((_, at) => at !== index))}>Remove</button>
          </li>
        ))}
      </ol>
      <button type="button" onClick={() => onChange([...items, fresh])}>Add a {what}</button>
    </section>
  );
}

interface FieldsProps<T> {
  readonly change: (item: T) => void;
  readonly errorOf: (member: string) => string | undefined;
}

function PersonFields({ person, change, errorOf }: FieldsProps<RotaPerson> & { readonly person: RotaPerson }) {
  return (
    <>
      <TextField label="Id" value={person.id} error={errorOf('id')} onChange={(id) => change({ ...person, id })} />
      <TextField label="Name" value={person.name} error={errorOf('name')} onChange={(name) => change({ ...person, name })} />
      <TextField label="Phone (+ and digits)" value={person.phone ?? ''} error={errorOf('phone')} onChange={(phone) => change(put(person, 'phone', phone || undefined))} />
      <fieldset class={errorOf('channels') ? 'field-wrong' : ''}>
        <legend>Channels, tried in this order</legend>
        {channels.map((channel) => (
          <label key={channel} class="check">
            <input
              type="checkbox" checked={person.channels.includes(channel)}
              onChange={(event) => change({ ...person, channels: event.currentTarget.checked ? [...person.channels, channel] : person.channels.filter((each) => each !== channel) })}
            />
            {channel}
          </label>
        ))}
        {errorOf('channels') && <p class="field-error" role="alert">{errorOf('channels')}</p>}
      </fieldset>
      <fieldset>
        <legend>Quiet hours</legend>
        <label class="check">
          <input type="checkbox" checked={person.quietHours !== undefined} onChange={(event) => change(put(person, 'quietHours', event.currentTarget.checked ? { zone: zoneOfDesk(), from: '22:00', to: '07:00' } : undefined))} />
          called after those who have none
        </label>
        {person.quietHours && <HoursFields hours={person.quietHours} dated={false} errorOf={(member) => errorOf(`quietHours.${member}`)} onChange={(quietHours) => change({ ...person, quietHours })} />}
      </fieldset>
    </>
  );
}

function OverrideFields({ rota, override, change, errorOf }: FieldsProps<RotaOverride> & { readonly rota: Rota; readonly override: RotaOverride }) {
  return (
    <>
      <TextField label="From" type="datetime-local" value={override.from} error={errorOf('from')} onChange={(from) => change({ ...override, from })} />
      <TextField label="To" type="datetime-local" value={override.to} error={errorOf('to')} onChange={(to) => change({ ...override, to })} />
      <TextField label="Zone" list="zones" value={override.zone} error={errorOf('zone')} onChange={(zone) => change({ ...override, zone })} />
      <PersonSelect label="Away" rota={rota} value={override.replaces} none="nobody" error={errorOf('replaces') ?? errorOf('')} onChange={(replaces) => change(put(override, 'replaces', replaces))} />
      <PersonSelect label="Called instead" rota={rota} value={override.person} none="nobody" error={errorOf('person')} onChange={(person) => change(put(override, 'person', person))} />
    </>
  );
}

const zoneOfDesk = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;
const today = (): string => new Date().toISOString().slice(0, 10);
