import { useState } from 'preact/hooks';
import { imageKeys } from '../study/imageKeys';
import { ViewerPane } from '../study/ViewerPane';
import { Failure } from '../ui/Failure';
import { useKeys } from '../ui/keys';
import type { CaseInView, ReadResult } from './contract';
import { LesionList } from './LesionList';
import { MarkingLayer, slicesOf, type MarkingSet, type Owner } from './MarkingLayer';
import { Measures } from './Measures';
import { useCaseImages } from './useCaseImages';
import { difficultyWords, modeWords, topicWords } from './words';

interface ResultViewProps {
  readonly detail: CaseInView;
  readonly result: ReadResult;
  readonly path: string;
}

const names: Readonly<Record<Owner, string>> = { mine: 'You', ai: 'AI', truth: 'Truth' };

/** A case that was read: one's own marks, the AI's and the truth over each other, and what they measure. */
export function ResultView({ detail, result, path }: ResultViewProps) {
  const images = useCaseImages(detail.instances, path);
  const [hidden, setHidden] = useState<ReadonlySet<Owner>>(new Set());
  const all: readonly MarkingSet[] = [
    { owner: 'truth', marks: result.truth },
    { owner: 'ai', marks: result.ai ?? [] },
    { owner: 'mine', marks: result.marks },
  ];
  const sets = all.filter(({ owner }) => !hidden.has(owner));
  const toggle = (owner: Owner) => setHidden((now) => new Set(now.has(owner) ? [...now].filter((each) => each !== owner) : [...now, owner]));
  const flip = () => setHidden((now) => (now.size > 0 ? new Set() : new Set<Owner>(['mine', 'ai', 'truth'])));
  useKeys({ ...imageKeys({ viewer: images.viewer, stack: images.stack, toggleOverlay: flip }) });
  const marked = [result.marks, result.truth, result.ai ?? []].map((marks) => slicesOf(marks, images.stack)).find((slices) => slices.length > 0) ?? [];
  const start = marked[Math.floor(marked.length / 2)] ?? Math.floor((images.stack?.slices.length ?? 0) / 2);

  return (
    <main class="reading">
      {images.error !== null && <Failure error={images.error} action="Try again" onAction={() => void images.renew()} />}
      <div class="reading-columns">
        <ViewerPane
          key={images.stack?.seriesInstanceUid}
          stack={images.stack}
          stacks={images.stacks}
          start={start}
          ready={images.ready}
          renew={images.renew}
          simulated={result.case.simulated}
          onSeries={images.chooseSeries}
          viewerRef={images.viewer}
          layer={(view, matrix) => <MarkingLayer sets={sets} stack={images.stack} view={view} matrix={matrix} />}
          marked={slicesOf(sets.flatMap(({ marks }) => marks), images.stack)}
        />
        <aside class="panel">
          <header class="case-head">
            <h1>Case {result.case.code}</h1>
            <p class="muted">
              {topicWords(result.case.topic)}, {difficultyWords(result.case.difficulty).toLowerCase()}. {modeWords(result.case.mode ?? 'blind')} read.
            </p>
          </header>
          <section>
            <h2>On the picture</h2>
            <div class="legend" role="group" aria-label="Whose marks are shown">
              {all.map(({ owner, marks }) => (
                <button type="button" key={owner} aria-pressed={!hidden.has(owner)} onClick={() => toggle(owner)}>
                  <svg class={`marking marking-${owner}`} viewBox="0 0 34 10" aria-hidden="true"><path class="marking-line" d="M1 5H33" /></svg>
                  {names[owner]} <span class="muted">{marks.length}</span>
                </button>
              ))}
            </div>
          </section>
          {result.referenceWithAi && (
            <p class="caution"><b>The truth was drawn with the AI's outlines in view.</b> Where the two agree, that says less than it seems.</p>
          )}
          <Measures scores={result.scores} model={result.model} />
          <LesionList score={result.scores.truth} marks={result.marks} />
          <p class="case-acts"><a href="#/teaching">To the cases</a> <a href="#/teaching/progress">Your progress</a></p>
        </aside>
      </div>
    </main>
  );
}
