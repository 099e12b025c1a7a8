import { useState } from 'preact/hooks';

/** Words that are added to what is signed: every decision stands as it was taken. */
export function AddendumBox({ busy, onAdd }: { readonly busy: boolean; readonly onAdd: (text: string) => Promise<void> }) {
  const [text, setText] = useState('');
  const add = (): void => {
    void onAdd(text.trim()).then(() => setText(''));
  };
  return (
    <section class="sign">
      <h2><label for="addendum">Addendum</label></h2>
      <textarea
        id="addendum"
        rows={2}
        maxLength={4000}
        placeholder="What is to be added to the signed report"
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
      />
      <button type="button" disabled={busy || text.trim() === ''} onClick={add}>Sign the addendum</button>
    </section>
  );
}
