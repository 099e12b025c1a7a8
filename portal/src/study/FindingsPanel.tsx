import { useState } from 'preact/hooks';
import type { AiDisplay, OwnRead, StudyDetail, Verdict } from '../api/contract';
import { reasonSentence, riskWords } from '../format/labels';
import { ClockTime } from '../ui/Elapsed';
import { FindingCard } from './FindingCard';
import { ModelLimits } from './ModelLimits';

interface FindingsPanelProps {
  readonly detail: StudyDetail;
  readonly current: number;
  readonly mayDecide: boolean;
  readonly rejecting: string | null;
  readonly onRejecting: (findingId: string | null) => void;
  readonly onJump: (index: number) => void;
  readonly onDecide: (findingId: string, verdict: Verdict, reason?: string) => void;
  readonly onShowAi: () => void;
}

export function FindingsPanel({ detail, current, mayDecide, rejecting, onRejecting, onJump, onDecide, onShowAi }: FindingsPanelProps) {
  const { result, review, study } = detail;
  const [limits, setLimits] = useState(false);
  if (study.aiWithheld) return <Withheld display={detail.aiDisplay} mayAsk={mayDecide} onShowAi={onShowAi} />;
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
      {model && (
        <p class="muted model" title={`SHA-256 ${result.model?.digest ?? ''}`}>
          {model}, result {result.attempt} <button type="button" class="link" onClick={() => setLimits(true)}>Its limits</button>
        </p>
      )}
      {limits && result.model && <ModelLimits model={result.model} onClose={() => setLimits(false)} />}
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
            onDecide={(verdict, reason) => {
              onRejecting(null);
              onDecide(finding.id, verdict, reason);
            }}
          />
        ))}
      </ol>
      <OwnReads reads={review.ownReads} />
    </section>
  );
}

interface WithheldProps {
  readonly display: AiDisplay | undefined;
  readonly mayAsk: boolean;
  readonly onShowAi: () => void;
}

/** The server keeps back what the model found: nothing of it is in this page. */
function Withheld({ display, mayAsk, onShowAi }: WithheldProps) {
  return (
    <section class="findings withheld">
      <h2>AI findings</h2>
      {display === 'after-own-read' ? (
        <p class="reason">This clinic wants a read of your own first. Look at the images, mark what you see, write it below and save it: then the AI’s findings are shown.</p>
      ) : (
        <>
          <p class="reason">Shown when you ask. That you asked, and when, is kept with the study. Before you sign you decide on each of them.</p>
          {mayAsk && <button type="button" onClick={onShowAi}>Show what the AI found</button>}
        </>
      )}
    </section>
  );
}

/** What readers said before the AI was shown to them. */
function OwnReads({ reads }: { readonly reads: readonly OwnRead[] | undefined }) {
  if (!reads) return null;
  return (
    <details class="own-reads">
      <summary>Before the AI was shown</summary>
      <ul>
        {reads.map((read) => (
          <li key={`${read.by} ${read.at}`}>
            {read.impression ? <blockquote>{read.impression}</blockquote> : <span>Asked to be shown</span>}
            <span class="second">{read.by}, <ClockTime at={read.at} />{read.marks && `, ${read.marks.length} own ${read.marks.length === 1 ? 'finding' : 'findings'}`}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
