import type { Finding, StudyDetail } from '../api/contract';
import { indexOfSlice } from './stack';
import { Timeline } from './Timeline';
import type { Images } from './useImages';
import { ViewerPane } from './ViewerPane';

interface ImageColumnProps {
  readonly images: Images;
  readonly detail: StudyDetail;
  /** The finding in view. */
  readonly finding: Finding | undefined;
  readonly mayRead: boolean;
  readonly signed: boolean;
  readonly onHelp: () => void;
}

/** The left side of a reading: the pictures, or for who reads none the study's times. */
export function ImageColumn({ images, detail, finding, mayRead, signed, onHelp }: ImageColumnProps) {
  const { study, result } = detail;
  const { stack } = images;
  if (!mayRead) return <Timeline study={study} />;
  const start = finding && stack ? Math.max(0, indexOfSlice(stack, finding.keySopInstanceUid, finding.keyFrame)) : Math.floor((stack?.slices.length ?? 0) / 2);
  return (
    <ViewerPane
      key={stack?.seriesInstanceUid}
      stack={stack}
      stacks={images.stacks}
      start={start}
      ready={images.pixels.ready}
      renew={images.pixels.renew}
      outlines={images.outlines}
      current={finding?.id}
      overlay={images.overlay}
      simulated={study.simulated || result?.simulated === true}
      verified={signed}
      onToggleOverlay={images.toggleOverlay}
      onSeries={images.chooseSeries}
      onHelp={onHelp}
      viewerRef={images.viewer}
    />
  );
}
