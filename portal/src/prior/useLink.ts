import type { RefObject } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { Stack } from '../study/stack';
import type { StackViewer } from '../viewer/StackViewer';
import { linkedSlice } from './link';

type Side = 'study' | 'prior';

export interface Link {
  readonly linked: boolean;
  readonly setLinked: (linked: boolean) => void;
  readonly lead: (side: Side) => void;
  /** A picture was drawn: where it leads, the other goes along. */
  readonly follow: (side: Side, index: number, stack: Stack) => void;
}

/** Two pictures scroll together. The one that the hand is on leads: led by each other they would never rest. */
export function useLink(study: RefObject<StackViewer | null>, prior: RefObject<StackViewer | null>): Link {
  const [linked, setLinked] = useState(true);
  const leader = useRef<Side>('study');
  const places = useRef<Partial<Record<Side, { readonly index: number; readonly stack: Stack }>>>({});
  const follow = (side: Side, index: number, stack: Stack): void => {
    const before = places.current[side];
    places.current[side] = { index, stack };
    const other = places.current[side === 'study' ? 'prior' : 'study'];
    if (!linked || index < 0 || !other || side !== leader.current || (before?.index === index && before.stack === stack)) return;
    const [leading, led] = side === 'study' ? [study.current, prior.current] : [prior.current, study.current];
    if (!leading || !led) return;
    const frame = leading.header()?.['FrameOfReferenceUID'];
    const target = linkedSlice(index, stack, other.stack, frame !== undefined && frame === led.header()?.['FrameOfReferenceUID']);
    if (target !== other.index) led.goTo(target);
  };
  return { linked, setLinked, lead: (side) => (leader.current = side), follow };
}
