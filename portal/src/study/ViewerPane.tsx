import type { ComponentChildren, RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { messageOf } from '../api/problem';
import type { StackViewer, View } from '../viewer/StackViewer';
import { DrawingBar } from '../viewer/drawing/DrawingBar';
import { DrawingLayer } from '../viewer/drawing/DrawingLayer';
import type { Pen } from '../viewer/drawing/pen';
import type { Drawing } from '../viewer/drawing/useDrawing';
import { Overlay } from './Overlay';
import type { Matrix } from '../viewer/orientation';
import type { Outline } from './outlines';
import { SliceBar } from './SliceBar';
import type { Stack } from './stack';
import { ViewerTools } from './ViewerTools';
import { ViewerWords } from './ViewerWords';

interface ViewerPaneProps {
  readonly stack: Stack | undefined;
  readonly stacks: readonly Stack[];
  /** The slice that is shown first. */
  readonly start: number;
  /** The pixel cookies are there. */
  readonly ready: boolean;
  readonly renew: () => Promise<void>;
  /** The AI's, by index of slice; where there are none nothing speaks of them. */
  readonly outlines?: ReadonlyMap<number, readonly Outline[]>;
  /** The finding whose outline stands out. */
  readonly current?: string | undefined;
  readonly overlay?: boolean;
  readonly simulated?: boolean;
  readonly verified?: boolean;
  readonly onToggleOverlay?: () => void;
  readonly onSeries: (seriesInstanceUid: string) => void;
  readonly onHelp?: () => void;
  readonly viewerRef: RefObject<StackViewer | null>;
  /** What the person draws; absent where nothing may be drawn. */
  readonly drawing?: Drawing | undefined;
  readonly pens?: readonly Pen[];
  /** What else is drawn over the picture. */
  readonly layer?: (view: View, matrix: Matrix) => ComponentChildren;
  /** Slices that the bar marks beside those with outlines. */
  readonly marked?: readonly number[];
}

const none: ReadonlyMap<number, readonly Outline[]> = new Map();

/** The picture with its tools. Cornerstone is fetched only when this is first drawn. */
export function ViewerPane(props: ViewerPaneProps) {
  const { stack, ready, viewerRef } = props;
  const element = useRef<HTMLDivElement>(null);
  const [view, setView] = useState<View | null>(null);
  const [failure, setFailure] = useState<string | null>(null);

  useEffect(() => {
    if (!stack || !ready || !element.current) return;
    const place = element.current;
    let gone = false;
    import('../viewer/StackViewer')
      .then(async ({ StackViewer }) => {
        if (gone) return;
        viewerRef.current = new StackViewer(place, setView, props.renew);
        await viewerRef.current.show(stack, props.start);
      })
      .catch((error: unknown) => setFailure(`The viewer cannot be shown: ${messageOf(error)}`));
    return () => {
      gone = true;
      viewerRef.current?.destroy();
      viewerRef.current = null;
    };
    // A new result or a late slice makes another stack; where it starts is not a reason to begin anew.
  }, [stack?.slices.map((slice) => slice.path).join(), ready]);

  const error = failure ?? view?.error ?? null;
  const { outlines = none, overlay = false, simulated = false, verified = false, drawing } = props;
  const here = (view && outlines.get(view.index)) ?? [];
  const picture = (view && stack?.slices[view.index]) ?? null;
  return (
    <section class="viewer" aria-label="Images">
      <ViewerTools view={view} viewer={() => viewerRef.current} {...props} overlay={overlay} hasOutlines={outlines.size > 0} />
      {drawing && <DrawingBar drawing={drawing} {...(props.pens ? { pens: props.pens } : {})} />}
      <div class="stage">
        <div class="canvas-host" ref={element} onContextMenu={(event) => event.preventDefault()} data-slice={view?.index ?? -1} data-loaded={view?.loaded ?? 0} />
        {overlay && view?.matrix && error === null && <Overlay outlines={here} matrix={view.matrix} size={view.size} current={props.current} />}
        {drawing && view?.matrix && error === null && <DrawingLayer drawing={drawing} picture={picture} matrix={view.matrix} size={view.size} host={element} />}
        {props.layer && view?.matrix && error === null && props.layer(view, view.matrix)}
        {stack && view && view.index >= 0 && (
          <ViewerWords stack={stack} view={view} outlined={here.length > 0 && overlay} simulated={simulated} verified={verified} />
        )}
        {!stack && <p class="stage-message">This study holds no images.</p>}
        {stack && (view === null || view.index < 0) && error === null && <p class="stage-message">Loading images…</p>}
        {error !== null && <p class="stage-message stage-error" role="alert">{error}</p>}
      </div>
      {stack && <SliceBar stack={stack} index={view?.index ?? -1} outlined={[...outlines.keys(), ...(props.marked ?? [])]} onGo={(index) => viewerRef.current?.goTo(index)} />}
    </section>
  );
}
