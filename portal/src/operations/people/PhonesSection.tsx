import { useState } from 'preact/hooks';
import { ClockTime } from '../../ui/Elapsed';
import { Failure } from '../../ui/Failure';
import { usePortal } from '../../ui/portal';
import type { Channel, Phone } from '../contract';
import { Awaited, Field, SectionHead } from '../parts';
import { useLoaded } from '../useLoaded';

/** Whether those on the rota can be reached: a message with a code, and the code told back. */
export function PhonesSection() {
  const loaded = useLoaded<{ phones: readonly Phone[] }>('/api/operations/phones');
  return (
    <>
      <SectionHead title="Phones">
        A test message holds a code and nothing else. No channel proves that a message arrived: the person tells you the code, and you enter it. Numbers are changed under On call.
      </SectionHead>
      <Awaited loaded={loaded}>
        {({ phones }) => phones.length === 0 ? <p class="empty">Nobody is on the rota.</p> : (
          <ul class="cards">{phones.map((phone) => <PhoneCard key={phone.person} phone={phone} onChanged={loaded.reload} />)}</ul>
        )}
      </Awaited>
    </>
  );
}

function PhoneCard({ phone, onChanged }: { readonly phone: Phone; readonly onChanged: () => void }) {
  const { client } = usePortal();
  const [code, setCode] = useState('');
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const path = `/api/operations/phones/${encodeURIComponent(phone.person)}`;
  const run = (act: Promise<unknown>): void => {
    setBusy(true);
    act.then(
      () => {
        setError(null);
        setCode('');
        onChanged();
      },
      setError,
    ).finally(() => setBusy(false));
  };
  const test = phone.lastTest;
  const waits = test !== undefined && test.failure === undefined && test.confirmedAt === undefined;
  return (
    <li class="card" aria-label={phone.name}>
      <h2>{phone.name} <span class="code">{phone.person}</span></h2>
      <p>
        {test === undefined && <span class="muted">Never tested.</span>}
        {test?.failure !== undefined && <span class="pressing">By {test.channel}, <ClockTime at={test.sentAt} />: not handed over ({test.failure}).</span>}
        {waits && <>By {test.channel}, <ClockTime at={test.sentAt} />: sent, not confirmed yet.</>}
        {test?.confirmedAt !== undefined && <span class="good">By {test.channel}, <ClockTime at={test.sentAt} />: confirmed <ClockTime at={test.confirmedAt} />.</span>}
      </p>
      <div class="acts">
        {phone.channels.map((channel: Channel) => (
          <button key={channel} type="button" disabled={busy} onClick={() => run(client.post(`${path}/test`, { channel }))}>Test by {channel}</button>
        ))}
      </div>
      {waits && (
        <form
          class="acts"
          onSubmit={(event) => {
            event.preventDefault();
            run(client.post(`${path}/confirm`, { code }));
          }}
        >
          <Field label="Code that the person tells you">
            {(id) => <input id={id} inputMode="numeric" autocomplete="off" maxLength={6} value={code} onInput={(event) => setCode(event.currentTarget.value)} />}
          </Field>
          <button type="submit" class="primary" disabled={busy || code.length !== 6}>Confirm</button>
        </form>
      )}
      {error !== null && <Failure error={error} />}
    </li>
  );
}
