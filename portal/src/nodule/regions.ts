import type { Field, Region } from './field';

/** The connected parts at or above a threshold, holes filled, largest first, as Regions.cs finds them. Pixels touch by their sides. */
export function regionsOf(field: Field, threshold: number): Region[] {
  const { columns, values } = field;
  const seen = new Uint8Array(values.length);
  const found: Region[] = [];
  for (let seed = 0; seed < values.length; seed++) {
    if (seen[seed] || (values[seed] ?? 0) < threshold) continue;
    found.push(filled(flood(field, threshold, seen, seed), columns));
  }
  found.sort((a, b) => b.pixels.length - a.pixels.length);
  // What lies in another's filled hole belongs to it.
  return found.filter((small, index) => {
    const first = small.pixels[0] ?? 0;
    return !found.slice(0, index).some((large) => large.has(first % columns, Math.floor(first / columns)));
  });
}

function flood({ columns, values }: Field, threshold: number, seen: Uint8Array, seed: number): number[] {
  const [stack, members] = [[seed], [] as number[]];
  seen[seed] = 1;
  const visit = (index: number, inside: boolean): void => {
    if (!inside || seen[index] || (values[index] ?? 0) < threshold) return;
    seen[index] = 1;
    stack.push(index);
  };
  for (let index = stack.pop(); index !== undefined; index = stack.pop()) {
    members.push(index);
    const column = index % columns;
    visit(index - columns, index >= columns);
    visit(index + columns, index + columns < values.length);
    visit(index - 1, column > 0);
    visit(index + 1, column + 1 < columns);
  }
  return members;
}

/** Adds what the outside cannot reach; background touches by its corners too. */
function filled(members: readonly number[], columns: number): Region {
  const [xs, ys] = [members.map((index) => index % columns), members.map((index) => Math.floor(index / columns))];
  // One pixel of margin on each side lets the outside run around the region.
  const [left, top] = [Math.min(...xs) - 1, Math.min(...ys) - 1];
  const [width, height] = [Math.max(...xs) - left + 2, Math.max(...ys) - top + 2];
  const state = new Uint8Array(width * height);
  members.forEach((index) => (state[(Math.floor(index / columns) - top) * width + (index % columns) - left] = 1));
  const stack = [0];
  state[0] = 2;
  for (let index = stack.pop(); index !== undefined; index = stack.pop()) {
    const [x, y] = [index % width, Math.floor(index / width)];
    for (let row = Math.max(0, y - 1); row <= Math.min(height - 1, y + 1); row++)
      for (let column = Math.max(0, x - 1); column <= Math.min(width - 1, x + 1); column++) {
        const next = row * width + column;
        if (state[next] !== 0) continue;
        state[next] = 2;
        stack.push(next);
      }
  }
  const has = (column: number, row: number): boolean => {
    const [x, y] = [column - left, row - top];
    return x >= 0 && y >= 0 && x < width && y < height && state[y * width + x] !== 2;
  };
  const pixels: number[] = [];
  state.forEach((value, index) => value !== 2 && pixels.push((top + Math.floor(index / width)) * columns + left + (index % width)));
  return { pixels, has };
}
