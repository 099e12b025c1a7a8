import { useMemo, useState } from 'preact/hooks';
import { messageOf } from '../api/problem';
import { imageKeys } from '../study/imageKeys';
import { indexOfSlice } from '../study/stack';
import { ViewerPane } from '../study/ViewerPane';
import { Dialog } from '../ui/Dialog';
import { Failure } from '../ui/Failure';
import { useKeys } from '../ui/keys';
import { usePortal } from '../ui/portal';
import { useDrawing } from '../viewer/drawing/useDrawing';
import type { CaseInView, Marking, ReadResult, RevealedAi } from './contract';
import { findingsOf, markingsOf } from './grouping';
import { MarkList } from './MarkList';
import { MarkingLayer, slicesOf } from './MarkingLayer';
import { useCaseImages } from './useCaseImages';
import { difficultyWords, plural, topicWords } from './words';

interface BlindReadProps {
  readonly detail: CaseInView;
  readonly path: string;
  readonly onSaved: (result: ReadResult) => void;
}

type Question = 'save' | 'reveal' | null;

/** A case before its marks are saved: pictures, a pen, and nothing that knows the answer. */
export function BlindRead({ detail, path, onSaved }: BlindReadProps) {
  const { client } = usePortal();
  const images = useCaseImages(detail.instances, path);
  const drawing = useDrawing();
  const [question, ask] = useState<Question>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [ai, setAi] = useState<readonly Marking[] | null>(null);
  const [shown, setShown] = useState(true);
  const { marks } = drawing.state;
  const findings = useMemo(() => findingsOf(marks, images.stacks), [marks, images.stacks]);
  const withAi = detail.aiRevealedAt !== undefined || ai !== null;
  useKeys(imageKeys({ viewer: images.viewer, stack: images.stack, toggleOverlay: () => setShown((on) => !on) }));

  const act = async (what: () => Promise<void>): Promise<void> => {
    ask(null);
    setBusy(true);
    setError(null);
    await what().catch(setError);
    setBusy(false);
  };
  const save = () =>
    act(async () => onSaved((await client.post<ReadResult>(`${path}/marks`, marks.length === 0 ? { noFinding: true } : { marks: markingsOf(marks, images.stacks) })).body));
  const reveal = () => act(async () => setAi((await client.post<RevealedAi>(`${path}/ai`)).body.ai));
  const show = (index: number): void => {
    const mark = marks[index];
    const home = mark && images.stacks.find((each) => indexOfSlice(each, mark.sopInstanceUid, mark.frame) >= 0);
    if (!mark || !home) return;
    if (home !== images.stack) images.chooseSeries(home.seriesInstanceUid);
    else images.viewer.current?.goTo(indexOfSlice(home, mark.sopInstanceUid, mark.frame));
  };

  return (
    <main class="reading">
      {detail.case.simulated && <p class="notice"><b class="simulated">SIMULATED</b> A finding in these pictures may have been computed into them.</p>}
      {images.error !== null && <Failure error={images.error} action="Try again" onAction={() => void images.renew()} />}
      <div class="reading-columns">
        <ViewerPane
          key={images.stack?.seriesInstanceUid}
          stack={images.stack}
          stacks={images.stacks}
          start={Math.floor((images.stack?.slices.length ?? 0) / 2)}
          ready={images.ready}
          renew={images.renew}
          simulated={detail.case.simulated}
          onSeries={images.chooseSeries}
          viewerRef={images.viewer}
          drawing={drawing}
          layer={(view, matrix) => shown && ai && <MarkingLayer sets={[{ owner: 'ai', marks: ai }]} stack={images.stack} view={view} matrix={matrix} />}
          marked={ai && shown ? slicesOf(ai, images.stack) : []}
        />
        <aside class="panel">
          <header class="case-head">
            <h1>Case {detail.case.code}</h1>
            <p class="muted">{topicWords(detail.case.topic)}, {difficultyWords(detail.case.difficulty).toLowerCase()}</p>
          </header>
          <section>
            <h2>Your marks</h2>
            <MarkList findings={findings} marks={marks} onShow={show} onRemove={(members) => drawing.change(marks.filter((_, index) => !members.includes(index)))} />
          </section>
          <section>
            <h2>The AI</h2>
            {withAi ? (
              <p class="muted">You asked for the AI's outlines: this read counts as read with AI. {ai ? <><kbd>o</kbd> hides and shows them.</> : <button type="button" disabled={busy} onClick={() => void reveal()}>Show them</button>}</p>
            ) : (
              <>
                <p class="muted">Not fetched. A blind read teaches most.</p>
                <button type="button" disabled={busy} onClick={() => ask('reveal')}>Show the AI's outlines…</button>
              </>
            )}
          </section>
          <section class="sign">
            {error !== null && <p class="warn" role="alert">{messageOf(error)}</p>}
            <button type="button" class="primary" disabled={busy} onClick={() => ask('save')}>
              {findings.length === 0 ? 'Save: no finding…' : `Save ${plural(findings.length, 'finding')}…`}
            </button>
            <p class="muted">Then your marks stay as they are, and the truth and the AI are shown beside them.</p>
          </section>
        </aside>
      </div>
      {question === 'save' && (
        <Dialog title={findings.length === 0 ? 'Save this case as having no finding?' : `Save ${plural(findings.length, 'finding')}?`} onClose={() => ask(null)}>
          <p>Each case is read once: your marks are not changed afterwards.</p>
          <div class="dialog-acts">
            <button type="button" onClick={() => ask(null)}>Read on</button>
            <button type="button" class="primary" autofocus onClick={() => void save()}>Save</button>
          </div>
        </Dialog>
      )}
      {question === 'reveal' && (
        <Dialog title="Show the AI's outlines?" onClose={() => ask(null)}>
          <p>This read then counts as read with AI, apart from your blind reads. It cannot be taken back.</p>
          <div class="dialog-acts">
            <button type="button" autofocus onClick={() => ask(null)}>Stay blind</button>
            <button type="button" class="primary" onClick={() => void reveal()}>Show them</button>
          </div>
        </Dialog>
      )}
    </main>
  );
}
