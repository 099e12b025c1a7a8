import { useState } from 'preact/hooks';
import type { StudyDetail } from '../api/contract';
import { clinicWords, riskWords, stateWords, subject, unsettled } from '../format/labels';
import { hrefOfStudy } from '../router';
import { ClockTime, Elapsed } from '../ui/Elapsed';
import { Failure } from '../ui/Failure';
import { UrgencyMark } from '../ui/UrgencyMark';
import type { StudyActs, StudyState } from './useStudy';

interface CallPageProps {
  readonly state: StudyState;
  readonly detail: StudyDetail;
  readonly acts: StudyActs;
}

/** What a phone shows behind the link of a text message: what it is about, and one large button. No picture is fetched. */
export function CallPage({ state, detail, acts }: CallPageProps) {
  const { study } = detail;
  const { alertedAt, acknowledgedAt, signedAt } = study.times;
  return (
    <main class="call">
      <p class="call-head"><span class="code">{study.code}</span> <UrgencyMark study={study} /></p>
      <h1>{subject(study)}</h1>
      <p class="call-question">{study.question ?? 'No question was given.'}</p>
      <Words detail={detail} />
      <dl class="facts">
        <div><dt>Clinic</dt><dd>{clinicWords(study)}</dd></div>
        <div><dt>Waiting</dt><dd><Elapsed since={study.times.receivedAt} /></dd></div>
        <div><dt>State</dt><dd>{signedAt ? 'Signed' : stateWords(study)}</dd></div>
      </dl>
      {state.actError !== null && <Failure error={state.actError} />}
      {signedAt ? (
        <p class="call-done" role="status">Signed, <ClockTime at={signedAt} />.</p>
      ) : acknowledgedAt ? (
        <p class="call-done" role="status">✓ Acknowledged, <ClockTime at={acknowledgedAt} />. Nobody else is called.</p>
      ) : alertedAt ? (
        <Acknowledge busy={state.busy} onAcknowledge={() => void acts.acknowledge()} />
      ) : (
        <p class="call-done" role="status">No message was sent about this study.</p>
      )}
      <p><a class="button" href={hrefOfStudy(study.studyId)}>Open the images</a></p>
      <p class="muted">{detail.result?.notice ?? 'Research use only, not for diagnosis.'}</p>
    </main>
  );
}

function Words({ detail }: { readonly detail: StudyDetail }) {
  const { study, result } = detail;
  if (study.aiWithheld) return <p class="call-finding"><b>{study.times.alertedAt ? 'You are called to read it now.' : 'To be read in its place on the worklist.'}</b> <span class="muted">Why, and what the AI found, is shown {detail.aiDisplay === 'after-own-read' ? 'after your own read' : 'there when you ask'}.</span></p>;
  return (
    <div class="call-finding">
      <p><span class={`risk risk-${study.risk}`}>{unsettled.has(study.status) ? 'The AI has not finished' : riskWords(study.risk, result?.model?.name)}</span>, unverified</p>
      {study.finding && <p><b>{study.finding}</b></p>}
      {study.simulated && <p><strong class="simulated">SIMULATED</strong></p>}
    </div>
  );
}

/** Two taps: a phone in a pocket taps once. */
function Acknowledge({ busy, onAcknowledge }: { readonly busy: boolean; readonly onAcknowledge: () => void }) {
  const [sure, setSure] = useState(false);
  return sure ? (
    <div class="call-acts">
      <p>You take this study, and nobody else is called.</p>
      <button type="button" class="acknowledge" disabled={busy} onClick={onAcknowledge}>Yes, I take it</button>
      <button type="button" onClick={() => setSure(false)}>No, call on</button>
    </div>
  ) : (
    <div class="call-acts">
      <button type="button" class="acknowledge" disabled={busy} onClick={() => setSure(true)}>Acknowledge</button>
    </div>
  );
}
