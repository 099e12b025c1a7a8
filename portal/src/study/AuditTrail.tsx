import { useEffect, useState } from 'preact/hooks';
import { Failure } from '../ui/Failure';
import { ClockTime } from '../ui/Elapsed';
import { usePortal } from '../ui/portal';

/** Who did what to a study (docs/api.md). */
interface Trail {
  readonly intact: boolean;
  readonly firstBroken?: number;
  readonly entries: readonly { readonly number: number; readonly who: string; readonly name?: string; readonly what: string; readonly why: string; readonly when: string }[];
}

/** For operators: every act on this study, and whether anybody changed what was written of them. */
export function AuditTrail({ studyId }: { readonly studyId: string }) {
  const { client } = usePortal();
  const [trail, setTrail] = useState<Trail | null>(null);
  const [error, setError] = useState<unknown>(null);
  useEffect(() => {
    client.get<Trail>(`/api/studies/${encodeURIComponent(studyId)}/audit`).then(({ body }) => setTrail(body), setError);
  }, [client, studyId]);
  return (
    <section class="trail">
      <h2>Who did what</h2>
      {error !== null && <Failure error={error} />}
      {trail && (
        <p class={trail.intact ? 'chain-intact' : 'chain-broken'} role={trail.intact ? 'status' : 'alert'}>
          {trail.intact ? `✓ The chain of ${trail.entries.length} entries holds.` : `✕ The chain is broken at entry ${trail.firstBroken}: somebody changed or removed what was written.`}
        </p>
      )}
      <ol>
        {trail?.entries.map((entry) => (
          <li key={entry.number}>
            <ClockTime at={entry.when} /> <b>{entry.what}</b> {entry.name ?? entry.who} <span class="muted">{entry.why}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
