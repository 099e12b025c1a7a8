import type { Picture, Place } from './drawing/marks';

/** What a pen or a measuring tool does with presses, of a mouse, a finger or the keyboard's cross. */
export interface Hand {
  /** It has the left button and the keys now. */
  readonly active: boolean;
  /** Something follows the hand while it moves. */
  readonly dragging: boolean;
  /** Where the keyboard's cross stands. */
  readonly cursor: Place | null;
  /** @param reach how far from a line still counts as on it, in pixels of the image */
  readonly press: (picture: Picture, place: Place, reach: number) => void;
  /** A press of the keyboard: what then follows the hand follows the cross, until it is released. */
  readonly tap: (picture: Picture, place: Place, reach: number) => void;
  readonly move: (place: Place, reach: number) => void;
  readonly release: () => void;
  readonly close: () => void;
  readonly cancel: () => void;
  readonly erase: () => void;
  readonly undo: () => void;
  readonly redo: () => void;
  readonly setCursor: (cursor: Place | null) => void;
}
