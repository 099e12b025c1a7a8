import type { Matrix } from '../orientation';
import { onScreen } from '../matrix';
import { MarkShape } from './MarkShape';
import { lies, type Mark, type Picture } from './marks';

interface MarkLayerProps {
  readonly marks: readonly Mark[];
  readonly picture: Picture | null;
  readonly matrix: Matrix;
  readonly size: { readonly width: number; readonly height: number };
}

/** Marks that are looked at and not drawn: a person's, saved before. */
export function MarkLayer({ marks, picture, matrix, size }: MarkLayerProps) {
  const here = picture ? marks.filter((mark) => lies(mark, picture)) : [];
  return (
    <svg class="drawing" width={size.width} height={size.height} role="img" aria-label={`Saved marks: ${here.length}`}>
      {here.map((mark, index) => (
        <g key={index} class="drawn drawn-saved">
          <MarkShape mark={mark} place={(point) => onScreen(matrix, point)} />
        </g>
      ))}
    </svg>
  );
}
