import { useState } from 'preact/hooks';
import { subject } from '../../format/labels';
import { Chip } from '../../ui/Chip';
import { Elapsed } from '../../ui/Elapsed';
import { Failure } from '../../ui/Failure';
import { usePortal } from '../../ui/portal';
import { UrgencyMark } from '../../ui/UrgencyMark';
import { usePolling } from '../../worklist/poll';
import type { Standstill } from '../contract';
import { ReasonDialog, SectionHead, StudyLink } from '../parts';
import { isPressing, standstillWords } from '../words';

/** Studies that stand still: which, since when, why, and what to do. */
export function StuckSection() {
  const { client } = usePortal();
  const polled = usePolling<{ stuck: readonly Standstill[]; more: boolean }>(client, '/api/operations/stuck', 10_000);
  const [code, setCode] = useState('');
  const [replaying, setReplaying] = useState<Standstill | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const all = polled.body?.stuck ?? [];
  const codes = [...new Set(all.map((stuck) => stuck.code))];
  const shown = all.filter((stuck) => code === '' || stuck.code === code);
  const replay = async (stuck: Standstill, reason: string): Promise<void> => {
    await client.post(`/api/operations/studies/${encodeURIComponent(stuck.study.studyId)}/replay`, { reason });
    setDone(`${stuck.study.code} is in line again.`);
  };
  return (
    <>
      <SectionHead title="Standing still" acts={
        <label class="inline">
          Show{' '}
          <select value={code} onChange={(event) => setCode(event.currentTarget.value)}>
            <option value="">all ({all.length})</option>
            {codes.map((each) => <option key={each} value={each}>{standstillWords[each] ?? each} ({all.filter((stuck) => stuck.code === each).length})</option>)}
          </select>
        </label>
      }>
        Studies that have waited longer than they should, most urgent first.{polled.body?.more === true && ' There are more open studies than were looked at: these have waited longest.'}
      </SectionHead>
      {polled.error !== null && <Failure error={polled.error} />}
      <p class="done" role="status">{done}</p>
      {polled.body === null && polled.error === null && <p class="loading">Loading…</p>}
      {polled.body !== null && shown.length === 0 && <p class="empty">Nothing stands still.</p>}
      {shown.length > 0 && (
        <table class="wide stuck">
          <thead><tr><th scope="col">Study</th><th scope="col">Urgency</th><th scope="col">Stands</th><th scope="col">Why, and what to do</th><th scope="col">Act</th></tr></thead>
          <tbody>
            {shown.map((stuck) => (
              <tr key={stuck.study.studyId}>
                <td><StudyLink study={stuck.study} /><span class="second">{subject(stuck.study)}, {stuck.study.clinic}</span></td>
                <td><UrgencyMark study={stuck.study} /></td>
                <td class="nowrap"><Elapsed since={stuck.since} /></td>
                <td>
                  <b class={isPressing(stuck.code) ? 'pressing' : ''}>{standstillWords[stuck.code] ?? stuck.code}</b>
                  {stuck.study.incomplete && <Chip tone="warn">Incomplete</Chip>}
                  <p>{stuck.why}</p>
                  <p class="muted">{stuck.do}</p>
                </td>
                <td>{stuck.canReplay && <button type="button" onClick={() => setReplaying(stuck)}>Replay</button>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {replaying && (
        <ReasonDialog title={`Analyse ${replaying.study.code} again`} action="Put it in line" onAct={(reason) => replay(replaying, reason)} onClose={() => setReplaying(null)}>
          <p>The study is put in line under a new attempt. Its present result stays, and stays visible in its history.</p>
        </ReasonDialog>
      )}
    </>
  );
}
