import type { OwnFinding } from '../api/contract';

interface OwnFindingsProps {
  readonly findings: readonly OwnFinding[];
  readonly mayDecide: boolean;
  readonly onRemove: (findingId: string) => void;
}

/** What the radiologist found and the model did not. */
export function OwnFindings({ findings, mayDecide, onRemove }: OwnFindingsProps) {
  if (findings.length === 0) return null;
  return (
    <section class="own-findings">
      <h2>Own findings</h2>
      <ul>
        {findings.map((finding) => (
          <li key={finding.id}>
            <span class="finding-number">{finding.id}</span>
            <span>{finding.label}<span class="second">{finding.code.meaning}, {finding.by}</span></span>
            {mayDecide && <button type="button" aria-label={`Take ${finding.id} back`} onClick={() => onRemove(finding.id)}>Take back</button>}
          </li>
        ))}
      </ul>
    </section>
  );
}
