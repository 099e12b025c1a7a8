import { useMemo, useRef, useState } from 'preact/hooks';
import type { Picture, Place } from '../drawing/marks';
import type { Hand } from '../hand';
import type { MeasureKind } from './measures';
import { cancel, clear, erase, move, noMeasures, press, release, take, type MeasuringState } from './state';

/** Lengths, angles and regions. They live as long as the page: nothing of them is stored. */
export interface Measuring extends Hand {
  readonly state: MeasuringState;
  readonly take: (tool: MeasureKind | null) => void;
  readonly clear: () => void;
}

export function useMeasuring(): Measuring {
  const [state, setState] = useState(noMeasures);
  const latest = useRef(state);
  const acts = useMemo(() => {
    const set = (next: MeasuringState): void => {
      if (next === latest.current) return;
      latest.current = next;
      setState(next);
    };
    const act = (change: (state: MeasuringState) => MeasuringState) => () => set(change(latest.current));
    const pressed = (picture: Picture, place: Place, reach: number): void => set(press(latest.current, picture, place, reach));
    return {
      take: (tool: MeasureKind | null) => set(take(latest.current, tool)),
      press: pressed,
      tap: pressed,
      move: (place: Place) => set(move(latest.current, place)),
      release: act(release),
      close: act(release),
      cancel: act(cancel),
      erase: act(erase),
      undo: act(erase),
      redo: () => undefined,
      clear: act(clear),
      setCursor: (cursor: Place | null) => set({ ...latest.current, cursor }),
    };
  }, []);
  return { state, active: state.tool !== null, dragging: state.held !== null, cursor: state.cursor, ...acts };
}
