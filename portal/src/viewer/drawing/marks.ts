import type { Drawn, DrawnPoint } from '../../api/contract';

/** Column and row in pixels of the image; the centre of the first pixel is (0, 0). */
export type Place = readonly [number, number];

/** One picture of the study, as marks name it. */
export interface Picture {
  readonly sopInstanceUid: string;
  /** From 1. */
  readonly frame: number;
  readonly columns: number;
  readonly rows: number;
}

export type MarkKind = 'polygon' | 'box' | 'point';

/** Something that a person drew on one picture. */
export interface Mark {
  readonly kind: MarkKind;
  readonly sopInstanceUid: string;
  readonly frame: number;
  /** A polygon's corners (closed by itself); a box's four, clockwise from the upper left; a point's one. */
  readonly points: readonly Place[];
}

export function boxOf([x1, y1]: Place, [x2, y2]: Place): Place[] {
  const [left, right] = [Math.min(x1, x2), Math.max(x1, x2)];
  const [top, bottom] = [Math.min(y1, y2), Math.max(y1, y2)];
  return [[left, top], [right, top], [right, bottom], [left, bottom]];
}

/** As the API takes it. Points go by {@link pointOf}. */
export function drawnOf({ kind, sopInstanceUid, frame, points }: Mark): Drawn {
  const rounded = points.map(([x, y]) => [round(x), round(y)]);
  const [first, , third] = rounded;
  return kind === 'box' && first && third
    ? { sopInstanceUid, frame, box: [...first, ...third] }
    : { sopInstanceUid, frame, polygon: rounded };
}

export function pointOf({ sopInstanceUid, frame, points }: Mark): DrawnPoint {
  const [column, row] = points[0] ?? [NaN, NaN];
  return { sopInstanceUid, frame, column: round(column), row: round(row) };
}

/** As the API or a contours file gave it. */
export function markOf({ sopInstanceUid, frame, polygon, box }: Drawn): Mark {
  const place = { sopInstanceUid, frame: frame ?? 1 };
  if (box) return { ...place, kind: 'box', points: boxOf([box[0] ?? NaN, box[1] ?? NaN], [box[2] ?? NaN, box[3] ?? NaN]) };
  return { ...place, kind: 'polygon', points: (polygon ?? []).map(([x, y]) => [x ?? NaN, y ?? NaN]) };
}

export function markOfPoint({ sopInstanceUid, frame, column, row }: DrawnPoint): Mark {
  return { kind: 'point', sopInstanceUid, frame: frame ?? 1, points: [[column, row]] };
}

export function lies(mark: Pick<Mark, 'sopInstanceUid' | 'frame'>, on: Pick<Picture, 'sopInstanceUid' | 'frame'>): boolean {
  return mark.sopInstanceUid === on.sopInstanceUid && mark.frame === on.frame;
}

/** A thousandth of a pixel, as the server rounds. */
export function round(value: number): number {
  return Math.sign(value) * Math.round(Math.abs(value) * 1000) / 1000;
}
