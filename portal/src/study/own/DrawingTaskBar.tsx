import { useEffect, useRef } from 'preact/hooks';
import type { FindingCode } from '../../api/contract';
import { usePortal } from '../../ui/portal';
import type { FindingDrawing } from './useFindingDrawing';
import { useFindingCodes } from './useFindingCodes';

/** What the pen is drawing, what it is to be called, and save. */
export function DrawingTaskBar({ own, busy }: { readonly own: FindingDrawing; readonly busy: boolean }) {
  const { task, obstacle } = own;
  if (!task) return null;
  return (
    <form
      class="task-bar"
      aria-label="What is drawn"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void own.save();
      }}
    >
      {task.kind === 'amend' ? <strong>Amend: {task.finding.label}</strong> : <OwnFields own={own} label={task.label} code={task.code} />}
      <button type="submit" class="primary" disabled={obstacle !== null || busy}>Save {task.kind === 'amend' ? 'amended outline' : 'finding'}</button>
      <button type="button" onClick={own.leave}>Cancel</button>
      <span class="muted" role="status">{obstacle ?? ''}</span>
    </form>
  );
}

function OwnFields({ own, label, code }: { readonly own: FindingDrawing; readonly label: string; readonly code: FindingCode | null }) {
  const { client } = usePortal();
  const codes = useFindingCodes(client);
  const select = useRef<HTMLSelectElement>(null);
  useEffect(() => select.current?.blur(), []);
  const choose = (value: string): void => {
    const chosen = codes.find((each) => each.value === value) ?? null;
    // A name that nobody wrote follows the code.
    const isOurs = label === '' || codes.some(({ meaning }) => capital(meaning) === label);
    own.describe(isOurs && chosen ? capital(chosen.meaning) : label, chosen);
    select.current?.blur();
  };
  return (
    <>
      <label>
        What it is
        <select ref={select} value={code?.value ?? ''} onChange={(event) => choose(event.currentTarget.value)}>
          <option value="" disabled>Choose…</option>
          {codes.map(({ value, meaning }) => (
            <option key={value} value={value}>{capital(meaning)}</option>
          ))}
        </select>
      </label>
      <label>
        Name in the report
        <input type="text" maxLength={56} value={label} onInput={(event) => own.describe(event.currentTarget.value, code)} />
      </label>
    </>
  );
}

const capital = (words: string): string => words.slice(0, 1).toUpperCase() + words.slice(1);
