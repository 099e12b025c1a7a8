import type { FrameOrder, Instance, Result } from '../api/contract';

/** One picture of a stack. */
export interface Slice {
  readonly sopInstanceUid: string;
  /** From 1, as DICOM counts frames. */
  readonly frame: number;
  readonly path: string;
  readonly frames: number;
  readonly rows: number;
  readonly columns: number;
  readonly orientation?: readonly number[];
  readonly position?: readonly number[];
}

export interface Stack {
  readonly seriesInstanceUid: string;
  readonly description: string;
  readonly modality?: string;
  readonly slices: readonly Slice[];
  /** Slices lie along the normal by ImagePositionPatient; else they stand in the order of their numbers. */
  readonly byGeometry: boolean;
  /** Slices that seem to be missing between neighbours, by their distances. */
  readonly missing: number;
}

/** The series of a study that hold pictures, the analysed one first, then the largest. Frames whose order is known stand in it, before the others. */
export function stacksOf(instances: readonly Instance[], result?: Result, frames: readonly FrameOrder[] = []): Stack[] {
  const series = new Map<string, Instance[]>();
  for (const instance of instances)
    if (instance.rows !== undefined && instance.columns !== undefined)
      series.set(instance.seriesInstanceUid, [...(series.get(instance.seriesInstanceUid) ?? []), instance]);
  const analysed = result?.findings[0]?.seriesInstanceUid;
  return [...series]
    .map(([uid, members]) => stackOf(uid, members, frames))
    .sort(
      (a, b) =>
        Number(b.seriesInstanceUid === analysed) - Number(a.seriesInstanceUid === analysed) ||
        b.slices.length - a.slices.length,
    );
}

function stackOf(uid: string, members: readonly Instance[], frames: readonly FrameOrder[]): Stack {
  const positions = positionsAlongNormal(members);
  const order = members.map((_, index) => index);
  if (positions) order.sort((a, b) => at(positions, a) - at(positions, b) || byNumber(at(members, a), at(members, b)));
  else order.sort((a, b) => byNumber(at(members, a), at(members, b)));
  return {
    seriesInstanceUid: uid,
    description: members[0]?.seriesDescription ?? 'Series without a description',
    ...(members[0]?.modality ? { modality: members[0].modality } : {}),
    slices: order.flatMap((index) => slicesOf(at(members, index), frames.find((each) => each.sopInstanceUid === members[index]?.sopInstanceUid))),
    byGeometry: positions !== null || isOrdered(members, frames),
    missing: positions ? missingBetween(order.map((index) => at(positions, index)), order.map((index) => members[index]?.instanceNumber)) : 0,
  };
}

/** One object whose every frame has its place. */
function isOrdered(members: readonly Instance[], frames: readonly FrameOrder[]): boolean {
  const [only, ...others] = members;
  return others.length === 0 && frames.some((order) => order.sopInstanceUid === only?.sopInstanceUid && order.frames.length === only.frames);
}

function slicesOf(instance: Instance, order: FrameOrder | undefined): Slice[] {
  const read = new Set(order?.frames);
  const all = Array.from({ length: Math.max(1, instance.frames) }, (_, index) => index + 1);
  // Frames of other volumes stand behind those that were read.
  return [...read, ...all.filter((frame) => !read.has(frame))].map((frame) => {
    const orientation = read.has(frame) ? order?.orientation : instance.imageOrientation;
    return {
      sopInstanceUid: instance.sopInstanceUid,
      frame,
      path: instance.path,
      frames: instance.frames,
      rows: instance.rows ?? 0,
      columns: instance.columns ?? 0,
      ...(orientation ? { orientation } : {}),
      ...(instance.imagePosition && instance.frames === 1 ? { position: instance.imagePosition } : {}),
    };
  });
}

/** Distances in mm along the common normal (PS3.3 C.7.6.2.1.1), or null unless all slices are parallel. */
export function positionsAlongNormal(members: readonly Instance[]): number[] | null {
  const normal = normalOf(members[0]?.imageOrientation);
  if (!normal || members.length < 2) return null;
  const positions: number[] = [];
  for (const { imagePosition, imageOrientation } of members) {
    const own = normalOf(imageOrientation);
    if (!own || imagePosition?.length !== 3 || dot(own, normal) < 0.999) return null;
    positions.push(dot(imagePosition, normal));
  }
  // Slices that all lie in one place (a cine, say) have no order in space.
  return Math.max(...positions) - Math.min(...positions) > 0.01 ? positions : null;
}

/** So many equal wide distances in a row are a spacing of their own, as the server's SliceGaps has it. */
const zone = 3;

/**
 * Counts slices absent from gaps wider than one and a half usual distances. Where the scanner's numbers run on, or the wide distance goes on, the spacing
 * was chosen so: a head CT is thin below and thick above.
 */
export function missingBetween(sorted: readonly number[], numbers: readonly (number | undefined)[] = []): number {
  const distances = sorted.slice(1).map((position, index) => position - at(sorted, index));
  const apart = distances.filter((distance) => distance > 0.01).sort((a, b) => a - b);
  if (apart.length < 2) return 0;
  const usual = at(apart, Math.floor(apart.length / 2));
  return distances.reduce((sum, distance, index) => {
    const runsOn = Math.abs((numbers[index + 1] ?? NaN) - (numbers[index] ?? NaN)) === 1;
    const chosen = runsOn || runOf(distances, index) >= zone;
    return distance > 1.5 * usual && !chosen ? sum + Math.max(0, Math.round(distance / usual) - 1) : sum;
  }, 0);
}

/** How many distances beside this one, and it, are alike. */
function runOf(distances: readonly number[], index: number): number {
  const distance = at(distances, index);
  const alike = (other: number): boolean => Math.abs((distances[other] ?? Infinity) - distance) < 0.1 * distance;
  let [first, last] = [index, index];
  while (alike(first - 1)) first--;
  while (alike(last + 1)) last++;
  return last - first + 1;
}

function normalOf(orientation: readonly number[] | undefined): number[] | null {
  if (orientation?.length !== 6) return null;
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = orientation;
  const normal = [b * f - c * e, c * d - a * f, a * e - b * d];
  const length = Math.hypot(...normal);
  return length > 0.5 ? normal.map((component) => component / length) : null;
}

function byNumber(a: Instance, b: Instance): number {
  return (
    (a.instanceNumber ?? Number.MAX_SAFE_INTEGER) - (b.instanceNumber ?? Number.MAX_SAFE_INTEGER) ||
    a.sopInstanceUid.localeCompare(b.sopInstanceUid)
  );
}

const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, x, index) => sum + x * (b[index] ?? 0), 0);

function at<T>(values: readonly T[], index: number): T {
  const value = values[index];
  if (value === undefined) throw new RangeError(`No element ${index}`);
  return value;
}

/** Where a finding's or contour's picture stands in the stack; -1 where it does not. A single frame is meant however it is numbered. */
export function indexOfSlice(stack: Stack, sopInstanceUid: string, frame: number): number {
  return stack.slices.findIndex(
    (slice) => slice.sopInstanceUid === sopInstanceUid && (slice.frames <= 1 || slice.frame === frame),
  );
}
