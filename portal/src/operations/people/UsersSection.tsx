import { useState } from 'preact/hooks';
import { Problem } from '../../api/problem';
import { usePortal } from '../../ui/portal';
import type { Clinic, Principal } from '../contract';
import { Awaited, Field, ReasonDialog, SectionHead } from '../parts';
import { useLoaded } from '../useLoaded';

const machineRoles = ['clinic', 'radiologist', 'resident', 'operator'] as const;

/** Who is enrolled. Logins, passwords and a person's roles are the identity provider's. */
export function UsersSection() {
  const { client } = usePortal();
  const loaded = useLoaded<{ principals: readonly Principal[] }>('/api/operations/principals');
  const [edited, setEdited] = useState<Principal | 'new' | null>(null);
  const [removed, setRemoved] = useState<Principal | null>(null);
  const remove = async (principal: Principal, reason: string): Promise<void> => {
    await client.post(`/api/operations/principals/${encodeURIComponent(principal.subject)}/remove`, { reason }, principal.eTag);
    loaded.reload();
  };
  return (
    <>
      <SectionHead title="Users" acts={<button type="button" class="primary" onClick={() => setEdited('new')}>Enrol</button>}>
        Logins, passwords, second factors and a person’s roles are kept by the identity provider (Cognito on AWS): who leaves is switched off there. Here stands what it does not know: names, clinics, and what a machine may do.
      </SectionHead>
      <Awaited loaded={loaded}>
        {({ principals }) => principals.length === 0 ? <p class="empty">Nobody is enrolled yet.</p> : (
          <table class="wide">
            <thead><tr><th scope="col">Name</th><th scope="col">Subject</th><th scope="col">Kind</th><th scope="col">Clinic</th><th scope="col">Act</th></tr></thead>
            <tbody>
              {principals.map((principal) => (
                <tr key={principal.subject}>
                  <th scope="row">{principal.name}</th>
                  <td class="code">{principal.subject}</td>
                  <td>{principal.machineRoles.length > 0 ? `machine: ${principal.machineRoles.join(', ')}` : 'person'}</td>
                  <td>{principal.clinic ?? <span class="muted">none</span>}</td>
                  <td class="acts">
                    <button type="button" onClick={() => setEdited(principal)}>Change<span class="unseen"> {principal.name}</span></button>
                    <button type="button" onClick={() => setRemoved(principal)}>Remove<span class="unseen"> {principal.name}</span></button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Awaited>
      {edited !== null && <PrincipalDialog principal={edited === 'new' ? null : edited} onClose={() => setEdited(null)} onSaved={loaded.reload} />}
      {removed && (
        <ReasonDialog title={`Remove ${removed.name}`} action="Remove" onAct={(reason) => remove(removed, reason)} onClose={() => setRemoved(null)}>
          <p>{removed.machineRoles.length > 0 ? 'The machine can do nothing from then on.' : 'The person keeps the login, and belongs to no clinic from then on. Switch the login off at the identity provider.'}</p>
        </ReasonDialog>
      )}
    </>
  );
}

function PrincipalDialog({ principal, onClose, onSaved }: { readonly principal: Principal | null; readonly onClose: () => void; readonly onSaved: () => void }) {
  const { client } = usePortal();
  const clinics = useLoaded<{ clinics: readonly Clinic[] }>('/api/operations/clinics');
  const [subject, setSubject] = useState(principal?.subject ?? '');
  const [name, setName] = useState(principal?.name ?? '');
  const [clinic, setClinic] = useState(principal?.clinic ?? '');
  const [roles, setRoles] = useState<readonly string[]>(principal?.machineRoles ?? []);
  const [errors, setErrors] = useState<Problem['errors']>({});
  const save = async (reason: string): Promise<void> => {
    const body = { name, ...(clinic ? { clinic } : {}), machineRoles: roles, reason };
    try {
      if (principal) await client.put(`/api/operations/principals/${encodeURIComponent(principal.subject)}`, body, principal.eTag);
      else await client.post('/api/operations/principals', { ...body, subject });
      onSaved();
    } catch (failure) {
      setErrors(failure instanceof Problem ? failure.errors : {});
      throw failure;
    }
  };
  return (
    <ReasonDialog title={principal ? principal.name : 'Enrol a person or a machine'} action="Save" onAct={save} onClose={onClose}>
      {!principal && <Field label="Subject (the token’s sub; a machine’s client id)" error={errors['subject']?.[0]}>{(at) => <input id={at} required value={subject} onInput={(event) => setSubject(event.currentTarget.value)} />}</Field>}
      <Field label="Name" error={errors['name']?.[0]}>{(at) => <input id={at} required maxLength={80} value={name} onInput={(event) => setName(event.currentTarget.value)} />}</Field>
      <Field label="Clinic" error={errors['clinic']?.[0]}>
        {(at) => (
          <select id={at} value={clinic} onChange={(event) => setClinic(event.currentTarget.value)}>
            <option value="">none</option>
            {clinics.body?.clinics.map(({ id, name: words }) => <option key={id} value={id}>{words ?? id}</option>)}
          </select>
        )}
      </Field>
      <fieldset>
        <legend>Roles of a machine (none for a person)</legend>
        {machineRoles.map((role) => (
          <label key={role} class="check">
            <input type="checkbox" checked={roles.includes(role)} onChange={(event) => setRoles(event.currentTarget.checked ? [...roles, role] : roles.filter((each) => each !== role))} />
            {role}
          </label>
        ))}
        {errors['machineRoles'] && <p class="field-error" role="alert">{errors['machineRoles'][0]}</p>}
      </fieldset>
    </ReasonDialog>
  );
}
