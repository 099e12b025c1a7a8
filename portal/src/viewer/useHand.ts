import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { listenToPointer, type Surface } from './pointing';
import { listenToKeys } from './pointingKeys';

/** Lets a hand work on the picture that the host shows. */
export function useHand(surface: Surface, host: RefObject<HTMLElement | null>): void {
  const latest = useRef(surface);
  latest.current = surface;
  useEffect(() => (host.current ? listenToPointer(host.current, () => latest.current) : undefined), [host]);
  useEffect(() => listenToKeys(() => latest.current), []);
}
