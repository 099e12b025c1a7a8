import { useState } from 'preact/hooks';
import { ClockTime } from '../ui/Elapsed';
import { Failure } from '../ui/Failure';
import { usePortal } from '../ui/portal';
import { usePolling } from '../worklist/poll';
import type { Erasure } from './contract';
import { useAct } from './useAct';
import { erasureWords, save, shortOf } from './words';

/** Every erasure there was, the newest first. */
export function ErasureList({ onChanged }: { readonly onChanged: () => void }) {
  const { client } = usePortal();
  const polled = usePolling<{ erasures: readonly Erasure[] }>(client, '/api/erasures', 5000);
  const erasures = polled.body?.erasures;
  return (
    <section class="erasures" aria-label="Erasures">
      <h2>Erasures</h2>
      {polled.error !== null && <Failure error={polled.error} />}
      {erasures?.length === 0 && <p class="empty">Nobody was erased.</p>}
      <ol>
        {erasures?.map((erasure) => <li key={erasure.id}><ErasureCard erasure={erasure} onChanged={onChanged} /></li>)}
      </ol>
    </section>
  );
}

function ErasureCard({ erasure, onChanged }: { readonly erasure: Erasure; readonly onChanged: () => void }) {
  const { client } = usePortal();
  const { busy, error, act } = useAct();
  const [code, setCode] = useState('');
  const { counts } = erasure;
  const early = erasure.confirmableAt !== undefined && Date.parse(erasure.confirmableAt) > Date.now();
  return (
    <article class="card erasure">
      <p class="erasure-head">
        <b class="code">{erasure.code}</b>
        <span class={`erasure-${erasure.state}`}>{erasureWords[erasure.state]}</span>
        <span>{erasure.clinic}</span>
        <span class="code">{erasure.tokens.map(shortOf).join(' ')}</span>
      </p>
      <p class="muted">
        Asked for by {erasure.requestedBy}, <ClockTime at={erasure.requestedAt} />: {erasure.legalBasis}; {erasure.reason}{erasure.force && `; although: ${erasure.force}`}
        {erasure.confirmedBy && erasure.confirmedAt && <>. Confirmed by {erasure.confirmedBy}, <ClockTime at={erasure.confirmedAt} /></>}
        {erasure.finishedAt && <>. Nothing left: <ClockTime at={erasure.finishedAt} /></>}
      </p>
      {erasure.state !== 'requested' && erasure.state !== 'withdrawn' && (
        <p class="muted numeric">{counts.studies || 'Some'} studies, {counts.versions} versions of objects, {counts.files} files, {counts.rows} rows, {counts.vaultItems} items of the vault</p>
      )}
      {error !== null && <Failure error={error} />}
      {erasure.state === 'requested' && (
        <form onSubmit={(event) => {
          event.preventDefault();
          act(async () => {
            await client.post<Erasure>(`/api/erasures/${erasure.id}/confirm`, { code: code.trim() });
            onChanged();
          });
        }}>
          {early
            ? <p>You asked for it: another operator confirms it, or you from <ClockTime at={erasure.confirmableAt ?? ''} /> on.</p>
            : <label>Type {erasure.code} to confirm<input value={code} onInput={(event) => setCode(event.currentTarget.value)} autocomplete="off" /></label>}
          <div class="erasure-acts">
            {!early && <button type="submit" class="danger" disabled={busy || code.trim().toUpperCase() !== erasure.code}>Erase for good</button>}
            <button type="button" disabled={busy} onClick={() => act(async () => {
              await client.post<Erasure>(`/api/erasures/${erasure.id}/withdraw`, { reason: 'withdrawn in the portal' });
              onChanged();
            })}>Withdraw</button>
          </div>
        </form>
      )}
      {(erasure.state === 'confirmed' || erasure.state === 'done') && (
        <div class="erasure-acts">
          <button type="button" disabled={busy} onClick={() => act(async () => save(await client.text(`/api/erasures/${erasure.id}/certificate`), `erasure-${erasure.code}.txt`))}>Save the certificate</button>
        </div>
      )}
    </article>
  );
}
