import { nameOfKey } from '../../ui/keys';
import { scaleOf } from '../matrix';
import type { Matrix } from '../orientation';
import type { Picture, Place } from './marks';
import { within } from './rules';
import type { Drawing } from './useDrawing';

export interface KeySurface {
  readonly drawing: Drawing;
  readonly picture: Picture | null;
  readonly matrix: Matrix;
}

const steps: Readonly<Record<string, Place>> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** While a pen is chosen its keys come before the page's: arrows move a cross, the space bar presses there. */
export function listenToKeys(surface: () => KeySurface): () => void {
  const abort = new AbortController();
  const press = (event: KeyboardEvent): void => {
    if (document.querySelector('dialog[open]') || isControl(event.target)) return;
    if (!act(nameOfKey(event), surface())) return;
    event.preventDefault();
    event.stopPropagation();
  };
  addEventListener('keydown', press, { capture: true, signal: abort.signal });
  return () => abort.abort();
}

/** Does what a key means; false where it means nothing here. */
export function act(name: string, { drawing, picture, matrix }: KeySurface): boolean {
  const { state } = drawing;
  if (state.pen === null) return false;
  const step = steps[name.replace('Shift+', '')];
  if (step && picture) {
    moveCross(drawing, picture, matrix, step, name.startsWith('Shift+') ? 10 : 1);
    return true;
  }
  switch (name) {
    case ' ':
      if (picture) pressAtCross(drawing, picture, matrix);
      return true;
    case 'Enter':
      drawing.close();
      return true;
    case 'Escape':
      drawing.cancel();
      return true;
    case 'Backspace':
    case 'Delete':
      drawing.erase();
      return true;
    case 'Ctrl+z':
      drawing.undo();
      return true;
    case 'Ctrl+Z':
    case 'Ctrl+y':
      drawing.redo();
      return true;
    default:
      return false;
  }
}

const centreOf = ({ columns, rows }: Picture): Place => [Math.floor(columns / 2), Math.floor(rows / 2)];

/** As the screen has it: on a turned picture the right arrow still goes to the right. */
function moveCross(drawing: Drawing, picture: Picture, [a, b, c, d]: Matrix, [x, y]: Place, by: number): void {
  const { cursor, stroke } = drawing.state;
  const from = cursor ?? centreOf(picture);
  const [column, row] = [a * x + b * y, c * x + d * y];
  const along: Place = Math.abs(column) >= Math.abs(row) ? [Math.sign(column) * by, 0] : [0, Math.sign(row) * by];
  const to = within([from[0] + along[0], from[1] + along[1]], picture);
  drawing.setCursor(to);
  if (stroke?.kind === 'box' || stroke?.kind === 'drag') drawing.move(to, 0);
}

function pressAtCross(drawing: Drawing, picture: Picture, matrix: Matrix): void {
  const { cursor, stroke } = drawing.state;
  const at = cursor ?? centreOf(picture);
  if (!cursor) drawing.setCursor(at);
  if (stroke?.kind === 'box' || stroke?.kind === 'drag') return drawing.release();
  drawing.press(picture, at, 9 / scaleOf(matrix));
  if (drawing.state.pen === 'polygon') drawing.release();
}

/** Typing and pressed buttons keep their keys; the slice bar's slider keeps its arrows. */
function isControl(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable], button, a, summary');
}
