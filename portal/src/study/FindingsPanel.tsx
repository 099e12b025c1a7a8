import type { Finding, StudyDetail, Verdict } from '../api/contract';
import { reasonSentence, riskWords } from '../format/labels';
import { FindingCard } from './FindingCard';

interface FindingsPanelProps {
  readonly detail: StudyDetail;
  readonly current: number;
  readonly mayDecide: boolean;
  readonly rejecting: string | null;
  readonly onRejecting: (findingId: string | null) => void;
  readonly onJump: (index: number) => void;
  readonly onDecide: (findingId: string, verdict: Verdict, reason?: string) => void;
  /** Begins to draw the finding otherwise; absent where nothing is drawn. */
  readonly onAmend?: (finding: Finding) => void;
}

export function FindingsPanel({ detail, current, mayDecide, rejecting, onRejecting, onJump, onDecide, onAmend }: FindingsPanelProps) {
  const { result, review, study } = detail;
  if (!result)
    return (
      <section class="findings">
        <h2>AI findings</h2>
        <p class="muted">{study.status === 'failed' || study.status === 'held' ? 'There is no AI result.' : 'The AI has not finished.'}</p>
      </section>
    );
  const model = result.model ? `${result.model.name} ${result.model.version}` : undefined;
  return (
    <section class="findings">
      <header>
        <h2>AI findings</h2>
        <span class={`risk risk-${result.risk}`}>{riskWords(result.risk, model)}</span>
      </header>
      {model && <p class="muted model" title={`SHA-256 ${result.model?.digest ?? ''}`}>{model}, result {result.attempt}</p>}
      {result.outcome !== 'analysed' && (
        <p class="reason">
          {result.outcome === 'not-applicable' ? 'No model applies: ' : 'The analysis failed: '}
          {result.reason ? reasonSentence(result.reason) : 'no reason is recorded.'}
        </p>
      )}
      {result.outcome === 'analysed' && result.findings.length === 0 && (
        <p class="reason">The model marked nothing it knows. That does not mean the study is normal.</p>
      )}
      <ol>
        {result.findings.map((finding, index) => (
          <FindingCard
            key={finding.id}
            finding={finding}
            number={index + 1}
            current={index === current}
            decision={review.decisions.find((decision) => decision.findingId === finding.id)}
            mayDecide={mayDecide}
            rejecting={rejecting === finding.id}
            onRejecting={(open) => onRejecting(open ? finding.id : null)}
            onJump={() => onJump(index)}
            {...(onAmend ? { onAmend: () => onAmend(finding) } : {})}
            onDecide={(verdict, reason) => {
              onRejecting(null);
              onDecide(finding.id, verdict, reason);
            }}
          />
        ))}
      </ol>
    </section>
  );
}
