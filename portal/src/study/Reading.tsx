import { useMemo, useRef, useState } from 'preact/hooks';
import type { StudyDetail } from '../api/contract';
import { Failure } from '../ui/Failure';
import { useKeys } from '../ui/keys';
import { has, usePortal } from '../ui/portal';
import type { StackViewer } from '../viewer/StackViewer';
import { isSigned } from './changes';
import { FindingsPanel } from './FindingsPanel';
import { KeyHelp } from './KeyHelp';
import { Notice } from './Notice';
import { outlinesBySlice } from './outlines';
import { readingKeys } from './readingKeys';
import { SignPanel } from './SignPanel';
import { indexOfSlice, stacksOf } from './stack';
import { StudyHead } from './StudyHead';
import { Timeline } from './Timeline';
import { useContours, usePixelSession } from './usePixels';
import type { StudyActs, StudyState } from './useStudy';
import { ViewerPane } from './ViewerPane';

interface ReadingProps {
  readonly state: StudyState;
  readonly detail: StudyDetail;
  readonly acts: StudyActs;
}

/** One study: its picture on the left, what to decide on the right. */
export function Reading({ state, detail, acts }: ReadingProps) {
  const { client, me } = usePortal();
  const mayRead = has(me, 'radiologist');
  const { study, instances, result } = detail;
  const findings = result?.findings ?? [];
  const signed = isSigned(detail);

  const pixels = usePixelSession(client, mayRead);
  const contours = useContours(result?.contours, pixels.ready);
  const stacks = useMemo(() => stacksOf(instances, result), [instances, result]);
  const [chosenSeries, chooseSeries] = useState<string | null>(null);
  const stack = stacks.find((each) => each.seriesInstanceUid === chosenSeries) ?? stacks[0];
  const outlines = useMemo(
    () => (contours.document && stack ? outlinesBySlice(contours.document, stack) : new Map()),
    [contours.document, stack],
  );

  const [current, setCurrent] = useState(0);
  const [overlay, setOverlay] = useState(true);
  const [rejecting, setRejecting] = useState<string | null>(null);
  const [signing, setSigning] = useState(false);
  const [help, setHelp] = useState(false);
  const viewer = useRef<StackViewer | null>(null);
  const impression = useRef<HTMLTextAreaElement>(null);

  const jumpTo = (index: number): void => {
    const finding = findings[index];
    if (!finding) return;
    setCurrent(index);
    const home = stacks.find((each) => each.seriesInstanceUid === finding.seriesInstanceUid);
    if (!home) return;
    if (home !== stack) chooseSeries(home.seriesInstanceUid);
    else viewer.current?.goTo(indexOfSlice(home, finding.keySopInstanceUid, finding.keyFrame));
  };
  const finding = findings[current];
  const start = finding && stack ? Math.max(0, indexOfSlice(stack, finding.keySopInstanceUid, finding.keyFrame)) : Math.floor((stack?.slices.length ?? 0) / 2);
  const mayDecide = mayRead && !signed && !state.overrun;
  const alertOpen = mayRead && study.times.alertedAt !== undefined && study.times.acknowledgedAt === undefined;

  useKeys(
    readingKeys({
      viewer: () => viewer.current,
      last: (stack?.slices.length ?? 1) - 1,
      toggleOverlay: () => setOverlay((on) => !on),
      jump: (by) => jumpTo(Math.max(0, Math.min(findings.length - 1, current + by))),
      accept: () => finding && mayDecide && void acts.decide(finding.id, 'accept'),
      reject: () => finding && mayDecide && setRejecting(finding.id),
      acknowledge: () => alertOpen && void acts.acknowledge(),
      write: () => impression.current?.focus(),
      sign: () => mayDecide && setSigning(true),
      leave: () => {
        if (document.activeElement === impression.current) impression.current?.blur();
        else location.hash = '#/worklist';
      },
      help: () => setHelp(true),
    }),
  );

  return (
    <main class="reading">
      <Notice result={result} simulated={study.simulated} signed={signed} />
      {state.overrun && (
        <div class="failure" role="alert">
          <span>Someone else changed this study. Reload it before you decide; your impression text stays.</span>
          <button type="button" onClick={() => void acts.reload()}>Reload</button>
        </div>
      )}
      {state.error !== null && <Failure error={state.error} />}
      {pixels.error !== null && <Failure error={pixels.error} action="Try again" onAction={() => void pixels.renew()} />}
      {contours.error !== null && <Failure error={contours.error} />}
      <div class="reading-columns">
        {mayRead ? (
          <ViewerPane
            key={stack?.seriesInstanceUid}
            stack={stack}
            stacks={stacks}
            start={start}
            ready={pixels.ready}
            renew={pixels.renew}
            outlines={outlines}
            current={finding?.id}
            overlay={overlay}
            simulated={study.simulated || result?.simulated === true}
            verified={signed}
            onToggleOverlay={() => setOverlay((on) => !on)}
            onSeries={chooseSeries}
            onHelp={() => setHelp(true)}
            viewerRef={viewer}
          />
        ) : (
          <Timeline study={study} />
        )}
        <aside class="panel">
          <StudyHead study={study} signed={signed} onAcknowledge={alertOpen ? () => void acts.acknowledge() : undefined} busy={state.busy} />
          {state.actError !== null && <Failure error={state.actError} />}
          <FindingsPanel
            detail={detail}
            current={current}
            mayDecide={mayDecide && !state.busy}
            rejecting={rejecting}
            onRejecting={setRejecting}
            onJump={jumpTo}
            onDecide={(id, verdict, reason) => void acts.decide(id, verdict, reason)}
          />
          {(mayRead || detail.review.signatures.length > 0) && (
            <SignPanel
              detail={detail}
              mayDecide={mayDecide}
              busy={state.busy}
              confirming={signing}
              onConfirming={setSigning}
              onSign={acts.sign}
              mayAdd={mayRead && !state.overrun}
              onAddendum={acts.append}
              impressionRef={impression}
            />
          )}
          {mayRead && <Timeline study={study} folded />}
        </aside>
      </div>
      {help && <KeyHelp onClose={() => setHelp(false)} />}
    </main>
  );
}
