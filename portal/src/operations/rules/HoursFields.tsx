import type { Day, LocalHours } from '../contract';
import { TextField } from './fields';
import { put } from './put';

const days: readonly Day[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

interface HoursProps {
  readonly hours: LocalHours;
  /** Whether days and dates are asked for. */
  readonly dated: boolean;
  readonly errorOf: (member: string) => string | undefined;
  readonly onChange: (hours: LocalHours) => void;
}

/** Hours of the day in a zone; the end not after the beginning lies on the next day, the same is the whole day. */
export function HoursFields({ hours, dated, errorOf, onChange }: HoursProps) {
  const setDay = (day: Day, on: boolean): void => {
    const chosen = days.filter((each) => (each === day ? on : (hours.days ?? days).includes(each)));
    onChange(put(hours, 'days', chosen.length === days.length ? undefined : chosen));
  };
  return (
    <>
      <TextField label="From" type="time" value={hours.from} error={errorOf('from')} onChange={(from) => onChange({ ...hours, from })} />
      <TextField label="To" type="time" value={hours.to} error={errorOf('to')} onChange={(to) => onChange({ ...hours, to })} />
      <TextField label="Zone" list="zones" value={hours.zone} error={errorOf('zone')} onChange={(zone) => onChange({ ...hours, zone })} />
      {dated && (
        <>
          <fieldset class={errorOf('days') ? 'field-wrong' : ''}>
            <legend>Begins on</legend>
            {days.map((day) => (
              <label key={day} class="check">
                <input type="checkbox" checked={(hours.days ?? days).includes(day)} onChange={(event) => setDay(day, event.currentTarget.checked)} />
                {day}
              </label>
            ))}
            {errorOf('days') && <p class="field-error" role="alert">{errorOf('days')}</p>}
          </fieldset>
          <TextField label="First day (or none)" type="date" value={hours.firstDay ?? ''} error={errorOf('firstDay')} onChange={(value) => onChange(put(hours, 'firstDay', value || undefined))} />
          <TextField label="Last day (or none)" type="date" value={hours.lastDay ?? ''} error={errorOf('lastDay')} onChange={(value) => onChange(put(hours, 'lastDay', value || undefined))} />
        </>
      )}
    </>
  );
}
