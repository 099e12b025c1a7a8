import type { Drawn } from '../viewer/drawing/marks';
import type { Matrix } from '../viewer/orientation';
import { onScreen } from '../viewer/matrix';
import type { View } from '../viewer/StackViewer';
import { indexOfSlice, type Stack } from '../study/stack';
import { pathOf } from '../study/outlines';
import type { Marking } from './contract';

export type Owner = 'mine' | 'ai' | 'truth';

export interface MarkingSet {
  readonly owner: Owner;
  readonly marks: readonly Marking[];
}

interface MarkingLayerProps {
  readonly sets: readonly MarkingSet[];
  readonly stack: Stack | undefined;
  readonly view: View;
  readonly matrix: Matrix;
}

/** Whose marks lie on the picture: each owner has a colour and a kind of line, so that neither alone must tell. */
export function MarkingLayer({ sets, stack, view, matrix }: MarkingLayerProps) {
  if (!stack) return null;
  const here = (picture: { readonly sopInstanceUid: string; readonly frame?: number }): boolean => indexOfSlice(stack, picture.sopInstanceUid, picture.frame ?? 1) === view.index;
  return (
    <svg class="marking-layer" width={view.size.width} height={view.size.height} role="img" aria-label="Marks">
      {sets.flatMap(({ owner, marks }) =>
        marks.flatMap((mark, index) => [
          ...(mark.contours ?? []).filter(here).map((contour, part) => (
            <g key={`${owner}-${index}-${part}`} class={`marking marking-${owner}`} transform={`matrix(${matrix.join(' ')})`}>
              <path class="marking-shade" d={pathOf(cornersOf(contour))} vector-effect="non-scaling-stroke" />
              <path class="marking-line" d={pathOf(cornersOf(contour))} vector-effect="non-scaling-stroke" data-owner={owner} />
            </g>
          )),
          ...(mark.point && here(mark.point) ? [<Cross key={`${owner}-${index}`} owner={owner} at={onScreen(matrix, [mark.point.column, mark.point.row])} />] : []),
        ]),
      )}
    </svg>
  );
}

/** Slices of the stack that bear a mark. */
export function slicesOf(marks: readonly Marking[], stack: Stack | undefined): number[] {
  if (!stack) return [];
  const pictures = marks.flatMap((mark) => [...(mark.contours ?? []), ...(mark.point ? [mark.point] : [])]);
  return [...new Set(pictures.map((picture) => indexOfSlice(stack, picture.sopInstanceUid, picture.frame ?? 1)))].filter((index) => index >= 0).sort((a, b) => a - b);
}

function Cross({ owner, at: [x, y] }: { readonly owner: Owner; readonly at: readonly [number, number] }) {
  const d = `M${x - 9} ${y}H${x - 3}M${x + 3} ${y}H${x + 9}M${x} ${y - 9}V${y - 3}M${x} ${y + 3}V${y + 9}`;
  return (
    <g class={`marking marking-${owner}`}>
      <path class="marking-shade" d={d} />
      <path class="marking-line" d={d} data-owner={owner} />
    </g>
  );
}

function cornersOf({ polygon, box }: Drawn): readonly (readonly number[])[] {
  if (!box) return polygon ?? [];
  const [left = NaN, top = NaN, right = NaN, bottom = NaN] = box;
  return [[left, top], [right, top], [right, bottom], [left, bottom]];
}
