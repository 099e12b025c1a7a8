import { useState } from 'preact/hooks';
import { stateWords } from '../../format/labels';
import { ClockTime } from '../../ui/Elapsed';
import type { Funnel, FunnelStudy, Stage, StageFigures } from '../contract';
import { AsOf, Awaited, dayOf, Days, daysAgo, Field, SectionHead, StudyLink } from '../parts';
import { useLoaded } from '../useLoaded';
import { count, duration, share, stageWords } from '../words';

/** What became of the studies that came on the chosen days, and how long each step took. */
export function FunnelSection() {
  const [days, setDays] = useState({ from: daysAgo(6), to: dayOf(Date.now()) });
  const loaded = useLoaded<Funnel>(`/api/operations/funnel?from=${days.from}&to=${days.to}`);
  return (
    <>
      <SectionHead title="Funnel" acts={<Days from={days.from} to={days.to} onChange={(from, to) => setDays({ from, to })} />}>
        Studies by the day they came (UTC), and how far they got by now. <AsOf at={loaded.body?.madeAt} /> Times are right within 5 %.
      </SectionHead>
      <Awaited loaded={loaded}>
        {(funnel) => (
          <>
            <StageTable funnel={funnel} />
            {funnel.days.length > 1 && <DayTable funnel={funnel} />}
          </>
        )}
      </Awaited>
      <StudiesOfADay first={days.to} />
    </>
  );
}

function StageTable({ funnel }: { readonly funnel: Funnel }) {
  return (
    <table class="wide tallies">
      <caption>{count(funnel.studies)} studies came. Not every study is to come past each step: somebody is called where the policy says so.</caption>
      <thead><tr><th scope="col">Step</th><th scope="col">Came past</th><th scope="col">Share</th><th scope="col"><span class="unseen">Picture of the share</span></th><th scope="col">Counted from</th><th scope="col">Half within</th><th scope="col">95 % within</th><th scope="col">Of</th></tr></thead>
      <tbody>{funnel.stages.map((stage) => <StageRow key={stage.stage} stage={stage} studies={funnel.studies} />)}</tbody>
    </table>
  );
}

function StageRow({ stage, studies }: { readonly stage: StageFigures; readonly studies: number }) {
  const width = studies === 0 ? 0 : Math.max(stage.reached > 0 ? 1 : 0, (100 * stage.reached) / studies);
  return (
    <tr>
      <th scope="row">{stageWords[stage.stage]}</th>
      <td class="number">{count(stage.reached)}</td>
      <td class="number">{share(stage.reached, studies)}</td>
      <td><svg class="bar-picture" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><rect class="bar-ground" width="100" height="8" /><rect class="bar-part" width={width} height="8" /></svg></td>
      <td class="muted">{stage.since ? stageWords[stage.since] : ''}</td>
      <td class="number">{duration(stage.medianSeconds)}</td>
      <td class="number">{duration(stage.p95Seconds)}</td>
      <td class="number muted">{stage.timed > 0 ? count(stage.timed) : ''}</td>
    </tr>
  );
}

function DayTable({ funnel }: { readonly funnel: Funnel }) {
  const stages = funnel.stages.map(({ stage }) => stage);
  return (
    <table class="wide tallies">
      <caption>Day by day</caption>
      <thead><tr><th scope="col">Day</th>{stages.map((stage) => <th key={stage} scope="col">{stageWords[stage]}</th>)}</tr></thead>
      <tbody>
        {funnel.days.map(({ day, reached }) => (
          <tr key={day}><th scope="row">{day}</th>{stages.map((stage: Stage) => <td key={stage} class="number">{reached[stage] ? count(reached[stage]) : <span class="muted">0</span>}</td>)}</tr>
        ))}
      </tbody>
    </table>
  );
}

const timeColumns = ['receivedAt', 'completeAt', 'analysedAt', 'alertedAt', 'acknowledgedAt', 'signedAt', 'releasedAt'] as const;
const timeWords = ['Came', 'Complete', 'Analysed', 'Alerted', 'Acknowledged', 'Signed', 'Released'] as const;

/** Each study of one day with its times. */
function StudiesOfADay({ first }: { readonly first: string }) {
  const [day, setDay] = useState(first);
  const loaded = useLoaded<{ studies: readonly FunnelStudy[]; more: boolean }>(`/api/operations/studies?day=${day}`);
  return (
    <section class="block" aria-label="Studies of a day">
      <div class="section-head">
        <h2>Each study of a day</h2>
        <Field label="Day">{(id) => <input id={id} type="date" value={day} max={dayOf(Date.now())} onChange={(event) => setDay(event.currentTarget.value || day)} />}</Field>
      </div>
      <Awaited loaded={loaded}>
        {({ studies, more }) => studies.length === 0 ? <p class="empty">No study came on that day.</p> : (
          <>
            {more && <p class="muted">The newest 1,000 of the day.</p>}
            <table class="wide tallies">
              <thead><tr><th scope="col">Study</th><th scope="col">Clinic</th><th scope="col">State</th><th scope="col">Slices</th>{timeWords.map((words) => <th key={words} scope="col">{words}</th>)}</tr></thead>
              <tbody>
                {studies.map((study) => (
                  <tr key={study.studyId}>
                    <td><StudyLink study={study} /> <span class="muted">{study.modality}</span></td>
                    <td>{study.clinic}</td>
                    <td class={`state-${study.status}`}>{stateWords(study)}{study.incomplete ? ', incomplete' : ''}</td>
                    <td class="number">{study.slices > 0 ? study.slices : ''}</td>
                    {timeColumns.map((time) => <td key={time} class="nowrap">{study.times[time] ? <ClockTime at={study.times[time]} /> : <span class="muted">–</span>}</td>)}
                  </tr>
                ))}
              </tbody>
            </table>
          </>
        )}
      </Awaited>
    </section>
  );
}
