import { useRef, useState } from 'preact/hooks';
import type { StudyDetail } from '../api/contract';
import { Failure } from '../ui/Failure';
import { useKeys } from '../ui/keys';
import { has, usePortal } from '../ui/portal';
import { isSigned } from './changes';
import { ImageColumn } from './ImageColumn';
import { imageKeys } from './imageKeys';
import { KeyHelp } from './KeyHelp';
import { Notice } from './Notice';
import { readingKeys } from './readingKeys';
import { ReadingPanel } from './ReadingPanel';
import { useNodule } from '../nodule/useNodule';
import { useFindingDrawing } from './own/useFindingDrawing';
import { usePriors } from '../prior/usePriors';
import { useImages } from './useImages';
import type { StudyActs, StudyState } from './useStudy';

interface ReadingProps {
  readonly state: StudyState;
  readonly detail: StudyDetail;
  readonly acts: StudyActs;
}

/** One study: its picture on the left, what to decide on the right. */
export function Reading({ state, detail, acts }: ReadingProps) {
  const { client, me } = usePortal();
  const mayRead = has(me, 'radiologist');
  const { study, result } = detail;
  const findings = result?.findings ?? [];
  const signed = isSigned(detail);
  const images = useImages(client, detail, mayRead);

  const [current, setCurrent] = useState(0);
  const [rejecting, setRejecting] = useState<string | null>(null);
  const [signing, setSigning] = useState(false);
  const [help, setHelp] = useState(false);
  const impression = useRef<HTMLTextAreaElement>(null);

  const jumpTo = (index: number): void => {
    const finding = findings[index];
    if (!finding) return;
    setCurrent(index);
    images.show(finding);
  };
  const finding = findings[current];
  const mayDecide = mayRead && !signed && !state.overrun;
  const own = useFindingDrawing(detail, images.contours.document, acts, mayDecide);
  const nodule = useNodule(images.viewer);
  const priors = usePriors(client, study.studyId, mayRead);
  const alertOpen = mayRead && study.times.alertedAt !== undefined && study.times.acknowledgedAt === undefined;

  useKeys({
    ...imageKeys(images),
    d: () => mayDecide && own.begin(),
    m: () => finding && mayDecide && own.amend(finding),
    s: () => own.task && !state.busy && void own.save(),
    b: () => priors.show(priors.shown ? null : (priors.list[0]?.study.studyId ?? null)),
    u: () => images.stack?.modality === 'CT' && nodule.toggle(),
    ...readingKeys({
      jump: (by) => jumpTo(Math.max(0, Math.min(findings.length - 1, current + by))),
      accept: () => finding && mayDecide && void acts.decide(finding.id, 'accept'),
      reject: () => finding && mayDecide && setRejecting(finding.id),
      acknowledge: () => alertOpen && void acts.acknowledge(),
      write: () => impression.current?.focus(),
      sign: () => mayDecide && setSigning(true),
      leave: () => {
        if (document.activeElement === impression.current) impression.current?.blur();
        else if (own.task) own.leave();
        else location.hash = '#/worklist';
      },
      help: () => setHelp(true),
    }),
  });

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
      {images.pixels.error !== null && <Failure error={images.pixels.error} action="Try again" onAction={() => void images.pixels.renew()} />}
      {priors.error !== null && <Failure error={priors.error} />}
      {images.contours.error !== null && <Failure error={images.contours.error} />}
      <div class="reading-columns">
        <ImageColumn images={images} detail={detail} finding={finding} own={own} nodule={nodule} priors={priors} mayRead={mayRead} mayDecide={mayDecide} busy={state.busy} signed={signed} onHelp={() => setHelp(true)} />
        <ReadingPanel
          state={state}
          detail={detail}
          acts={acts}
          own={own}
          onGoTo={images.goTo}
          mayRead={mayRead}
          mayDecide={mayDecide}
          signed={signed}
          alertOpen={alertOpen}
          current={current}
          rejecting={rejecting}
          onRejecting={setRejecting}
          signing={signing}
          onSigning={setSigning}
          onJump={jumpTo}
          impressionRef={impression}
        />
      </div>
      {help && <KeyHelp onClose={() => setHelp(false)} />}
    </main>
  );
}
