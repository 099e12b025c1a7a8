import { describe, expect, it } from 'vitest';
import { boxOf, drawnOf, markOf, pointOf, type Mark, type Picture, type Place } from '../src/viewer/drawing/marks';
import { cancel, changed, close, erase, move, noDrawing, press, redo, release, take, undo, type DrawingState } from '../src/viewer/drawing/pen';
import { contains, isSimple, signedArea, simplified } from '../src/viewer/drawing/polygon';
import { faultOf, faultOfAll } from '../src/viewer/drawing/rules';
import { inImage, onScreen } from '../src/viewer/matrix';

const picture: Picture = { sopInstanceUid: '2.25.1', frame: 1, columns: 100, rows: 80 };
const square: readonly Place[] = [[10, 10], [30, 10], [30, 30], [10, 30]];
const mark = (points: readonly Place[], kind: Mark['kind'] = 'polygon'): Mark => ({ kind, sopInstanceUid: '2.25.1', frame: 1, points });
const click = (state: DrawingState, place: Place): DrawingState => release(press(state, picture, place, 2));
const drag = (state: DrawingState, ...places: readonly Place[]): DrawingState =>
  release(places.slice(1).reduce((now, place) => move(now, place, 2), press(state, picture, places[0] ?? [0, 0], 2)));
const drawing = (pen: 'polygon' | 'box' | 'point' | 'edit', ...marks: readonly Mark[]): DrawingState => take({ ...noDrawing, marks }, pen);

describe('an outline', () => {
  it('is simple, or is told why not, as the server decides', () => {
    expect(isSimple(square)).toBe(true);
    expect(isSimple([[0, 0], [10, 10], [10, 0], [0, 10]])).toBe(false);
    expect(isSimple([[0, 0], [10, 0], [10, 10], [5, 0], [0, 10]])).toBe(false);
    expect(isSimple([[0, 0], [10, 0], [5, 0], [5, 5]])).toBe(false);
    expect(isSimple([[0, 0], [0, 0], [5, 5]])).toBe(false);
    expect(faultOf(mark([[0, 0], [10, 10], [10, 0], [0, 10.5]]), picture)).toContain('crosses');
    expect(faultOf(mark([[0, 0], [5, 5]]), picture)).toContain('three points');
    expect(faultOf(mark([[-0.6, 0], [5, 5], [0, 5]]), picture)).toContain('leaves');
    expect(faultOf(mark([[-0.5, -0.5], [99.5, -0.5], [99.5, 79.5]]), picture)).toBeNull();
    expect(faultOf(mark(boxOf([3, 3], [3, 9]), 'box'), picture)).toContain('nothing');
    const ring = Array.from({ length: 2001 }, (_, step): Place => [50 + 30 * Math.cos((step * 2 * Math.PI) / 2001), 40 + 30 * Math.sin((step * 2 * Math.PI) / 2001)]);
    expect(faultOf(mark(ring), picture)).toContain('2000');
    expect(faultOfAll([mark(ring.slice(0, 1500)), mark(ring.slice(0, 600))])).toContain('2100');
  });

  it('goes to the API and back', () => {
    expect(drawnOf(mark(square))).toEqual({ sopInstanceUid: '2.25.1', frame: 1, polygon: square });
    expect(drawnOf(mark(boxOf([9.00049, 8], [1, 2]), 'box'))).toEqual({ sopInstanceUid: '2.25.1', frame: 1, box: [1, 2, 9, 8] });
    expect(markOf({ sopInstanceUid: '2.25.1', box: [1, 2, 9, 8] })).toEqual(mark(boxOf([1, 2], [9, 8]), 'box'));
    expect(pointOf(mark([[1.23456, -0.12345]], 'point'))).toEqual({ sopInstanceUid: '2.25.1', frame: 1, column: 1.235, row: -0.123 });
  });

  it('loses no more than the tolerance when points are left out', () => {
    const line = Array.from({ length: 101 }, (_, step): Place => [step, step <= 50 ? 0.1 * (step % 2) : step - 50]);
    expect(simplified(line, 0.2)).toEqual([[0, 0], expect.anything(), [100, 50]]);
    expect(signedArea(square)).toBe(400);
    expect(contains(square, [20, 20])).toBe(true);
    expect(contains(square, [31, 20])).toBe(false);
  });
});

describe('the pen', () => {
  it('draws corner by corner, and a press on the first corner closes', () => {
    const state = [...square, [10.5, 10.5] as const].reduce((now, place) => click(now, place), drawing('polygon'));
    expect(state.marks).toEqual([mark(square)]);
    expect(state.stroke).toBeNull();
  });

  it('refuses the step that would cross the line, and takes corners back', () => {
    let state = ([[10, 10], [30, 10], [30, 30]] as const).reduce((now, place) => click(now, place), drawing('polygon'));
    state = click(state, [20, 5]);
    expect(state.fault).toContain('cross');
    state = erase(state);
    expect(state.stroke).toMatchObject({ points: [[10, 10], [30, 10]] });
    expect(close(state).fault).toContain('three points');
  });

  it('draws by hand while the button is held', () => {
    const ring = Array.from({ length: 60 }, (_, step): Place => [50 + 20 * Math.cos(step / 10), 40 + 20 * Math.sin(step / 10)]);
    const { marks } = drag(drawing('polygon'), ...ring);
    expect(Math.abs(signedArea(marks[0]?.points ?? []))).toBeGreaterThan(1200);
    expect(Math.abs(signedArea(marks[0]?.points ?? []))).toBeLessThan(1260);
    const eight = Array.from({ length: 60 }, (_, step): Place => [50 + 20 * Math.sin(step / 10), 40 + 20 * Math.sin(step / 5)]);
    expect(drag(drawing('polygon'), ...eight)).toMatchObject({ marks: [], stroke: null, fault: expect.stringContaining('crosses') });
  });

  it('draws boxes in any direction, kept inside the picture, and points', () => {
    expect(drag(drawing('box'), [30, 40], [10, -20]).marks).toEqual([mark(boxOf([10, -0.5], [30, 40]), 'box')]);
    expect(click(drawing('point'), [3, 4]).marks).toEqual([mark([[3, 4]], 'point')]);
    expect(click(drawing('box'), [3, 4]).marks).toEqual([]);
  });

  it('drags corners, the whole, and new corners out of edges; what would cross itself springs back', () => {
    const start = drawing('edit', mark(square));
    expect(drag(start, [30, 30], [35, 36]).marks[0]?.points[2]).toEqual([35, 36]);
    expect(drag(start, [20, 10.5], [20, 5]).marks[0]?.points).toEqual([[10, 10], [20, 5], [30, 10], [30, 30], [10, 30]]);
    expect(drag(start, [20, 20], [200, 20]).marks[0]?.points[1]).toEqual([99.5, 10]);
    const crossed = drag(start, [30, 30], [0, 15]);
    expect(crossed.marks).toEqual(start.marks);
    expect(crossed.fault).toContain('crosses');
  });

  it('keeps a box a box when a corner is dragged', () => {
    expect(drag(drawing('edit', mark(boxOf([10, 10], [30, 30]), 'box')), [30, 10], [5, 40]).marks[0]?.points).toEqual(boxOf([5, 30], [10, 40]));
  });

  it('erases the chosen corner, then the mark', () => {
    let state = click(drawing('edit', mark([...square, [5, 20]])), [5, 20]);
    state = erase(state);
    expect(state.marks[0]?.points).toEqual(square);
    expect(erase(state).marks).toEqual([]);
  });

  it('leaves other pictures alone', () => {
    const state = press(drawing('edit', mark(square)), { ...picture, frame: 2 }, [30, 30], 2);
    expect(state.stroke).toBeNull();
  });

  it('takes back and does again', () => {
    const one = click(drawing('point'), [3, 4]);
    const two = click(one, [5, 6]);
    expect(undo(undo(two)).marks).toEqual([]);
    expect(redo(redo(undo(undo(two)))).marks).toEqual(two.marks);
    expect(undo(changed(two, [])).marks).toEqual(two.marks);
    expect(redo(click(undo(two), [7, 8])).marks).toHaveLength(2);
  });

  it('is laid down by a second Escape, the first ends the stroke', () => {
    const begun = press(drawing('polygon'), picture, [1, 1], 2);
    expect(cancel(begun)).toMatchObject({ pen: 'polygon', stroke: null });
    expect(cancel(cancel(begun)).pen).toBeNull();
  });
});

describe('the way to the screen', () => {
  it('goes there and back on a turned picture', () => {
    const matrix = [0, 2, -1.5, 0, 300, 20] as const;
    expect(onScreen(matrix, [10, 40])).toEqual([240, 40]);
    expect(inImage(matrix, [240, 40])).toEqual([10, 40]);
    expect(inImage([0, 0, 0, 0, 1, 1], [0, 0])).toBeNull();
  });
});
