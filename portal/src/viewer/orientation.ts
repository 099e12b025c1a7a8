/**
 * The letters at the edges of a picture. In DICOM's patient coordinates (PS3.3 C.7.6.2.1.1) x grows to the patient's
 * left, y to the back, z to the head.
 */
export function letterOf(direction: readonly number[]): string {
  const letters = [
    ['R', 'L'],
    ['A', 'P'],
    ['F', 'H'],
  ] as const;
  return direction
    .map((component, axis) => ({ size: Math.abs(component), letter: letters[axis]?.[component > 0 ? 1 : 0] ?? '' }))
    .filter(({ size }) => size > 0.2)
    .sort((a, b) => b.size - a.size)
    .slice(0, 2)
    .map(({ letter }) => letter)
    .join('');
}

/** a, b, c, d, e, f of an SVG matrix: x' = ax + cy + e, y' = bx + dy + f. */
export type Matrix = readonly [number, number, number, number, number, number];

export interface Edges {
  readonly top: string;
  readonly right: string;
  readonly bottom: string;
  readonly left: string;
}

const opposites: Readonly<Record<string, string>> = { L: 'R', R: 'L', A: 'P', P: 'A', H: 'F', F: 'H' };

/**
 * The same of a projection, which has no place in the patient: PatientOrientation (0020,0020) names where its rows and its
 * columns go (PS3.3 C.7.6.1.1.1).
 */
export function edgesOfLetters([row, column]: readonly string[], [a, b, c, d]: Matrix): Edges | null {
  if (!row || !column || !/^[LRAPHF]+$/.test(row + column)) return null;
  const away = (letters: string): string => [...letters].map((letter) => opposites[letter] ?? '').join('');
  const determinant = a * d - b * c;
  const towards = (x: number, y: number): string => {
    const [across, down] = [(d * x - c * y) / determinant, (a * y - b * x) / determinant];
    if (Math.abs(across) >= Math.abs(down)) return across > 0 ? row : away(row);
    return down > 0 ? column : away(column);
  };
  return determinant === 0 ? null : { top: towards(0, -1), right: towards(1, 0), bottom: towards(0, 1), left: towards(-1, 0) };
}

/** A picture that is seen from behind, as in a mirror. */
export function isMirrored([a, b, c, d]: Matrix): boolean {
  return a * d - b * c < 0;
}

/** What lies at each edge of the screen, from the image's orientation and how it is drawn now. Null without an orientation. */
export function edgesOf(orientation: readonly number[] | undefined, [a, b, c, d]: Matrix): Edges | null {
  if (orientation?.length !== 6) return null;
  const determinant = a * d - b * c;
  if (Math.abs(determinant) < 1e-9) return null;
  const towards = (x: number, y: number): string => {
    const column = (d * x - c * y) / determinant;
    const row = (a * y - b * x) / determinant;
    const direction = [0, 1, 2].map((axis) => column * (orientation[axis] ?? 0) + row * (orientation[axis + 3] ?? 0));
    const length = Math.hypot(...direction);
    return letterOf(direction.map((component) => component / length));
  };
  return { top: towards(0, -1), right: towards(1, 0), bottom: towards(0, 1), left: towards(-1, 0) };
}
