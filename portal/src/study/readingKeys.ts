import type { KeyMap } from '../ui/keys';

export interface ReadingActs {
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
  return {
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

export const readingKeyWords: readonly (readonly [string, string])[] = [
  ['a', 'accept the finding'],
  ['x', 'reject it, with a reason'],
  ['m', 'amend its outline'],
  ['d', 'draw a finding of your own'],
  ['s', 'save what is drawn'],
  ['b', 'the nearest prior beside it'],
  ['u', 'CT: outline the nodule at a click'],
  ['n  p', 'next, previous finding'],
  ['g', 'to its key image'],
  ['c', 'acknowledge the alert'],
  ['w', 'write the impression'],
  ['Ctrl Enter', 'sign'],
  ['Esc', 'back to the worklist'],
];
