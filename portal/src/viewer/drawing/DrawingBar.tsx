import type { Pen } from './pen';
import type { Drawing } from './useDrawing';

interface DrawingBarProps {
  readonly drawing: Drawing;
  readonly pens?: readonly Pen[];
}

const names: Readonly<Record<Pen, readonly [string, string]>> = {
  polygon: ['Outline', 'Click corner by corner, or hold the button and draw; a double click or Enter closes'],
  box: ['Box', 'Hold the button and drag'],
  point: ['Point', 'Click'],
  edit: ['Edit', 'Drag a corner, an edge or the whole; Delete removes'],
};

/** The pens, undo, and why the last stroke was not taken. */
export function DrawingBar({ drawing, pens = ['polygon', 'box', 'point', 'edit'] }: DrawingBarProps) {
  const { pen, past, future, selected, stroke, fault } = drawing.state;
  return (
    <div class="drawing-bar" role="toolbar" aria-label="Drawing">
      <span class="tool-group">
        {pens.map((each) => (
          <button type="button" key={each} aria-pressed={pen === each} title={names[each][1]} onClick={(event) => choose(event.currentTarget, pen === each ? null : each)}>
            {names[each][0]}
          </button>
        ))}
      </span>
      <button type="button" disabled={past.length === 0 && !stroke} onClick={drawing.undo} title="Undo (Ctrl z)">Undo</button>
      <button type="button" disabled={future.length === 0} onClick={drawing.redo} title="Redo (Ctrl y)">Redo</button>
      {pens.includes('edit') && <button type="button" disabled={selected === null} onClick={drawing.erase} title="Remove the chosen mark (Delete)">Remove</button>}
      <span class={fault === null ? 'drawing-help' : 'drawing-help warn'} role="status">{fault ?? (pen === null ? '' : names[pen][1])}</span>
    </div>
  );

  /** The button gives the keys back: the space bar draws now. */
  function choose(button: HTMLElement, next: Pen | null): void {
    drawing.take(next);
    button.blur();
  }
}
