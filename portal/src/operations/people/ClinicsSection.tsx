import { useState } from 'preact/hooks';
import { Problem } from '../../api/problem';
import { usePortal } from '../../ui/portal';
import type { AiDisplay, Clinic } from '../contract';
import { Awaited, Field, ReasonDialog, SectionHead } from '../parts';
import { useLoaded } from '../useLoaded';
import { displayWords } from '../words';

const displays: readonly AiDisplay[] = ['first', 'on-demand', 'after-own-read'];

/** Clinics: names, when their readers see the AI, machines. */
export function ClinicsSection() {
  const loaded = useLoaded<{ clinics: readonly Clinic[] }>('/api/operations/clinics');
  const [edited, setEdited] = useState<Clinic | 'new' | null>(null);
  return (
    <>
      <SectionHead title="Clinics" acts={<button type="button" class="primary" onClick={() => setEdited('new')}>Add a clinic</button>}>
        A clinic’s id stands in its studies’ keys and never changes. When readers see the AI is recorded with each read.
      </SectionHead>
      <Awaited loaded={loaded}>
        {({ clinics }) => clinics.length === 0 ? <p class="empty">No clinic is entered yet.</p> : (
          <table class="wide">
            <thead><tr><th scope="col">Clinic</th><th scope="col">Id</th><th scope="col">Readers see the AI</th><th scope="col">People</th><th scope="col">Machines</th><th scope="col">Act</th></tr></thead>
            <tbody>
              {clinics.map((clinic) => (
                <tr key={clinic.id}>
                  <th scope="row">{clinic.name ?? <span class="muted">no name yet</span>}</th>
                  <td class="code">{clinic.id}</td>
                  <td>{displayWords[clinic.aiDisplay]}</td>
                  <td class="number">{clinic.people}</td>
                  <td>{clinic.machines.map(({ subject, name }) => <div key={subject}>{name} <span class="code">{subject}</span></div>)}</td>
                  <td><button type="button" onClick={() => setEdited(clinic)}>{clinic.name ? 'Change' : 'Name it'}<span class="unseen"> {clinic.id}</span></button></td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Awaited>
      {edited !== null && <ClinicDialog clinic={edited === 'new' ? null : edited} onClose={() => setEdited(null)} onSaved={loaded.reload} />}
    </>
  );
}

function ClinicDialog({ clinic, onClose, onSaved }: { readonly clinic: Clinic | null; readonly onClose: () => void; readonly onSaved: () => void }) {
  const { client } = usePortal();
  const [id, setId] = useState(clinic?.id ?? '');
  const [name, setName] = useState(clinic?.name ?? '');
  const [aiDisplay, setDisplay] = useState<AiDisplay>(clinic?.aiDisplay ?? 'first');
  const [errors, setErrors] = useState<Problem['errors']>({});
  const save = async (reason: string): Promise<void> => {
    try {
      if (clinic?.eTag) await client.put(`/api/operations/clinics/${encodeURIComponent(clinic.id)}`, { name, aiDisplay, reason }, clinic.eTag);
      else await client.post('/api/operations/clinics', { id, name, aiDisplay, reason });
      onSaved();
    } catch (failure) {
      setErrors(failure instanceof Problem ? failure.errors : {});
      throw failure;
    }
  };
  return (
    <ReasonDialog title={clinic ? `Clinic ${clinic.id}` : 'Add a clinic'} action="Save" onAct={save} onClose={onClose}>
      {!clinic && <Field label="Id (3 to 24 of a-z, 0-9 and hyphen)" error={errors['id']?.[0]}>{(at) => <input id={at} required value={id} onInput={(event) => setId(event.currentTarget.value)} />}</Field>}
      <Field label="Name" error={errors['name']?.[0]}>{(at) => <input id={at} required maxLength={80} value={name} onInput={(event) => setName(event.currentTarget.value)} />}</Field>
      <Field label="Readers see the AI" error={errors['aiDisplay']?.[0]}>
        {(at) => (
          <select id={at} value={aiDisplay} onChange={(event) => setDisplay(event.currentTarget.value as AiDisplay)}>
            {displays.map((display) => <option key={display} value={display}>{displayWords[display]}</option>)}
          </select>
        )}
      </Field>
    </ReasonDialog>
  );
}
