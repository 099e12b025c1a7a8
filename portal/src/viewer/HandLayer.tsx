import type { RefObject } from 'preact';
import { crossAt } from './cross';
import type { Picture } from './drawing/marks';
import type { Hand } from './hand';
import { onScreen } from './matrix';
import type { Matrix } from './orientation';
import { useHand } from './useHand';

interface HandLayerProps {
  readonly hand: Hand;
  readonly picture: Picture | null;
  readonly matrix: Matrix;
  readonly size: { readonly width: number; readonly height: number };
  readonly host: RefObject<HTMLElement | null>;
}

/** A tool that draws nothing itself: only where the keyboard's cross stands. */
export function HandLayer({ hand, picture, matrix, size, host }: HandLayerProps) {
  useHand({ hand, picture, matrix }, host);
  if (!hand.active || !hand.cursor) return null;
  return (
    <svg class="drawing" width={size.width} height={size.height} aria-hidden="true">
      <path class="drawn-cursor" d={crossAt(onScreen(matrix, hand.cursor), 12)} />
    </svg>
  );
}
