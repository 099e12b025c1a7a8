import { useState } from 'preact/hooks';
import { Problem } from '../../api/problem';
import { Failure } from '../../ui/Failure';
import { usePortal } from '../../ui/portal';
import type { PolicyAnswer, PolicyRule, PolicyTrial } from '../contract';
import { Awaited, Field, ReasonDialog, SectionHead, StudyLink } from '../parts';
import { useLoaded } from '../useLoaded';

/** Which results call somebody: the rules as they hold, and a document to change and to try. */
export function PolicySection() {
  const loaded = useLoaded<PolicyAnswer>('/api/operations/policy');
  return (
    <>
      <SectionHead title="Triage policy">The first rule that matches a result decides. A policy that might silence a current study at high risk is refused, and no stored one can.</SectionHead>
      <Awaited loaded={loaded}>{(answer) => <PolicyDesk key={loaded.etag} answer={answer} etag={loaded.etag ?? ''} onSaved={loaded.reload} />}</Awaited>
    </>
  );
}

function PolicyDesk({ answer, etag, onSaved }: { readonly answer: PolicyAnswer; readonly etag: string; readonly onSaved: () => void }) {
  const { client } = usePortal();
  const [text, setText] = useState(() => JSON.stringify(answer.policy, null, 2));
  const [trials, setTrials] = useState<readonly PolicyTrial[] | null>(null);
  const [tried, setTried] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [saving, setSaving] = useState(false);
  const attempt = (): void => {
    Promise.resolve()
      .then(() => client.post<{ studies: readonly PolicyTrial[] }>('/api/operations/policy/preview', { policy: parsed(text) }))
      .then(
        ({ body }) => {
          setTrials(body.studies);
          setTried(text);
          setError(null);
        },
        (failure: unknown) => {
          setTrials(null);
          setTried(null);
          setError(failure);
        },
      );
  };
  const save = async (reason: string): Promise<void> => {
    await client.put('/api/operations/policy', { policy: parsed(text), reason }, etag);
    onSaved();
  };
  const errors = error instanceof Problem ? Object.entries(error.errors) : [];
  return (
    <>
      <RuleTable rules={answer.policy.rules} stored={answer.stored} />
      <section class="block" aria-label="Change the policy">
        <h2>Change</h2>
        <Field label="The policy as a document (docs/alerts.md says what each member means)">
          {(id) => <textarea id={id} class="document" rows={16} spellcheck={false} value={text} onInput={(event) => setText(event.currentTarget.value)} />}
        </Field>
        {errors.length > 0 ? (
          <div class="failure errors" role="alert"><ul>{errors.map(([path, words]) => <li key={path}><b>{path.replace(/^policy\.?/, '') || 'policy'}</b> {words.join('; ')}</li>)}</ul></div>
        ) : error !== null && <Failure error={error} />}
        <div class="acts save-bar">
          <button type="button" onClick={attempt}>Try on the open studies</button>
          <button type="button" class="primary" disabled={tried !== text} onClick={() => setSaving(true)}>Save the policy</button>
          <span class="muted">{tried === text ? '' : 'A policy is tried before it is saved.'}</span>
        </div>
        {trials && <TrialTable trials={trials} />}
      </section>
      {saving && (
        <ReasonDialog title="Save the policy" action="Save" onAct={save} onClose={() => setSaving(false)}>
          <p>Results from now on are decided by it; alerts that are open stay as they are.</p>
        </ReasonDialog>
      )}
    </>
  );
}

function RuleTable({ rules, stored }: { readonly rules: readonly PolicyRule[]; readonly stored: boolean }) {
  return (
    <table class="wide">
      <caption>{stored ? 'The rules as they hold' : 'The standard rules hold: none of your own is stored'}</caption>
      <thead><tr><th scope="col">Rule</th><th scope="col">When</th><th scope="col">Then</th></tr></thead>
      <tbody>
        {rules.map((rule) => (
          <tr key={rule.name}>
            <th scope="row">{rule.name}</th>
            <td>{Object.entries(rule.when).length === 0 ? <span class="muted">everything else</span> : Object.entries(rule.when).map(([member, value]) => <div key={member}><span class="muted">{member}</span> {typeof value === 'object' && !Array.isArray(value) ? JSON.stringify(value) : String(value).replaceAll(',', ', ')}</div>)}</td>
            <td>{rule.then === 'alert' ? <b>somebody is called</b> : 'recorded'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function TrialTable({ trials }: { readonly trials: readonly PolicyTrial[] }) {
  const changed = trials.filter(({ now, then }) => now.calls !== then.calls);
  return (
    <>
      <p role="status">Tried on {trials.length} open studies with a result: {changed.length === 0 ? 'none would be decided otherwise.' : `${changed.filter(({ then }) => then.calls).length} more would call somebody, ${changed.filter(({ then }) => !then.calls).length} would no longer.`}</p>
      {trials.length > 0 && (
        <table class="wide">
          <thead><tr><th scope="col">Study</th><th scope="col">Modality</th><th scope="col">Result</th><th scope="col">Now</th><th scope="col">With the change</th></tr></thead>
          <tbody>
            {[...changed, ...trials.filter((trial) => !changed.includes(trial))].map((trial) => (
              <tr key={trial.studyId} class={changed.includes(trial) ? 'changed' : ''}>
                <td><StudyLink study={trial} /></td>
                <td>{trial.modality}</td>
                <td>{trial.outcome}, {trial.risk}</td>
                <td>{trial.now.rule}: {trial.now.calls ? 'calls' : 'records'}</td>
                <td>{trial.then.rule}: {trial.then.calls ? 'calls' : 'records'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (failure) {
    throw new Error(`This is no JSON: ${failure instanceof Error ? failure.message : ''}`, { cause: failure });
  }
}
