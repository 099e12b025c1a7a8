import { useEffect, useRef, useState } from 'preact/hooks';

const usual = ['Normal anatomy', 'Artefact', 'Treated or known lesion', 'Outline in the wrong place'] as const;

/** A rejection teaches only with its reason. */
export function RejectForm({ onReject, onCancel }: { readonly onReject: (reason: string) => void; readonly onCancel: () => void }) {
  const [reason, setReason] = useState('');
  const form = useRef<HTMLFormElement>(null);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    input.current?.focus({ preventScroll: true });
    // The sign panel lies over the list's end: the whole form must stand above it.
    form.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <form
      ref={form}
      class="reject-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (reason.trim() !== '') onReject(reason.trim());
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        onCancel();
      }}
    >
      <label>
        Reason for rejecting
        <input ref={input} value={reason} maxLength={200} onInput={(event) => setReason(event.currentTarget.value)} />
      </label>
      <div class="suggestions">
        {usual.map((words) => (
          <button type="button" key={words} onClick={() => setReason(words)}>{words}</button>
        ))}
      </div>
      <div class="finding-acts">
        <button type="submit" class="reject" disabled={reason.trim() === ''}>Reject</button>
        <button type="button" onClick={onCancel}>Cancel</button>
      </div>
    </form>
  );
}
