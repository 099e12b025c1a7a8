import type { RefObject } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import type { StudyDetail } from '../api/contract';
import { subject } from '../format/labels';
import { stacksOf, type Stack } from '../study/stack';
import type { PixelSession } from '../study/usePixels';
import { ViewerPane } from '../study/ViewerPane';
import { useMeasuring } from '../viewer/measuring/useMeasuring';
import type { StackViewer, View } from '../viewer/StackViewer';
import { apart } from './apart';
import type { Prior } from './contract';

interface PriorPaneProps {
  readonly prior: Prior;
  readonly detail: StudyDetail;
  readonly pixels: PixelSession;
  readonly viewerRef: RefObject<StackViewer | null>;
  readonly linked: boolean;
  readonly onLink: (linked: boolean) => void;
  /** The person works in this picture: it leads the other. */
  readonly onLead: () => void;
  readonly onView: (view: View, stack: Stack) => void;
  readonly onClose: () => void;
}

/** Another study of the same patient, beside the one in view. It is looked at and measured, never drawn on. */
export function PriorPane({ prior, detail, pixels, viewerRef, linked, onLink, onLead, onView, onClose }: PriorPaneProps) {
  const stacks = useMemo(() => stacksOf(detail.instances, detail.result), [detail]);
  const [chosen, choose] = useState<string | null>(null);
  const measuring = useMeasuring();
  const stack = stacks.find((each) => each.seriesInstanceUid === chosen) ?? stacks[0];
  return (
    <div class="prior" onPointerEnter={onLead} onWheelCapture={onLead}>
      <div class="prior-head">
        <strong>Prior: {subject(prior.study)}</strong>
        <span>{apart(prior.days)}</span>
        <label>
          <input type="checkbox" checked={linked} onChange={(event) => onLink(event.currentTarget.checked)} /> Scroll together
        </label>
        <button type="button" onClick={onClose}>Close prior</button>
      </div>
      <ViewerPane
        key={stack?.seriesInstanceUid}
        stack={stack}
        stacks={stacks}
        start={Math.floor((stack?.slices.length ?? 0) / 2)}
        ready={pixels.ready}
        renew={pixels.renew}
        onSeries={choose}
        viewerRef={viewerRef}
        measuring={measuring}
        simulated={prior.study.simulated}
        onView={(view) => stack && onView(view, stack)}
      />
    </div>
  );
}
