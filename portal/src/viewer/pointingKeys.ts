import { nameOfKey } from '../ui/keys';
import type { Picture, Place } from './drawing/marks';
import { within } from './drawing/rules';
import type { Hand } from './hand';
import { scaleOf } from './matrix';
import type { Matrix } from './orientation';
import type { Surface } from './pointing';

const steps: Readonly<Record<string, Place>> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** While a pen or a measuring tool is chosen its keys come before the page's: arrows move a cross, the space bar presses there. */
export function listenToKeys(surface: () => Surface): () => void {
  const abort = new AbortController();
  const press = (event: KeyboardEvent): void => {
    const name = nameOfKey(event);
    if (document.querySelector('dialog[open]') || isKept(event.target, name) || !act(name, surface())) return;
    event.preventDefault();
    event.stopPropagation();
  };
  addEventListener('keydown', press, { capture: true, signal: abort.signal });
  return () => abort.abort();
}

/** Does what a key means; false where it means nothing here. */
export function act(name: string, { hand, picture, matrix }: Surface): boolean {
  if (!hand.active) return false;
  const step = steps[name.replace('Shift+', '')];
  if (step && picture) {
    moveCross(hand, picture, matrix, step, name.startsWith('Shift+') ? 10 : 1);
    return true;
  }
  switch (name) {
    case ' ':
      if (picture) pressAtCross(hand, picture, matrix);
      return true;
    case 'Enter':
      hand.close();
      return true;
    case 'Escape':
      hand.cancel();
      return true;
    case 'Backspace':
    case 'Delete':
      hand.erase();
      return true;
    case 'Ctrl+z':
      hand.undo();
      return true;
    case 'Ctrl+Z':
    case 'Ctrl+y':
      hand.redo();
      return true;
    default:
      return false;
  }
}

const centreOf = ({ columns, rows }: Picture): Place => [Math.floor(columns / 2), Math.floor(rows / 2)];

/** As the screen has it: on a turned picture the right arrow still goes to the right. */
function moveCross(hand: Hand, picture: Picture, [a, b, c, d]: Matrix, [x, y]: Place, by: number): void {
  const from = hand.cursor ?? centreOf(picture);
  const [column, row] = [a * x + b * y, c * x + d * y];
  const along: Place = Math.abs(column) >= Math.abs(row) ? [Math.sign(column) * by, 0] : [0, Math.sign(row) * by];
  const to = within([from[0] + along[0], from[1] + along[1]], picture);
  hand.setCursor(to);
  if (hand.dragging) hand.move(to, 0);
}

function pressAtCross(hand: Hand, picture: Picture, matrix: Matrix): void {
  const at = hand.cursor ?? centreOf(picture);
  if (!hand.cursor) hand.setCursor(at);
  if (hand.dragging) return hand.release();
  hand.tap(picture, at, 9 / scaleOf(matrix));
}

/** Typing keeps its keys, a button those that press it, a slider its arrows. */
function isKept(target: EventTarget | null, name: string): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.matches('input:not([type=range]), textarea, select, [contenteditable]')) return true;
  return target.matches('button, a, summary') ? name === 'Enter' || name === ' ' : target.matches('input') && name.includes('Arrow');
}
