import { priorityWords } from '../../format/labels';
import { ClockTime, Elapsed } from '../../ui/Elapsed';
import { Failure } from '../../ui/Failure';
import { usePortal } from '../../ui/portal';
import { usePolling } from '../../worklist/poll';
import type { Queue, Work } from '../contract';
import { SectionHead, StudyLink } from '../parts';
import { count } from '../words';

/** Places for tasks, what runs, and what waits in which order. */
export function QueueSection() {
  const { client } = usePortal();
  const polled = usePolling<Queue>(client, '/api/operations/queue', 5000);
  const queue = polled.body;
  return (
    <>
      <SectionHead title="Queue">{queue && <>{queue.slots.length} of {queue.maxTasks} places taken, {queue.running.length} running, {count(queue.waitingCount)} waiting.{queue.taskTime && <> Today (UTC) tasks ran {count(queue.taskTime.usedMinutes)} of {count(queue.taskTime.capMinutes)} minutes.</>}</>}</SectionHead>
      {polled.error !== null && <Failure error={polled.error} />}
      {queue === null && polled.error === null && <p class="loading">Loading…</p>}
      {queue?.taskTime?.paused === true && (
        <p class="failure" role="alert">
          Paused by budget: the task minutes of this day are used up, and nothing is launched before midnight UTC unless the cap is raised. Studies in line can be read without the AI.
        </p>
      )}
      {queue?.paused === true && queue.taskTime?.paused !== true && (
        <p class="failure" role="alert">
          Studies wait and no task is launched. No capacity, no image, the budget is spent, or Reconcile is silent: see the runbook, “A study waits too long” and “The budget is spent”.
        </p>
      )}
      {queue && (
        <>
          <h2>Places</h2>
          <table class="wide">
            <thead><tr><th scope="col">Place</th><th scope="col">Launched for</th><th scope="col">Task</th><th scope="col">Heartbeat</th></tr></thead>
            <tbody>
              {Array.from({ length: Math.max(queue.maxTasks, ...queue.slots.map((slot) => slot.number + 1)) }, (_, number) => {
                const slot = queue.slots.find((each) => each.number === number);
                return (
                  <tr key={number}>
                    <td class="number">{number}</td>
                    {slot ? <><td><StudyLink study={slot} /></td><td class="code">{slot.task ?? 'being launched'}</td><td class={slot.silentLooks > 1 ? 'pressing' : ''}>{slot.silentLooks === 0 ? 'beats' : `silent for ${slot.silentLooks} of 3 looks`}</td></> : <td colSpan={3} class="muted">free</td>}
                  </tr>
                );
              })}
            </tbody>
          </table>
          <WorkTable title="Running" none="Nothing runs." works={queue.running} />
          <WorkTable title="Waiting, next at the top" none="Nothing waits." works={queue.waiting} />
          {queue.waitingCount > queue.waiting.length && <p class="muted">And {count(queue.waitingCount - queue.waiting.length)} more.</p>}
        </>
      )}
    </>
  );
}

function WorkTable({ title, none, works }: { readonly title: string; readonly none: string; readonly works: readonly Work[] }) {
  return (
    <section class="block" aria-label={title}>
      <h2>{title}</h2>
      {works.length === 0 ? <p class="muted">{none}</p> : (
        <table class="wide">
          <thead><tr><th scope="col">Study</th><th scope="col">Priority</th><th scope="col">In line</th><th scope="col">Launches</th><th scope="col">Launched</th><th scope="col">Attempt</th><th scope="col">Tasks that ended on it</th></tr></thead>
          <tbody>
            {works.map((work) => (
              <tr key={work.studyId}>
                <td><StudyLink study={work} /></td>
                <td>{priorityWords[work.priority]}</td>
                <td><Elapsed since={work.enqueuedAt} /></td>
                <td class="number">{work.launches}</td>
                <td>{work.launchedAt ? <ClockTime at={work.launchedAt} /> : <span class="muted">–</span>}</td>
                <td class="number">{work.attempt > 0 ? work.attempt : ''}</td>
                <td class={`number${work.deaths > 0 ? ' pressing' : ''}`}>{work.deaths > 0 ? work.deaths : ''}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
