import { boxOf, lies, round, type Mark, type Picture, type Place } from './marks';
import { contains, crosses, nearestEdge, nearestPoint, simplified } from './polygon';
import { faultOf, within } from './rules';

export type Pen = 'polygon' | 'box' | 'point' | 'edit';

/** What is being done and is not a mark yet. */
export type Stroke =
  /** Corner by corner, or by hand where the button stays down and moves. */
  | { readonly kind: 'line'; readonly picture: Picture; readonly points: readonly Place[]; readonly held: boolean; readonly free: boolean }
  | { readonly kind: 'box'; readonly picture: Picture; readonly from: Place; readonly to: Place }
  | { readonly kind: 'drag'; readonly picture: Picture; readonly mark: number; readonly vertex: number | null; readonly from: Place; readonly original: Mark; readonly now: Mark };

export interface DrawingState {
  /** Null: the picture's own tools have the button. */
  readonly pen: Pen | null;
  readonly marks: readonly Mark[];
  readonly selected: number | null;
  readonly vertex: number | null;
  readonly stroke: Stroke | null;
  /** Where the keyboard's cross stands. */
  readonly cursor: Place | null;
  readonly fault: string | null;
  readonly past: readonly (readonly Mark[])[];
  readonly future: readonly (readonly Mark[])[];
}

export const noDrawing: DrawingState = { pen: null, marks: [], selected: null, vertex: null, stroke: null, cursor: null, fault: null, past: [], future: [] };

const mostSteps = 100;

export function take(state: DrawingState, pen: Pen | null): DrawingState {
  return { ...state, pen, stroke: null, fault: null, vertex: null, cursor: null, selected: pen === 'edit' ? state.selected : null };
}

/** @param reach how far from a line still counts as on it, in pixels of the image */
export function press(state: DrawingState, picture: Picture, raw: Place, reach: number): DrawingState {
  const place = within(raw, picture);
  const clean = { ...state, fault: null };
  switch (state.pen) {
    case 'point':
      return added(clean, { kind: 'point', sopInstanceUid: picture.sopInstanceUid, frame: picture.frame, points: [place] }, picture);
    case 'box':
      return { ...clean, stroke: { kind: 'box', picture, from: place, to: place } };
    case 'polygon':
      return pressedLine(clean, picture, place, reach);
    case 'edit':
      return pressedEdit(clean, picture, place, reach);
    default:
      return state;
  }
}

export function move(state: DrawingState, raw: Place, reach: number): DrawingState {
  const { stroke } = state;
  if (!stroke) return state;
  const place = within(raw, stroke.picture);
  if (stroke.kind === 'box') return { ...state, stroke: { ...stroke, to: place } };
  if (stroke.kind === 'drag') return { ...state, stroke: { ...stroke, now: dragged(stroke, place) } };
  const last = stroke.points.at(-1);
  // A hand draws at most three points in the width of a finger, and twice a pixel.
  if (!stroke.held || !last || Math.hypot(place[0] - last[0], place[1] - last[1]) < Math.max(0.5, stroke.free ? reach / 3 : reach)) return state;
  return { ...state, stroke: { ...stroke, points: [...stroke.points, place], free: true } };
}

export function release(state: DrawingState): DrawingState {
  const { stroke } = state;
  if (!stroke) return state;
  if (stroke.kind === 'line') return stroke.free ? close(state) : { ...state, stroke: { ...stroke, held: false } };
  if (stroke.kind === 'box') {
    const { sopInstanceUid, frame } = stroke.picture;
    if (stroke.from[0] === stroke.to[0] && stroke.from[1] === stroke.to[1]) return { ...state, stroke: null };
    return added({ ...state, stroke: null }, { kind: 'box', sopInstanceUid, frame, points: boxOf(stroke.from, stroke.to) }, stroke.picture);
  }
  const fault = faultOf(stroke.now, stroke.picture);
  if (fault !== null || stroke.now === stroke.original) return { ...state, stroke: null, fault };
  return { ...changed(state, state.marks.with(stroke.mark, stroke.now)), stroke: null };
}

/** Ends a line as an outline. */
export function close(state: DrawingState): DrawingState {
  const { stroke } = state;
  if (stroke?.kind !== 'line') return state;
  const points = stroke.free ? simplified(stroke.points, 0.2) : stroke.points;
  const { sopInstanceUid, frame } = stroke.picture;
  const mark: Mark = { kind: 'polygon', sopInstanceUid, frame, points };
  const fault = faultOf(mark, stroke.picture);
  // Corners set one by one are worth keeping: the person takes the last one back. A line by hand is drawn again.
  if (fault !== null) return { ...state, fault, stroke: stroke.free ? null : stroke };
  return added({ ...state, stroke: null }, mark, stroke.picture);
}

/** Ends what is begun; with nothing begun, lays the pen down. */
export function cancel(state: DrawingState): DrawingState {
  return state.stroke || state.fault !== null ? { ...state, stroke: null, fault: null } : take(state, null);
}

/** The last corner of a line that is not closed, the chosen corner of a polygon, or the chosen mark. */
export function erase(state: DrawingState): DrawingState {
  const { stroke, selected, vertex } = state;
  if (stroke?.kind === 'line') return { ...state, fault: null, stroke: stroke.points.length > 1 ? { ...stroke, points: stroke.points.slice(0, -1) } : null };
  const mark = selected === null ? undefined : state.marks[selected];
  if (selected === null || !mark) return state;
  if (vertex !== null && mark.kind === 'polygon' && mark.points.length > 3) {
    const without = { ...mark, points: mark.points.filter((_, index) => index !== vertex) };
    return { ...changed(state, state.marks.with(selected, without)), vertex: null };
  }
  return { ...changed(state, state.marks.filter((_, index) => index !== selected)), selected: null, vertex: null };
}

export function undo(state: DrawingState): DrawingState {
  if (state.stroke) return state.stroke.kind === 'line' ? erase(state) : { ...state, stroke: null };
  const marks = state.past.at(-1);
  if (!marks) return state;
  return { ...state, marks, past: state.past.slice(0, -1), future: [...state.future, state.marks], selected: null, vertex: null, fault: null };
}

export function redo(state: DrawingState): DrawingState {
  const marks = state.future.at(-1);
  if (!marks || state.stroke) return state;
  return { ...state, marks, past: [...state.past, state.marks], future: state.future.slice(0, -1), selected: null, vertex: null, fault: null };
}

/** Another set of marks, which undo takes back. */
export function changed(state: DrawingState, marks: readonly Mark[]): DrawingState {
  return { ...state, marks, past: [...state.past, state.marks].slice(-mostSteps), future: [], fault: null };
}

function added(state: DrawingState, mark: Mark, picture: Picture): DrawingState {
  const rounded = { ...mark, points: mark.points.map(([x, y]): Place => [round(x), round(y)]) };
  const fault = faultOf(rounded, picture);
  return fault === null ? { ...changed(state, [...state.marks, rounded]), selected: state.marks.length, vertex: null } : { ...state, fault };
}

function pressedLine(state: DrawingState, picture: Picture, place: Place, reach: number): DrawingState {
  const { stroke } = state;
  if (stroke?.kind !== 'line' || !lies(stroke.picture, picture)) return { ...state, stroke: { kind: 'line', picture, points: [place], held: true, free: false } };
  const [first] = stroke.points;
  if (first && stroke.points.length > 2 && Math.hypot(place[0] - first[0], place[1] - first[1]) <= reach) return close(state);
  const last = stroke.points.at(-1);
  // The second press of a double click is no corner of its own.
  if (last && Math.hypot(place[0] - last[0], place[1] - last[1]) <= reach / 3) return { ...state, stroke: { ...stroke, held: true } };
  if (crosses(stroke.points, place)) return { ...state, fault: 'That step would cross or touch the line.' };
  return { ...state, stroke: { ...stroke, points: [...stroke.points, place], held: true } };
}

function pressedEdit(state: DrawingState, picture: Picture, place: Place, reach: number): DrawingState {
  const here = state.marks.map((mark, index) => ({ mark, index })).filter(({ mark }) => lies(mark, picture));
  const start = (index: number, mark: Mark, vertex: number | null): DrawingState => ({
    ...state,
    selected: index,
    vertex,
    stroke: { kind: 'drag', picture, mark: index, vertex, from: place, original: state.marks[index] ?? mark, now: mark },
  });
  const corner = here
    .map(({ mark, index }) => ({ mark, index, ...{ near: nearestPoint(mark.points, place) } }))
    .filter(({ near }) => near.distance <= reach)
    .sort((a, b) => a.near.distance - b.near.distance)[0];
  if (corner) return start(corner.index, corner.mark, corner.near.index);
  const edge = here
    .filter(({ mark }) => mark.kind === 'polygon')
    .map(({ mark, index }) => ({ mark, index, near: nearestEdge(mark.points, place) }))
    .filter(({ near }) => near.distance <= reach)
    .sort((a, b) => a.near.distance - b.near.distance)[0];
  if (edge) {
    const at = edge.near.index + 1;
    return start(edge.index, { ...edge.mark, points: edge.mark.points.toSpliced(at, 0, place) }, at);
  }
  const inside = here.filter(({ mark }) => mark.kind !== 'point' && contains(mark.points, place)).at(-1);
  return inside ? start(inside.index, inside.mark, null) : { ...state, selected: null, vertex: null };
}

function dragged({ now, original, vertex, from, picture }: Extract<Stroke, { kind: 'drag' }>, place: Place): Mark {
  if (vertex === null) return moved(original, place[0] - from[0], place[1] - from[1], picture);
  if (now.kind !== 'box') return { ...now, points: now.points.with(vertex, [round(place[0]), round(place[1])]) };
  const opposite = original.points[(vertex + 2) % 4];
  return opposite ? { ...now, points: boxOf(opposite, [round(place[0]), round(place[1])]) } : now;
}

/** Moved as one, and stopped at the picture's edge. */
function moved(mark: Mark, x: number, y: number, { columns, rows }: Picture): Mark {
  const [xs, ys] = [mark.points.map((point) => point[0]), mark.points.map((point) => point[1])];
  const dx = Math.max(-0.5 - Math.min(...xs), Math.min(columns - 0.5 - Math.max(...xs), x));
  const dy = Math.max(-0.5 - Math.min(...ys), Math.min(rows - 0.5 - Math.max(...ys), y));
  return { ...mark, points: mark.points.map(([column, row]) => [round(column + dx), round(row + dy)]) };
}
