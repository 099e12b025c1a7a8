import type { RefObject } from 'preact';
import { crossAt } from '../cross';
import { onScreen } from '../matrix';
import type { Matrix } from '../orientation';
import { useHand } from '../useHand';
import { MarkShape } from './MarkShape';
import { lies, type Picture, type Place } from './marks';
import type { Drawing } from './useDrawing';

interface DrawingLayerProps {
  readonly drawing: Drawing;
  /** The picture that is drawn now; null while it loads. */
  readonly picture: Picture | null;
  /** From pixels of the image to CSS pixels of the host. */
  readonly matrix: Matrix;
  readonly size: { readonly width: number; readonly height: number };
  /** The element that shows the picture. */
  readonly host: RefObject<HTMLElement | null>;
  /** What assistive technology calls it. */
  readonly label?: string;
}

/** Shows marks on the picture and lets the chosen pen draw them. The wheel and the other buttons stay the picture's own. */
export function DrawingLayer({ drawing, picture, matrix, size, host, label = 'Drawn by hand' }: DrawingLayerProps) {
  useHand({ hand: drawing, picture, matrix }, host);
  if (!picture) return null;
  const { marks, selected, vertex, stroke, pen, cursor } = drawing.state;
  const place = (point: Place): Place => onScreen(matrix, point);
  const here = marks.map((mark, index) => ({ mark: stroke?.kind === 'drag' && stroke.mark === index ? stroke.now : mark, index })).filter(({ mark }) => lies(mark, picture));
  const begun = stroke && stroke.kind !== 'drag' && lies(stroke.picture, picture) ? stroke : null;
  return (
    <svg class={pen === null ? 'drawing' : `drawing drawing-${pen}`} width={size.width} height={size.height} role="img" aria-label={`${label}: ${here.length}`}>
      {here.map(({ mark, index }) => (
        <g key={index} class={index === selected ? 'drawn drawn-selected' : 'drawn'}>
          <MarkShape mark={mark} place={place} />
          {pen === 'edit' && handlesOf(mark.points.map(place), index === selected ? vertex : null).map(({ corner, at }) => <Handle key={corner} at={at} chosen={index === selected && corner === vertex} />)}
        </g>
      ))}
      {begun?.kind === 'box' && <rect class="drawn-begun" {...rectOf(place(begun.from), place(begun.to))} />}
      {begun?.kind === 'line' && (
        <g>
          <polyline class="drawn-begun" points={begun.points.map((point) => place(point).join()).join(' ')} />
          {!begun.free && begun.points.map((point, index) => <Handle key={index} at={place(point)} chosen={index === 0} />)}
        </g>
      )}
      {pen !== null && cursor && <path class="drawn-cursor" d={crossAt(place(cursor), 12)} />}
    </svg>
  );
}

/** Corners that lie close on the screen share a handle; any of them can be dragged, and zooming in shows them. */
function handlesOf(points: readonly Place[], chosen: number | null): { readonly corner: number; readonly at: Place }[] {
  const shown: { corner: number; at: Place }[] = [];
  for (const [corner, at] of points.entries()) {
    const last = shown.at(-1)?.at;
    if (corner === chosen || !last || Math.hypot(at[0] - last[0], at[1] - last[1]) >= 14) shown.push({ corner, at });
  }
  return shown;
}

function Handle({ at: [x, y], chosen }: { readonly at: Place; readonly chosen: boolean }) {
  return <rect class={chosen ? 'drawn-handle chosen' : 'drawn-handle'} x={x - 3.5} y={y - 3.5} width="7" height="7" />;
}

function rectOf([x1, y1]: Place, [x2, y2]: Place) {
  return { x: Math.min(x1, x2), y: Math.min(y1, y2), width: Math.abs(x2 - x1), height: Math.abs(y2 - y1) };
}
