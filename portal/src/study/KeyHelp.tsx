import { Dialog } from '../ui/Dialog';

const groups: readonly (readonly [string, readonly (readonly [string, string])[]])[] = [
  ['Reading', [['a', 'accept the finding'], ['x', 'reject it, with a reason'], ['n  p', 'next, previous finding'], ['g', 'to its key image'], ['c', 'acknowledge the alert'], ['w', 'write the impression'], ['Ctrl Enter', 'sign'], ['Esc', 'back to the worklist']]],
  ['Image', [['↓  ↑', 'next, previous slice'], ['PgDn  PgUp', 'five slices'], ['Home  End', 'first, last slice'], ['o', 'AI outline on or off'], ['+  −', 'zoom'], ['Shift arrows', 'move'], ['[  ]', 'darker, brighter'], ['{  }', 'less, more contrast'], ['i', 'invert'], ['r', 'reset'], ['1 2 3 4', 'left button: window, pan, zoom, scroll']]],
];

export function KeyHelp({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog title="Keys" onClose={onClose}>
      <div class="key-help">
        {groups.map(([name, keys]) => (
          <section key={name}>
            <h3>{name}</h3>
            <dl>
              {keys.map(([key, meaning]) => (
                <div key={key}>
                  <dt><kbd>{key}</kbd></dt>
                  <dd>{meaning}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <p class="muted">Left button: window. Right: zoom. Middle: pan. Wheel: scroll.</p>
      <div class="dialog-acts">
        <button type="button" onClick={onClose}>Close</button>
      </div>
    </Dialog>
  );
}
