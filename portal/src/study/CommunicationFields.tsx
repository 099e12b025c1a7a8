import type { CommunicationMeans } from '../api/contract';
import { meansWords, type CommunicationDraft } from './communication';

interface CommunicationFieldsProps {
  readonly draft: CommunicationDraft;
  readonly onChange: (draft: CommunicationDraft) => void;
  /** A signature may say that nobody was told yet; what is noted later may not. */
  readonly mayWait: boolean;
}

/** Who was told, how, when, and whether it was read back. */
export function CommunicationFields({ draft, onChange, mayWait }: CommunicationFieldsProps) {
  const change = (part: Partial<CommunicationDraft>): void => onChange({ ...draft, ...part });
  return (
    <div class="communication">
      {mayWait && (
        <fieldset>
          <legend>Was somebody told who treats the patient?</legend>
          <label><input type="radio" name="told" checked={draft.done === true} onChange={() => change({ done: true })} /> Yes</label>
          <label><input type="radio" name="told" checked={draft.done === false} onChange={() => change({ done: false })} /> Not yet: it stays on the list until it is done</label>
        </fieldset>
      )}
      {draft.done && (
        <>
          <label class="field">
            Who was told (a colleague, never the patient’s name)
            <input value={draft.told} maxLength={200} autocomplete="off" onInput={(event) => change({ told: event.currentTarget.value })} />
          </label>
          <div class="communication-row">
            <label class="field">
              How
              <select value={draft.means} onChange={(event) => change({ means: event.currentTarget.value as CommunicationMeans })}>
                {Object.entries(meansWords).map(([means, words]) => <option key={means} value={means}>{words}</option>)}
              </select>
            </label>
            <label class="field">
              Minutes ago
              <input type="number" min={0} max={1440} value={String(draft.minutesAgo)} onInput={(event) => change({ minutesAgo: event.currentTarget.valueAsNumber })} />
            </label>
          </div>
          <fieldset>
            <legend>Was it read back?</legend>
            <label><input type="radio" name="read-back" checked={draft.readBack === true} onChange={() => change({ readBack: true })} /> Yes</label>
            <label><input type="radio" name="read-back" checked={draft.readBack === false} onChange={() => change({ readBack: false })} /> No</label>
          </fieldset>
        </>
      )}
    </div>
  );
}
