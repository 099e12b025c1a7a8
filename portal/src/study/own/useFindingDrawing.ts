import { useEffect, useMemo, useState } from 'preact/hooks';
import type { ContourDocument, Finding, FindingCode, Review, StudyDetail } from '../../api/contract';
import { drawnOf, markOf, markOfPoint, pointOf, type Mark } from '../../viewer/drawing/marks';
import { simplified } from '../../viewer/drawing/polygon';
import { faultOfAll } from '../../viewer/drawing/rules';
import { useDrawing, type Drawing } from '../../viewer/drawing/useDrawing';
import type { StudyActs } from '../useStudy';

/** What is being drawn: another outline of one of the AI's findings, or a finding of one's own. */
export type DrawingTask = { readonly kind: 'amend'; readonly finding: Finding } | { readonly kind: 'own'; readonly label: string; readonly code: FindingCode | null };

export interface FindingDrawing {
  readonly drawing: Drawing;
  readonly task: DrawingTask | null;
  /** Why it cannot be saved as it is; null where it can. */
  readonly obstacle: string | null;
  /** What persons drew and saved, apart from what is being drawn. */
  readonly saved: readonly Mark[];
  readonly amend: (finding: Finding) => void;
  /** Begins a finding of one's own, perhaps from a proposal. */
  readonly begin: (proposal?: { readonly mark: Mark; readonly label: string; readonly code: FindingCode }) => void;
  readonly describe: (label: string, code: FindingCode | null) => void;
  readonly save: () => Promise<void>;
  readonly leave: () => void;
}

/** Half of the thickness of the line on the screen: an AI's outline has a point a pixel, of which a hand needs few. */
const tolerance = 0.15;

export function useFindingDrawing(detail: StudyDetail, contours: ContourDocument | null, acts: StudyActs, mayDecide: boolean): FindingDrawing {
  const drawing = useDrawing();
  const [task, setTask] = useState<DrawingTask | null>(null);
  const { review } = detail;
  const saved = useMemo(() => savedMarks(review, task), [review, task]);
  const leave = (): void => {
    setTask(null);
    drawing.begin([], null);
  };
  // Signed meanwhile, or changed by another: what was begun can no longer be saved.
  useEffect(() => {
    if (!mayDecide) leave();
  }, [mayDecide]);

  const { marks } = drawing.state;
  const obstacle = task && obstacleOf(task, marks);
  return {
    drawing,
    task,
    obstacle,
    saved,
    leave,
    amend: (finding) => {
      setTask({ kind: 'amend', finding });
      drawing.begin(marksOf(finding, review, contours), 'edit');
    },
    begin: (proposal) => {
      setTask({ kind: 'own', label: proposal?.label ?? '', code: proposal?.code ?? null });
      drawing.begin(proposal ? [proposal.mark] : [], proposal ? 'edit' : 'polygon');
    },
    describe: (label, code) => setTask((old) => (old?.kind === 'own' ? { ...old, label, code } : old)),
    save: async () => {
      if (!task || obstacle !== null) return;
      const [first] = marks;
      const drawn = marks.map(drawnOf);
      const what = first?.kind === 'point' ? { point: pointOf(first) } : { contours: drawn };
      const sent =
        task.kind === 'amend'
          ? acts.amend(task.finding.id, drawn)
          : acts.addFinding({ label: task.label.trim(), code: { scheme: task.code?.scheme ?? '', value: task.code?.value ?? '' }, ...what });
      // What was not saved stays on the picture.
      if ((await sent) === null) leave();
    },
  };
}

export function obstacleOf(task: DrawingTask, marks: readonly Mark[]): string | null {
  const points = marks.filter(({ kind }) => kind === 'point').length;
  if (marks.length === 0) return 'Nothing is drawn yet.';
  if (points > 0 && task.kind === 'amend') return 'Amend with outlines or boxes, not with points.';
  if (points > 0 && marks.length > 1) return 'A finding has outlines, or one point alone.';
  if (task.kind === 'own' && task.code === null) return 'Say what it is.';
  if (task.kind === 'own' && !isLabel(task.label)) return 'Give it a name of 1 to 56 characters.';
  return faultOfAll(marks);
}

function isLabel(label: string): boolean {
  return label.trim() !== '' && label.length <= 56 && !label.includes('\\');
}

/** The outlines that stand for a finding now: the reader's, else the model's. */
export function marksOf(finding: Finding, review: Review, contours: ContourDocument | null): Mark[] {
  const amended = review.decisions.find(({ findingId }) => findingId === finding.id)?.contours;
  if (amended) return amended.map(markOf);
  const found = contours?.findings.find(({ findingId }) => findingId === finding.id)?.contours ?? [];
  return found.map(({ sopInstanceUid, frame, points }) => {
    const mark = markOf({ sopInstanceUid, frame, polygon: points });
    return mark.points.length > 8 ? { ...mark, points: simplified([...mark.points, mark.points[0] ?? [0, 0]], tolerance).slice(0, -1) } : mark;
  });
}

function savedMarks({ decisions, ownFindings = [] }: Review, task: DrawingTask | null): Mark[] {
  const amending = task?.kind === 'amend' ? task.finding.id : null;
  const amended = decisions.filter(({ findingId }) => findingId !== amending).flatMap(({ contours = [] }) => contours.map(markOf));
  return [...amended, ...ownFindings.flatMap(({ contours = [], point }) => [...contours.map(markOf), ...(point ? [markOfPoint(point)] : [])])];
}
