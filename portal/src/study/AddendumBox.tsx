import { useState } from 'preact/hooks';
import { usePassword } from './usePassword';

interface AddendumBoxProps {
  readonly busy: boolean;
  /** Resolves to why nothing was signed, or null. */
  readonly onAdd: (text: string) => Promise<unknown>;
}

/** Words that are added to what is signed: every decision stands as it was taken. */
export function AddendumBox({ busy, onAdd }: AddendumBoxProps) {
  const [text, setText] = useState('');
  const { send, step } = usePassword(() => onAdd(text.trim()), 'Log in again and sign', (done) => done && setText(''));
  return (
    <section class="sign sign-later">
      <h2><label for="addendum">Addendum</label></h2>
      <textarea
        id="addendum"
        rows={2}
        maxLength={4000}
        placeholder="What is to be added to the signed report"
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
      />
      {step || <button type="button" disabled={busy || text.trim() === ''} onClick={send}>Sign the addendum</button>}
    </section>
  );
}
