import type { KeyMap } from '../ui/keys';
import type { ToolName } from '../viewer/cornerstone';
import type { StackViewer } from '../viewer/StackViewer';
import type { Images } from './useImages';

const tools = ['window', 'pan', 'zoom', 'scroll'] as const;
const measures = ['length', 'angle', 'ellipse'] as const;

/** Keys that lead the picture. */
export function imageKeys({ viewer, stack, measuring, toggleOverlay }: Images): KeyMap {
  const view = (act: (viewer: StackViewer) => void) => (): void => {
    if (viewer.current) act(viewer.current);
  };
  const use = (tool: ToolName) => (): void => {
    measuring.take(null);
    viewer.current?.use(tool);
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
    v: view((each) => each.nextPreset(1)),
    V: view((each) => each.nextPreset(-1)),
    q: view((each) => each.turn()),
    h: view((each) => each.mirror()),
    i: view((each) => each.invert()),
    r: view((each) => each.reset()),
    ...Object.fromEntries(tools.map((tool, index) => [String(index + 1), use(tool)])),
    ...Object.fromEntries(measures.map((measure, index) => [String(index + 5), () => measuring.take(measuring.state.tool === measure ? null : measure)])),
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
  ['v  V', 'next, previous window preset'],
  ['q', 'turn by a quarter'],
  ['h', 'left for right'],
  ['i', 'invert'],
  ['r', 'reset'],
  ['1 2 3 4', 'left button: window, pan, zoom, scroll'],
  ['5 6 7', 'left button: length, angle, region'],
  ['Arrows, Space', 'while measuring or drawing: move a cross, press'],
  ['Enter, Del, Esc', 'close the outline, remove, put the tool down'],
  ['Ctrl z, Ctrl y', 'undo, redo a stroke'],
];
