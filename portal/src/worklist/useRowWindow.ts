import type { RefObject } from 'preact';
import { useCallback, useEffect, useLayoutEffect, useState } from 'preact/hooks';

/** Which rows of a long table stand in the page: those in view and a few around them. */
export interface RowWindow {
  readonly first: number;
  /** Behind the last. */
  readonly end: number;
  /** Pixels above and below them. */
  readonly above: number;
  readonly below: number;
  /** Scrolls so that this row is in view. */
  readonly reveal: (index: number) => void;
}

const around = 12;
/** Until a row was measured. */
const guess = 68;

/** All rows are of one height: the style sheet sees to that. */
export function useRowWindow(body: RefObject<HTMLTableSectionElement | null>, count: number): RowWindow {
  const [height, setHeight] = useState(guess);
  const [view, setView] = useState({ first: 0, end: 40 });

  const look = useCallback(() => {
    const top = body.current?.getBoundingClientRect().top;
    if (top === undefined) return;
    const first = Math.max(0, Math.floor(-top / height) - around);
    const end = Math.ceil((innerHeight - top) / height) + around;
    // A new range only when the rows in view come near its ends: a frame of scrolling then mostly costs nothing.
    setView((old) => (Math.abs(old.first - first) < around / 2 && Math.abs(old.end - end) < around / 2 ? old : { first, end }));
  }, [body, height]);

  useEffect(() => {
    addEventListener('scroll', look, { passive: true });
    addEventListener('resize', look);
    return () => {
      removeEventListener('scroll', look);
      removeEventListener('resize', look);
    };
  }, [look]);
  useLayoutEffect(() => {
    const row = body.current?.querySelector('tr.row');
    const measured = row?.getBoundingClientRect().height;
    if (measured && Math.abs(measured - height) > 0.5) setHeight(measured);
    look();
  }, [look, count]);

  const first = Math.min(view.first, Math.max(0, count - 1));
  const end = Math.min(count, Math.max(view.end, first + 1));
  const reveal = (index: number): void => {
    const top = body.current?.getBoundingClientRect().top;
    if (top === undefined) return;
    const [from, to] = [top + index * height, top + (index + 1) * height];
    const [head, foot] = [120, innerHeight - 40];
    if (from < head) scrollBy(0, from - head);
    else if (to > foot) scrollBy(0, to - foot);
    look();
  };
  return { first, end, above: first * height, below: (count - end) * height, reveal };
}
