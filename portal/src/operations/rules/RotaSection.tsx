import { useEffect, useState } from 'preact/hooks';
import { Problem } from '../../api/problem';
import { Failure } from '../../ui/Failure';
import { usePortal } from '../../ui/portal';
import type { Rota, RotaAnswer } from '../contract';
import { Awaited, ReasonDialog, SectionHead } from '../parts';
import { useLoaded } from '../useLoaded';
import { RotaEditor } from './RotaEditor';
import { RotaPreview } from './RotaPreview';

const pause = 400;

/** The rota: who can be called, who is on call when, and what that means for the next seven days. */
export function RotaSection() {
  const loaded = useLoaded<RotaAnswer>('/api/operations/rota');
  return (
    <>
      <SectionHead title="On call">Who is called when, first to last. Hours are those of clocks on the wall in their zone; see the guide for what quiet hours, levels and changes mean.</SectionHead>
      <Awaited loaded={loaded}>{(answer) => <RotaDesk key={loaded.etag} answer={answer} etag={loaded.etag ?? ''} onSaved={loaded.reload} />}</Awaited>
    </>
  );
}

function RotaDesk({ answer, etag, onSaved }: { readonly answer: RotaAnswer; readonly etag: string; readonly onSaved: () => void }) {
  const { client } = usePortal();
  const [rota, setRota] = useState<Rota>(answer.rota);
  const [preview, setPreview] = useState(answer.preview);
  const [problem, setProblem] = useState<unknown>(null);
  const [saving, setSaving] = useState(false);
  const changed = rota !== answer.rota;
  // The server says what is wrong and what it would mean, a moment after the last change.
  useEffect(() => {
    if (!changed) return;
    const timer = setTimeout(() => {
      client.post<RotaAnswer>('/api/operations/rota/preview', { rota }).then(
        ({ body }) => {
          setPreview(body.preview);
          setProblem(null);
        },
        setProblem,
      );
    }, pause);
    return () => clearTimeout(timer);
  }, [client, rota, changed]);
  const errors = problem instanceof Problem ? problem.errors : {};
  const faulty = problem !== null;
  const save = async (reason: string): Promise<void> => {
    await client.put('/api/operations/rota', { rota, reason }, etag);
    onSaved();
  };
  return (
    <>
      {!answer.stored && <p class="limits">No rota is stored: what you see holds nevertheless. Saving makes it a rota.</p>}
      <RotaEditor rota={rota} errors={errors} onChange={setRota} />
      {faulty && Object.keys(errors).length === 0 && <Failure error={problem} />}
      {Object.keys(errors).length > 0 && (
        <div class="failure errors" role="alert">
          <ul>{Object.entries(errors).map(([path, words]) => <li key={path}><b>{path.replace(/^rota\.?/, '') || 'rota'}</b> {words.join('; ')}</li>)}</ul>
        </div>
      )}
      <div class="acts save-bar">
        <button type="button" class="primary" disabled={!changed || faulty} onClick={() => setSaving(true)}>Save the rota</button>
        <button type="button" disabled={!changed} onClick={() => { setRota(answer.rota); setPreview(answer.preview); setProblem(null); }}>Undo all</button>
        <span class="muted" role="status">{changed ? (faulty ? 'Cannot be saved yet.' : 'Changed, not saved.') : ''}</span>
      </div>
      <RotaPreview spans={preview} tentative={changed} />
      {saving && (
        <ReasonDialog title="Save the rota" action="Save" onAct={save} onClose={() => setSaving(false)}>
          <p>From now on alerts call by it, those that are open too.</p>
        </ReasonDialog>
      )}
    </>
  );
}
