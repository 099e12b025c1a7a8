import type { KeyMap } from '../ui/keys';
import type { StackViewer } from '../viewer/StackViewer';

export interface ReadingActs {
  readonly viewer: () => StackViewer | null;
  /** Index of the last slice. */
  readonly last: number;
  readonly toggleOverlay: () => void;
  readonly jump: (by: number) => void;
  readonly accept: () => unknown;
  readonly reject: () => unknown;
  readonly acknowledge: () => unknown;
  readonly write: () => void;
  readonly sign: () => unknown;
  readonly leave: () => void;
  readonly help: () => void;
}

/** Every act of a reading has a key; KeyHelp shows them. */
export function readingKeys(acts: ReadingActs): KeyMap {
  const view = (act: (viewer: StackViewer) => void) => (): void => {
    const viewer = acts.viewer();
    if (viewer) act(viewer);
  };
  return {
    ArrowDown: view((viewer) => viewer.step(1)),
    ArrowUp: view((viewer) => viewer.step(-1)),
    j: view((viewer) => viewer.step(1)),
    k: view((viewer) => viewer.step(-1)),
    PageDown: view((viewer) => viewer.step(5)),
    PageUp: view((viewer) => viewer.step(-5)),
    Home: view((viewer) => viewer.goTo(0)),
    End: view((viewer) => viewer.goTo(acts.last)),
    '+': view((viewer) => viewer.zoom(1.2)),
    '=': view((viewer) => viewer.zoom(1.2)),
    '-': view((viewer) => viewer.zoom(1 / 1.2)),
    'Shift+ArrowLeft': view((viewer) => viewer.pan(-40, 0)),
    'Shift+ArrowRight': view((viewer) => viewer.pan(40, 0)),
    'Shift+ArrowUp': view((viewer) => viewer.pan(0, -40)),
    'Shift+ArrowDown': view((viewer) => viewer.pan(0, 40)),
    // Brighter is a lower level.
    '[': view((viewer) => viewer.window(0.05, 0)),
    ']': view((viewer) => viewer.window(-0.05, 0)),
    '{': view((viewer) => viewer.window(0, 0.1)),
    '}': view((viewer) => viewer.window(0, -0.1)),
    i: view((viewer) => viewer.invert()),
    r: view((viewer) => viewer.reset()),
    '1': view((viewer) => viewer.use('window')),
    '2': view((viewer) => viewer.use('pan')),
    '3': view((viewer) => viewer.use('zoom')),
    '4': view((viewer) => viewer.use('scroll')),
    o: acts.toggleOverlay,
    n: () => acts.jump(1),
    p: () => acts.jump(-1),
    g: () => acts.jump(0),
    a: () => void acts.accept(),
    x: () => void acts.reject(),
    c: () => void acts.acknowledge(),
    w: acts.write,
    'Ctrl+Enter': () => void acts.sign(),
    Escape: acts.leave,
    '?': acts.help,
  };
}
