import type { Client } from '../api/client';
import { subject } from '../format/labels';
import { hrefOfStudy } from '../router';
import { Elapsed } from '../ui/Elapsed';
import type { UntoldFinding } from './contract';
import { usePolling } from './poll';

/** Signed, critical, and nobody was told: stands above everything else until it is done. */
export function Untold({ client }: { readonly client: Client }) {
  const { body } = usePolling<{ communications: readonly UntoldFinding[] }>(client, '/api/communications', 15_000);
  if (!body || body.communications.length === 0) return null;
  return (
    <section class="untold" aria-label="Critical findings not told yet">
      <h2>Signed, critical, and nobody was told yet</h2>
      <ul>
        {body.communications.map((open) => (
          <li key={`${open.studyId} ${open.number}`}>
            <a href={hrefOfStudy(open.studyId)}>{subject(open)} <span class="code">{open.code}</span></a>
            <span>{open.findings.map((finding) => finding.label).join(', ')}</span>
            <span class="muted">{open.clinic}; signed by {open.signedBy}, <Elapsed since={open.signedAt} /> ago</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
