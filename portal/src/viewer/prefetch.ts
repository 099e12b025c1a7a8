const parallel = 3;

/** Loads the stack from the shown slice outwards. What fails here is told when the reader comes to it. */
export async function prefetch(
  load: (index: number) => Promise<unknown>,
  order: readonly number[],
  signal: AbortSignal,
  onLoaded: (count: number) => void,
): Promise<void> {
  const queue = [...order];
  let loaded = 0;
  const worker = async (): Promise<void> => {
    for (let index = queue.shift(); index !== undefined && !signal.aborted; index = queue.shift())
      await load(index).then(
        () => onLoaded(++loaded),
        () => undefined,
      );
  };
  await Promise.all(Array.from({ length: parallel }, worker));
}

/** start, start + 1, start - 1, start + 2, … */
export function outwards(count: number, start: number): number[] {
  return Array.from({ length: count }, (_, index) => index).sort(
    (a, b) => Math.abs(a - start) - Math.abs(b - start) || b - a,
  );
}
