import { useState } from 'preact/hooks';
import { ClockTime } from '../../ui/Elapsed';
import { usePortal } from '../../ui/portal';
import type { FailedEvent } from '../contract';
import { Awaited, dayOf, Field, ReasonDialog, SectionHead } from '../parts';
import { useLoaded } from '../useLoaded';

/** Events that a function gave up: which function, when, how often it tried. What stands in them is shown to nobody. */
export function FailuresSection() {
  const { client } = usePortal();
  const [day, setDay] = useState(dayOf(Date.now()));
  const loaded = useLoaded<{ failures: readonly FailedEvent[]; more: boolean }>(`/api/operations/failures?day=${day}`);
  const [replaying, setReplaying] = useState<FailedEvent | null>(null);
  const replay = async (failed: FailedEvent, reason: string): Promise<void> => {
    await client.post('/api/operations/failures/replay', { key: failed.key, reason });
    loaded.reload();
  };
  return (
    <>
      <SectionHead title="Failed events" acts={<Field label="Day (UTC)">{(id) => <input id={id} type="date" value={day} max={dayOf(Date.now())} onChange={(event) => setDay(event.currentTarget.value || day)} />}</Field>}>
        Events that a function gave up after several tries. Mend the cause first, then replay: every function bears the same event twice.
      </SectionHead>
      <Awaited loaded={loaded}>
        {({ failures, more }) => failures.length === 0 ? <p class="empty">No function gave up an event on that day.</p> : (
          <>
            {more && <p class="muted">The newest 200 of the day: so many have one cause.</p>}
            <table class="wide">
              <thead><tr><th scope="col">Given up</th><th scope="col">Function</th><th scope="col">Tries</th><th scope="col">Lambda’s word</th><th scope="col">Kind of error</th><th scope="col">Replayed</th><th scope="col">Act</th></tr></thead>
              <tbody>
                {failures.map((failed) => (
                  <tr key={failed.key}>
                    <td class="nowrap"><ClockTime at={failed.at} /></td>
                    <td>{failed.function.replace('firstread-', '')}</td>
                    <td class="number">{failed.attempts}</td>
                    <td>{failed.condition}</td>
                    <td>{failed.error ?? <span class="muted">not told</span>}</td>
                    <td>{failed.replayedAt ? <ClockTime at={failed.replayedAt} /> : <span class="muted">–</span>}</td>
                    <td>{failed.canReplay ? <button type="button" onClick={() => setReplaying(failed)}>Replay</button> : <span class="muted">found again by being due</span>}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </>
        )}
      </Awaited>
      {replaying && (
        <ReasonDialog title="Replay a failed event" action="Replay" onAct={(reason) => replay(replaying, reason)} onClose={() => setReplaying(null)}>
          <p>{replaying.function} gets the event once more. What comes of it stands in its log; should it fail again, it comes back here.</p>
        </ReasonDialog>
      )}
    </>
  );
}
