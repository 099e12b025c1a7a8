import type { KeyMap } from '../ui/keys';
import type { StackViewer } from '../viewer/StackViewer';
import type { Images } from './useImages';

/** Keys that lead the picture. */
export function imageKeys({ viewer, stack, toggleOverlay }: Pick<Images, 'viewer' | 'stack' | 'toggleOverlay'>): KeyMap {
  const view = (act: (viewer: StackViewer) => void) => (): void => {
    if (viewer.current) act(viewer.current);
  };
  return {
    ArrowDown: view((each) => each.step(1)),
    ArrowUp: view((each) => each.step(-1)),
    j: view((each) => each.step(1)),
    k: view((each) => each.step(-1)),
    PageDown: view((each) => each.step(5)),
    PageUp: view((each) => each.step(-5)),
    Home: view((each) => each.goTo(0)),
    End: view((each) => each.goTo((stack?.slices.length ?? 1) - 1)),
    '+': view((each) => each.zoom(1.2)),
    '=': view((each) => each.zoom(1.2)),
    '-': view((each) => each.zoom(1 / 1.2)),
    'Shift+ArrowLeft': view((each) => each.pan(-40, 0)),
    'Shift+ArrowRight': view((each) => each.pan(40, 0)),
    'Shift+ArrowUp': view((each) => each.pan(0, -40)),
    'Shift+ArrowDown': view((each) => each.pan(0, 40)),
    // Brighter is a lower level.
    '[': view((each) => each.window(0.05, 0)),
    ']': view((each) => each.window(-0.05, 0)),
    '{': view((each) => each.window(0, 0.1)),
    '}': view((each) => each.window(0, -0.1)),
    i: view((each) => each.invert()),
    r: view((each) => each.reset()),
    '1': view((each) => each.use('window')),
    '2': view((each) => each.use('pan')),
    '3': view((each) => each.use('zoom')),
    '4': view((each) => each.use('scroll')),
    o: toggleOverlay,
  };
}

export const imageKeyWords: readonly (readonly [string, string])[] = [
  ['↓  ↑', 'next, previous slice'],
  ['PgDn  PgUp', 'five slices'],
  ['Home  End', 'first, last slice'],
  ['o', 'AI outline on or off'],
  ['+  −', 'zoom'],
  ['Shift arrows', 'move'],
  ['[  ]', 'darker, brighter'],
  ['{  }', 'less, more contrast'],
  ['i', 'invert'],
  ['r', 'reset'],
  ['1 2 3 4', 'left button: window, pan, zoom, scroll'],
];
