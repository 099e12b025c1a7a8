import type { Study } from '../api/contract';
import { clinicWords, earlierWasWorse, reasonSentence, riskWords, stateWords, subject, unsettled } from '../format/labels';
import { hrefOfStudy } from '../router';
import { Chip } from '../ui/Chip';
import { ClockTime, Elapsed } from '../ui/Elapsed';
import { UrgencyMark } from '../ui/UrgencyMark';

interface WorklistRowProps {
  readonly study: Study;
  /** In the whole list, from 0. */
  readonly index?: number;
  readonly onOpen: () => void;
}

/** Every row is as high as every other (worklist.css): a cell holds two lines, and the rest stands in its title. */
export function WorklistRow({ study, index = 0, onOpen }: WorklistRowProps) {
  const href = hrefOfStudy(study.studyId);
  const open = (): void => {
    onOpen();
    location.hash = href;
  };
  return (
    <tr class={`row row-${study.status}`} aria-rowindex={index + 2} onClick={open}>
      <td>
        <UrgencyMark study={study} />
      </td>
      <td class="waiting">
        {study.times.signedAt ? <ClockTime at={study.times.signedAt} /> : <Elapsed since={study.times.receivedAt} />}
      </td>
      <td class="what">
        <a class="row-link" href={href} data-study={study.studyId} onClick={onOpen}>
          {subject(study)}
          {study.prior && <span class="muted"> prior</span>} <span class="code">{study.code}</span>
        </a>
        {study.question && <span class="second" title={study.question}>{study.question}</span>}
      </td>
      <td class="clinic" title={clinicWords(study)}>{clinicWords(study)}</td>
      <td class="ai">
        <AiCell study={study} />
      </td>
      <td class="state-cell">
        <StateCell study={study} />
      </td>
      <td class="readers">
        {study.readers?.map((reader) => (
          <span key={reader.name} class={reader.you ? 'reader reader-you' : 'reader'}>{reader.you ? 'You' : reader.name}</span>
        ))}
      </td>
    </tr>
  );
}

function AiCell({ study }: { readonly study: Study }) {
  if (study.aiWithheld) return <span class="muted">Shown after a read</span>;
  const worse = earlierWasWorse(study) ? `${riskWords(study.highestRisk)} in an earlier result` : undefined;
  const second = [study.finding, worse].filter(Boolean).join('; ');
  return (
    <>
      <span class={`risk risk-${study.risk}`}>{unsettled.has(study.status) ? 'Not yet' : riskWords(study.risk)}</span>
      {study.simulated && <Chip tone="simulated">Simulated</Chip>}
      {second !== '' && <span class="second" title={second}>{second}</span>}
    </>
  );
}

function StateCell({ study }: { readonly study: Study }) {
  const alertOpen = study.times.alertedAt !== undefined && study.times.acknowledgedAt === undefined && study.times.signedAt === undefined;
  const reason = study.reason ? reasonSentence(study.reason) : undefined;
  const second = study.status === 'receiving' ? `${study.instanceCount} images so far` : reason;
  return (
    <>
      <span class={`state state-${study.status}`}>{study.times.signedAt ? 'Signed' : stateWords(study)}</span>
      {study.incomplete && <Chip tone="warn">Incomplete</Chip>}
      {alertOpen ? <span class="second"><Chip tone="alert">Alert not acknowledged</Chip></span> : second && <span class="second" title={second}>{second}</span>}
    </>
  );
}
