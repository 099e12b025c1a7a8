import { useMemo, useRef, useState } from 'preact/hooks';
import type { Mark, Picture, Place } from './marks';
import type { Hand } from '../hand';
import { cancel, changed, close, erase, move, noDrawing, press, redo, release, take, undo, type DrawingState, type Pen } from './pen';

/** A drawing and all that may be done to it. One belongs to one {@link DrawingLayer} at a time; the marks may lie on any pictures. */
export interface Drawing extends Hand {
  readonly state: DrawingState;
  readonly take: (pen: Pen | null) => void;
  /** Another set of marks, which undo takes back. */
  readonly change: (marks: readonly Mark[]) => void;
  /** Begins anew with these marks: undo does not lead behind them. */
  readonly begin: (marks: readonly Mark[], pen: Pen | null) => void;
}

export function useDrawing(initial: readonly Mark[] = []): Drawing {
  const [state, setState] = useState<DrawingState>({ ...noDrawing, marks: initial });
  // Several events may come between two drawings of the page: each goes on from the one before.
  const latest = useRef(state);
  const acts = useMemo(() => {
    const set = (next: DrawingState): void => {
      if (next === latest.current) return;
      latest.current = next;
      setState(next);
    };
    const act = (change: (state: DrawingState) => DrawingState) => () => set(change(latest.current));
    return {
      take: (pen: Pen | null) => set(take(latest.current, pen)),
      press: (picture: Picture, place: Place, reach: number) => set(press(latest.current, picture, place, reach)),
      tap: (picture: Picture, place: Place, reach: number) => {
        const pressed = press(latest.current, picture, place, reach);
        set(pressed.stroke?.kind === 'line' ? release(pressed) : pressed);
      },
      move: (place: Place, reach: number) => set(move(latest.current, place, reach)),
      release: act(release),
      close: act(close),
      cancel: act(cancel),
      erase: act(erase),
      undo: act(undo),
      redo: act(redo),
      setCursor: (cursor: Place | null) => set({ ...latest.current, cursor }),
      change: (marks: readonly Mark[]) => set(changed(latest.current, marks)),
      begin: (marks: readonly Mark[], pen: Pen | null) => set({ ...noDrawing, marks, pen }),
    };
  }, []);
  const { pen, stroke, cursor } = state;
  return { state, active: pen !== null, dragging: stroke?.kind === 'box' || stroke?.kind === 'drag', cursor, ...acts };
}
