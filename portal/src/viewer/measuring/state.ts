import { lies, type Picture, type Place } from '../drawing/marks';
import { nearestPoint } from '../drawing/polygon';
import { within } from '../drawing/rules';
import type { Measure, MeasureKind } from './measures';

export interface MeasuringState {
  /** Null: the picture's own tools have the button. */
  readonly tool: MeasureKind | null;
  readonly measures: readonly Measure[];
  readonly selected: number | null;
  /** Which end is held: of which measure, which of its points. */
  readonly held: { readonly measure: number; readonly point: number } | null;
  readonly cursor: Place | null;
}

export const noMeasures: MeasuringState = { tool: null, measures: [], selected: null, held: null, cursor: null };

const pointsOf: Readonly<Record<MeasureKind, number>> = { length: 2, angle: 3, ellipse: 2 };

export function take(state: MeasuringState, tool: MeasureKind | null): MeasuringState {
  return { ...tidied(state), tool, held: null, cursor: null };
}

/** Takes the end of a measure that lies near, or begins another; a press also sets the second arm of an angle. */
export function press(state: MeasuringState, picture: Picture, raw: Place, reach: number): MeasuringState {
  const { tool, measures } = state;
  if (tool === null) return state;
  const place = within(raw, picture);
  const last = measures.length - 1;
  const open = measures[last];
  if (open?.kind === 'angle' && open.points.length < pointsOf.angle && lies(open.picture, picture))
    return { ...state, measures: measures.with(last, { ...open, points: [...open.points, place] }), held: { measure: last, point: 2 }, selected: last };
  for (const [index, measure] of measures.entries()) {
    if (!lies(measure.picture, picture)) continue;
    const near = nearestPoint(measure.points, place);
    if (near.distance <= reach) return { ...state, held: { measure: index, point: near.index }, selected: index };
  }
  return { ...tidied(state), measures: [...tidied(state).measures, { kind: tool, picture, points: [place, place] }], held: { measure: tidied(state).measures.length, point: 1 }, selected: tidied(state).measures.length };
}

export function move(state: MeasuringState, raw: Place): MeasuringState {
  const measure = state.held && state.measures[state.held.measure];
  if (!state.held || !measure) return state;
  const points = measure.points.with(state.held.point, within(raw, measure.picture));
  return { ...state, measures: state.measures.with(state.held.measure, { ...measure, points }) };
}

/** A press without a movement measures nothing. */
export function release(state: MeasuringState): MeasuringState {
  const measure = state.held && state.measures[state.held.measure];
  if (!state.held || !measure) return { ...state, held: null };
  const [a, b] = measure.points;
  const empty = a && b && a[0] === b[0] && a[1] === b[1];
  return empty ? removed(state, state.held.measure) : { ...state, held: null };
}

export function cancel(state: MeasuringState): MeasuringState {
  return state.held ? removed(state, state.held.measure) : take(state, null);
}

export function erase(state: MeasuringState): MeasuringState {
  return state.selected === null ? state : removed(state, state.selected);
}

export function clear(state: MeasuringState): MeasuringState {
  return { ...noMeasures, tool: state.tool };
}

/** Without an angle whose second arm was never set. */
function tidied(state: MeasuringState): MeasuringState {
  const measures = state.measures.filter(({ kind, points }) => points.length === pointsOf[kind]);
  return measures.length === state.measures.length ? state : { ...state, measures, selected: null };
}

function removed(state: MeasuringState, index: number): MeasuringState {
  return { ...state, measures: state.measures.filter((_, each) => each !== index), held: null, selected: null };
}
