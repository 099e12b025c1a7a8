import type { Reader, Study } from '../api/contract';
import { clinicWords, earlierWasWorse, priorityWords, reasonSentence, riskWords, stateWords, subject } from '../format/labels';
import { Chip } from '../ui/Chip';
import { Elapsed } from '../ui/Elapsed';
import { hrefOfDeidentification } from '../router';
import { UrgencyMark } from '../ui/UrgencyMark';
import { IdentityBox } from './IdentityBox';

interface StudyHeadProps {
  readonly study: Study;
  readonly signed: boolean;
  /** The AI's own reason, which stands with its findings and is not said twice. */
  readonly toldBelow?: string | undefined;
  /** Who else has the study open. */
  readonly readers: readonly Reader[];
  /** Whether the patient's identity may be asked for. */
  readonly mayAsk: boolean;
  readonly onAcknowledge: (() => void) | undefined;
  readonly busy: boolean;
}

export function StudyHead({ study, signed, toldBelow, readers, mayAsk, onAcknowledge, busy }: StudyHeadProps) {
  return (
    <section class="study-head">
      <div class="study-title">
        <a href="#/worklist" class="back" aria-label="Back to the worklist">←</a>
        <h1>{subject(study)}</h1>
        <span class="code">{study.code}</span>
        <UrgencyMark study={study} />
      </div>
      <p class="question"><span class="muted">Question</span> {study.question ?? <span class="muted">none given</span>}</p>
      {readers.length > 0 && <p class="reason" role="status">{readers.map((reader) => reader.name).join(', ')} {readers.length === 1 ? 'has' : 'have'} this study open too.</p>}
      <dl class="facts">
        <div class="wide"><dt>Clinic</dt><dd>{clinicWords(study)}</dd></div>
        <div><dt>Asked as</dt><dd>{priorityWords[study.priority]}</dd></div>
        {!signed && <div><dt>Waiting</dt><dd><Elapsed since={study.times.receivedAt} /></dd></div>}
        <div><dt>Images</dt><dd class="numeric">{study.instanceCount}{study.incomplete && <Chip tone="warn">Incomplete</Chip>}</dd></div>
        <div><dt>State</dt><dd>{signed ? 'Signed' : stateWords(study)}{study.prior && <Chip>Prior</Chip>}</dd></div>
      </dl>
      {study.incomplete && <p class="reason">Incomplete: {study.missing ? study.missing.replace(/(^|; )[a-z-]+: /g, '$1') : 'files were refused or never came, or slices are missing'}. What is here was analysed.</p>}
      {study.reason && study.reason !== toldBelow && <p class="reason">{reasonSentence(study.reason)}</p>}
      {earlierWasWorse(study) && <p class="reason">An earlier result of this study said “{riskWords(study.highestRisk)}”. Its urgency stays until a person signs.</p>}
      {onAcknowledge && (
        <button type="button" class="acknowledge" disabled={busy} onClick={onAcknowledge}>
          Acknowledge the alert <kbd>c</kbd>
        </button>
      )}
      <p class="study-links"><a href={hrefOfDeidentification(study.studyId)}>What was taken out</a>{mayAsk && <IdentityBox studyId={study.studyId} code={study.code} />}</p>
      {study.times.acknowledgedAt && !signed && <p class="muted acknowledged">Alert acknowledged.</p>}
    </section>
  );
}
