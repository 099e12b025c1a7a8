import type { Study } from '../api/contract';
import { earlierWasWorse, reasonSentence, riskWords, statusWords, subject, unsettled } from '../format/labels';
import { hrefOfStudy } from '../router';
import { Chip } from '../ui/Chip';
import { Elapsed } from '../ui/Elapsed';
import { UrgencyMark } from '../ui/UrgencyMark';

export function WorklistRow({ study, onOpen }: { readonly study: Study; readonly onOpen: () => void }) {
  const href = hrefOfStudy(study.studyId);
  const open = (): void => {
    onOpen();
    location.hash = href;
  };
  return (
    <tr class={`row-${study.status}`} onClick={open}>
      <td>
        <UrgencyMark urgency={study.urgency} />
      </td>
      <td class="waiting">
        <Elapsed since={study.times.receivedAt} />
      </td>
      <td>
        <a class="row-link" href={href} data-study={study.studyId} onClick={onOpen}>
          {subject(study)}
          {study.prior && <span class="muted"> prior</span>} <span class="code">{study.code}</span>
        </a>
        {study.question && <span class="second">{study.question}</span>}
      </td>
      <td class="clinic">{study.clinic}</td>
      <td>
        <AiCell study={study} />
      </td>
      <td>
        <StateCell study={study} />
      </td>
    </tr>
  );
}

function AiCell({ study }: { readonly study: Study }) {
  return (
    <>
      <span class={`risk risk-${study.risk}`}>{unsettled.has(study.status) ? 'Not yet' : riskWords(study.risk)}</span>
      {study.simulated && <Chip tone="simulated">Simulated</Chip>}
      {earlierWasWorse(study) && <span class="second">{riskWords(study.highestRisk)} in an earlier result</span>}
    </>
  );
}

function StateCell({ study }: { readonly study: Study }) {
  const alertOpen = study.times.alertedAt !== undefined && study.times.acknowledgedAt === undefined;
  return (
    <>
      <span class={`state state-${study.status}`}>{study.times.signedAt ? 'Signed' : statusWords[study.status]}</span>
      {alertOpen && <Chip tone="alert">Alert not acknowledged</Chip>}
      {study.incomplete && <Chip tone="warn">Incomplete</Chip>}
      {study.status === 'receiving' && <span class="second">{study.instanceCount} images so far</span>}
      {study.reason && <span class="second">{reasonSentence(study.reason)}</span>}
    </>
  );
}
