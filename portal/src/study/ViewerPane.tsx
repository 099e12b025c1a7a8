import type { ComponentChildren, RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { messageOf } from '../api/problem';
import { DrawingBar } from '../viewer/drawing/DrawingBar';
import { DrawingLayer } from '../viewer/drawing/DrawingLayer';
import { MarkLayer } from '../viewer/drawing/MarkLayer';
import type { Mark } from '../viewer/drawing/marks';
import type { Pen } from '../viewer/drawing/pen';
import type { Drawing } from '../viewer/drawing/useDrawing';
import { MeasureLayer } from '../viewer/measuring/MeasureLayer';
import type { Measuring } from '../viewer/measuring/useMeasuring';
import type { Hand } from '../viewer/hand';
import { HandLayer } from '../viewer/HandLayer';
import { scaleOfHeader } from '../viewer/scale';
import type { StackViewer, View } from '../viewer/StackViewer';
import { Overlay, type AiView } from './Overlay';
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
  /** How they are shown. */
  readonly ai?: AiView;
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
  /** What persons drew before. */
  readonly marks?: readonly Mark[];
  readonly measuring?: Measuring;
  /** Another tool that has the left button while it is active: the click on a nodule. */
  readonly hand?: Hand | undefined;
  /** More buttons in the bar of tools. */
  readonly extraTools?: ComponentChildren;
  /** Between the tools and the picture. */
  readonly children?: ComponentChildren;
  /** What is drawn now, at each drawing. */
  readonly onView?: (view: View) => void;
}

const none: ReadonlyMap<number, readonly Outline[]> = new Map();

/** The picture with its tools. Cornerstone is fetched only when this is first drawn. */
export function ViewerPane(props: ViewerPaneProps) {
  const { stack, ready, viewerRef } = props;
  const element = useRef<HTMLDivElement>(null);
  const [view, setView] = useState<View | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const told = useRef(props.onView);
  told.current = props.onView;

  useEffect(() => {
    if (!stack || !ready || !element.current) return;
    const place = element.current;
    let gone = false;
    setFailure(null);
    const show = (next: View): void => {
      setView(next);
      told.current?.(next);
    };
    import('../viewer/StackViewer')
      .then(async ({ StackViewer }) => {
        if (gone) return;
        viewerRef.current = new StackViewer(place, show, props.renew);
        await viewerRef.current.show(stack, props.start);
      })
      .catch((error: unknown) => {
        // What befell a viewer that has been replaced says nothing about the one that stands.
        if (!gone) setFailure(`The viewer cannot be shown: ${messageOf(error)}`);
      });
    return () => {
      gone = true;
      viewerRef.current?.destroy();
      viewerRef.current = null;
    };
    // A new result, a late slice or another order of frames makes another stack; where it starts is not a reason to begin anew.
  }, [stack?.slices.map((slice) => `${slice.path}#${slice.frame}`).join(), ready]);

  const error = failure ?? view?.error ?? null;
  const { outlines = none, overlay = false, simulated = false, verified = false, drawing, measuring, marks = [], hand } = props;
  const here = (view && outlines.get(view.index)) ?? [];
  const picture = (view && stack?.slices[view.index]) ?? null;
  const header = viewerRef.current?.header() ?? null;
  const modality = header && typeof header['Modality'] === 'string' ? header['Modality'] : stack?.modality;
  const reckoning = {
    scale: header && picture ? scaleOfHeader(header, picture.frame) : null,
    unit: modality === 'CT' ? 'HU' : '',
    field: () => viewerRef.current?.values() ?? null,
  };
  const drawn = view?.matrix && error === null ? { picture, matrix: view.matrix, size: view.size, host: element } : null;
  return (
    <section class="viewer" aria-label="Images">
      <ViewerTools view={view} viewer={() => viewerRef.current} modality={modality} {...props} overlay={overlay} hasOutlines={outlines.size > 0} />
      {drawing && <DrawingBar drawing={drawing} {...(props.pens ? { pens: props.pens } : {})} />}
      {props.children}
      <div class="stage">
        <div class="canvas-host" ref={element} onContextMenu={(event) => event.preventDefault()} data-slice={view?.index ?? -1} data-loaded={view?.loaded ?? 0} />
        {drawn && overlay && <Overlay outlines={here} matrix={drawn.matrix} size={drawn.size} current={props.current} ai={props.ai} />}
        {drawn && marks.length > 0 && <MarkLayer marks={marks} {...drawn} />}
        {drawn && measuring && <MeasureLayer measuring={measuring} {...drawn} reckoning={reckoning} />}
        {drawn && drawing && <DrawingLayer drawing={drawing} {...drawn} />}
        {drawn && hand && <HandLayer hand={hand} {...drawn} />}
        {drawn && props.layer && view && props.layer(view, drawn.matrix)}
        {stack && view && view.index >= 0 && (
          <ViewerWords stack={stack} view={view} header={header} outlined={here.length > 0 && overlay} simulated={simulated} verified={verified} />
        )}
        {!stack && <p class="stage-message">This study holds no images.</p>}
        {stack && (view === null || view.index < 0) && error === null && <p class="stage-message">Loading images…</p>}
        {error !== null && <p class="stage-message stage-error" role="alert">{error}</p>}
      </div>
      {stack && <SliceBar stack={stack} index={view?.index ?? -1} outlined={[...outlines.keys(), ...(props.marked ?? [])]} onGo={(index) => viewerRef.current?.goTo(index)} />}
    </section>
  );
}
