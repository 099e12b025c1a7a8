import { useState } from 'preact/hooks';
import { dayWords } from '../format/time';
import { Failure } from '../ui/Failure';
import { hrefOfCase } from '../router';
import type { ReadMode, ReadSummary } from './contract';
import { Plot } from './Plot';
import { byFinding, measures, ofMode, summaryOf } from './progress';
import { TeachingTabs } from './TeachingTabs';
import { useLoaded } from './useLoaded';
import { modeWords, percent, plural, ratio, topicWords } from './words';

const modes: readonly ReadMode[] = ['blind', 'ai-on-demand'];

/** A learner's own scores over time and by finding; the two modes are never mixed. */
export function ProgressPage() {
  const { value, error, reload } = useLoaded<{ readonly reads: readonly ReadSummary[] }>('/api/teaching/progress');
  const [mode, setMode] = useState<ReadMode>('blind');
  const reads = ofMode(value?.reads ?? [], mode);
  return (
    <main class="teaching">
      <TeachingTabs current="progress" />
      {error !== null && <Failure error={error} action="Try again" onAction={() => void reload()} />}
      {value === null && error === null && <p class="loading">Loading…</p>}
      {value && (
        <>
          <div class="legend" role="group" aria-label="Mode of reading">
            {modes.map((each) => (
              <button type="button" key={each} aria-pressed={mode === each} onClick={() => setMode(each)}>
                {modeWords(each)} <span class="muted">{ofMode(value.reads, each).length}</span>
              </button>
            ))}
          </div>
          {reads.length === 0 ? <p class="empty">No case read in this mode yet.</p> : <Progress reads={reads} />}
        </>
      )}
    </main>
  );
}

function Progress({ reads }: { readonly reads: readonly ReadSummary[] }) {
  const all = summaryOf(reads);
  return (
    <>
      <dl class="totals numeric">
        <div><dt>Cases</dt><dd>{all.reads}</dd></div>
        <div><dt>Sensitivity</dt><dd>{percent(all.sensitivity)}</dd></div>
        <div><dt>False marks a case</dt><dd>{ratio(all.falseMarksPerCase)}</dd></div>
        <div><dt>Dice</dt><dd>{ratio(all.dice)}</dd></div>
        <div><dt>Without a finding, read so</dt><dd>{all.negatives === 0 ? '–' : `${all.negativesRight} of ${all.negatives}`}</dd></div>
      </dl>
      <section>
        <h2>Over time</h2>
        <div class="plots">{measures.map((measure) => <Plot key={measure.name} measure={measure} reads={reads} />)}</div>
      </section>
      <section>
        <h2>By finding</h2>
        <table class="measures numeric">
          <thead><tr><th scope="col">Finding</th><th scope="col">Cases</th><th scope="col">Sensitivity</th><th scope="col">False marks a case</th><th scope="col">Dice</th></tr></thead>
          <tbody>
            {byFinding(reads).map(([name, sums]) => (
              <tr key={name}><th scope="row">{name}</th><td>{sums.reads}</td><td>{percent(sums.sensitivity)}</td><td>{ratio(sums.falseMarksPerCase)}</td><td>{ratio(sums.dice)}</td></tr>
            ))}
          </tbody>
        </table>
      </section>
      <section>
        <h2>Each case</h2>
        <table class="measures numeric">
          <thead><tr><th scope="col">Case</th><th scope="col">Read</th><th scope="col">You</th><th scope="col">AI</th><th scope="col">False marks</th><th scope="col">Dice, you</th><th scope="col">Dice, AI</th></tr></thead>
          <tbody>
            {[...reads].reverse().map((read) => (
              <tr key={read.caseId}>
                <th scope="row"><a href={hrefOfCase(read.caseId)}>{read.code}</a> <span class="muted">{topicWords(read.topic)}{read.referenceWithAi && ', AI in view of the truth'}</span></th>
                <td>{dayWords(read.savedAt)}</td>
                <td>{found(read.truth)}</td>
                <td>{read.aiTruth ? found(read.aiTruth) : '–'}</td>
                <td>{read.truth.falseMarks}</td>
                <td>{ratio(read.truth.dice)}</td>
                <td>{ratio(read.aiTruth?.dice)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <p class="muted second">{plural(reads.filter((read) => read.referenceWithAi).length, 'case')} of these had the AI in view when the truth was drawn.</p>
      </section>
    </>
  );
}

const found = ({ lesions, found: hits }: ReadSummary['truth']): string => (lesions === 0 ? 'none to find' : `${hits} of ${lesions}`);
