import { useRef, useState } from 'preact/hooks';
import type { Finding, StudyDetail } from '../api/contract';
import type { Nodule } from '../nodule/useNodule';
import { apart } from '../prior/apart';
import { PriorPane } from '../prior/PriorPane';
import { useLink } from '../prior/useLink';
import type { Priors } from '../prior/usePriors';
import { subject } from '../format/labels';
import type { StackViewer } from '../viewer/StackViewer';
import { AiBar } from './AiBar';
import type { Heatmap } from './outlines';
import { DrawingTaskBar } from './own/DrawingTaskBar';
import { NoduleBar } from './own/NoduleBar';
import type { FindingDrawing } from './own/useFindingDrawing';
import { indexOfSlice } from './stack';
import { Timeline } from './Timeline';
import type { Images } from './useImages';
import { useOneHand } from './useOneHand';
import { ViewerPane } from './ViewerPane';

interface ImageColumnProps {
  readonly images: Images;
  readonly detail: StudyDetail;
  /** The finding in view. */
  readonly finding: Finding | undefined;
  readonly own: FindingDrawing;
  readonly nodule: Nodule;
  readonly priors: Priors;
  readonly mayRead: boolean;
  readonly mayDecide: boolean;
  readonly busy: boolean;
  readonly signed: boolean;
  readonly onHelp: () => void;
}

/** The left side of a reading: the pictures, or for who reads none the study's times. */
export function ImageColumn({ images, detail, finding, own, nodule, priors, mayRead, mayDecide, busy, signed, onHelp }: ImageColumnProps) {
  const { study, result } = detail;
  const { stack, measuring } = images;
  const [slice, setSlice] = useState(-1);
  const { drawing, task } = own;
  const priorViewer = useRef<StackViewer | null>(null);
  const link = useLink(images.viewer, priorViewer);
  useOneHand([
    { active: drawing.active, putDown: () => drawing.take(null) },
    { active: measuring.active, putDown: () => measuring.take(null) },
    { active: nodule.hand.active, putDown: () => nodule.toggle(false) },
  ]);
  if (!mayRead) return <Timeline study={study} />;
  const start = finding && stack ? Math.max(0, indexOfSlice(stack, finding.keySopInstanceUid, finding.keyFrame)) : Math.floor((stack?.slices.length ?? 0) / 2);
  const { proposal, bundle } = nodule;
  // Where frames lie is known once the outlines are: shown before, the same stack would be begun twice.
  const awaited = result?.contours !== undefined && images.pixels.results.includes(study.studyId) && images.contours.document === null && images.contours.error === null;
  const orderPending = awaited && stack?.slices.some(({ frames }) => frames > 1) === true;
  const take = (): void => {
    if (proposal && bundle) own.begin({ mark: proposal.mark, label: `${bundle.finding.label} (outline: ${bundle.name} ${bundle.version})`.slice(0, 56), code: bundle.finding.code });
  };
  const view = (
    <ViewerPane
      key={stack?.seriesInstanceUid}
      stack={stack}
      stacks={images.stacks}
      start={start}
      ready={images.pixels.ready && !orderPending}
      renew={images.pixels.renew}
      outlines={images.outlines}
      ai={{ opacity: images.ai.opacity, heat: images.ai.heat ? heatOn(images, slice, result?.contours) : [] }}
      current={finding?.id}
      overlay={images.overlay}
      simulated={study.simulated || result?.simulated === true}
      verified={signed}
      onToggleOverlay={images.toggleOverlay}
      onSeries={images.chooseSeries}
      onHelp={onHelp}
      viewerRef={images.viewer}
      measuring={measuring}
      marks={proposal ? [...own.saved, proposal.mark] : own.saved}
      drawing={task ? drawing : undefined}
      hand={nodule.hand}
      onView={({ index }) => {
        setSlice(index);
        // The first picture is on the screen: what a click would wait for is fetched while the reader looks at it.
        if (index >= 0 && stack?.modality === 'CT') nodule.warm(stack.seriesInstanceUid);
        if (stack && priors.shown) link.follow('study', index, stack);
      }}
      extraTools={
        <>
          {stack?.modality === 'CT' && (
            <button type="button" aria-pressed={nodule.hand.active} data-ready={nodule.ready} onClick={() => nodule.toggle()} title="Outline and measure the lung nodule at a click (u)">Nodule</button>
          )}
          {priors.list.length > 0 && (
            <select aria-label="Prior" title="Another study of this patient (b)" value={priors.shown?.prior.study.studyId ?? ''} onChange={(event) => priors.show(event.currentTarget.value || null)}>
              <option value="">{priors.list.length === 1 ? '1 prior' : `${priors.list.length} priors`}</option>
              {priors.list.map(({ study: other, days }) => (
                <option key={other.studyId} value={other.studyId}>{subject(other)}, {apart(days)}</option>
              ))}
            </select>
          )}
        </>
      }
    >
      <AiBar findings={result?.findings ?? []} choice={images.ai} hasHeat={images.heatmaps.length > 0} drawn={images.overlay} onChoose={images.chooseAi} />
      <NoduleBar nodule={nodule} mayDecide={mayDecide} onAccept={take} />
      <DrawingTaskBar own={own} busy={busy} />
    </ViewerPane>
  );
  // The same tree with and without a prior: the picture in view is not loaded anew.
  return (
    <div class={priors.shown ? 'side-by-side' : 'alone'}>
      <div class="present" onPointerEnter={() => link.lead('study')} onWheelCapture={() => link.lead('study')}>{view}</div>
      {priors.shown && (
        <PriorPane
          key={priors.shown.prior.study.studyId}
          {...priors.shown}
          pixels={images.pixels}
          viewerRef={priorViewer}
          linked={link.linked}
          onLink={link.setLinked}
          onLead={() => link.lead('prior')}
          onView={({ index }, other) => link.follow('prior', index, other)}
          onClose={() => priors.show(null)}
        />
      )}
    </div>
  );
}

/** Heatmaps lie beside the contours file. */
function heatOn({ heatmaps }: Images, slice: number, contours: string | undefined): (Heatmap & { readonly url: string })[] {
  const folder = contours?.slice(0, contours.lastIndexOf('/') + 1) ?? '';
  return heatmaps.filter((heat) => heat.slice === slice).map((heat) => ({ ...heat, url: folder + heat.file }));
}
