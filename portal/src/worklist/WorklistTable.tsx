import type { VNode } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { Study } from '../api/contract';
import { useKeys } from '../ui/keys';
import { useRowWindow } from './useRowWindow';
import { WorklistRow } from './WorklistRow';

interface WorklistTableProps {
  readonly studies: readonly Study[];
  readonly done: boolean;
}

/** Where the reader was, so that coming back from a study leads to its row. Lives as long as the page. */
let lastRead: string | null = null;

const linkOf = (body: HTMLElement | null, studyId: string): HTMLAnchorElement | null => body?.querySelector(`a.row-link[data-study="${CSS.escape(studyId)}"]`) ?? null;

/** A list of any length: only the rows in view stand in the page. */
export function WorklistTable({ studies, done }: WorklistTableProps) {
  const body = useRef<HTMLTableSectionElement>(null);
  const rows = useRowWindow(body, studies.length);
  const drawn = useDrawnRows();
  /** To be focused as soon as it stands in the page. */
  const wanted = useRef<string | null>(null);

  const focus = (index: number): void => {
    const study = studies[index];
    if (!study) return;
    wanted.current = study.studyId;
    rows.reveal(index);
    take();
  };
  const take = (): void => {
    if (wanted.current === null) return;
    const link = linkOf(body.current, wanted.current);
    if (!link) return;
    wanted.current = null;
    link.focus({ preventScroll: true });
  };
  const move = (by: number): void => {
    const here = studies.findIndex((study) => study.studyId === (document.activeElement as HTMLElement | null)?.dataset['study']);
    focus(here < 0 ? (by > 0 ? 0 : studies.length - 1) : Math.max(0, Math.min(studies.length - 1, here + by)));
  };
  useKeys({
    j: () => move(1),
    ArrowDown: () => move(1),
    k: () => move(-1),
    ArrowUp: () => move(-1),
    PageDown: () => move(10),
    PageUp: () => move(-10),
    Home: () => focus(0),
    End: () => focus(studies.length - 1),
  });
  useEffect(take);
  useEffect(() => focus(Math.max(0, studies.findIndex((study) => study.studyId === lastRead))), []);

  return (
    <table aria-rowcount={studies.length + 1}>
      <thead>
        <tr>
          <th scope="col">Urgency</th>
          <th scope="col">{done ? 'Signed' : 'Waiting'}</th>
          <th scope="col">Study</th>
          <th scope="col">Clinic</th>
          <th scope="col">{done ? 'AI' : 'AI, unverified'}</th>
          <th scope="col">State</th>
          <th scope="col">Read by</th>
        </tr>
      </thead>
      <tbody ref={body}>
        <Space pixels={rows.above} />
        {studies.slice(rows.first, rows.end).map((study, index) => drawn(study, rows.first + index))}
        <Space pixels={rows.below} />
      </tbody>
    </table>
  );
}

/** A row that has not changed is the very element of before, which costs nothing to draw again: scrolling draws new rows alone. */
function useDrawnRows(): (study: Study, index: number) => VNode {
  const known = useRef(new WeakMap<Study, { readonly index: number; readonly row: VNode }>());
  return (study, index) => {
    const before = known.current.get(study);
    if (before?.index === index) return before.row;
    const row = <WorklistRow key={study.studyId} study={study} index={index} onOpen={() => (lastRead = study.studyId)} />;
    known.current.set(study, { index, row });
    return row;
  };
}

/** The room of the rows that are not there. */
function Space({ pixels }: { readonly pixels: number }) {
  const row = useRef<HTMLTableRowElement>(null);
  // Before the browser lays out: a page that is short for a moment would lose its place.
  useLayoutEffect(() => row.current?.style.setProperty('height', `${pixels}px`), [pixels]);
  return pixels > 0 ? <tr ref={row} class="space" aria-hidden="true"><td colSpan={7} /></tr> : null;
}
