import type { Picture, Place } from './drawing/marks';
import type { Hand } from './hand';
import { inImage, scaleOf } from './matrix';
import type { Matrix } from './orientation';

/** A hand and the picture under it. */
export interface Surface {
  readonly hand: Hand;
  /** The one that is drawn now; null while it loads. */
  readonly picture: Picture | null;
  readonly matrix: Matrix;
}

/** How near is near, in CSS pixels: a finger hides more than a mouse. */
const reachOf = (pointerType: string): number => (pointerType === 'touch' ? 20 : 9);

/**
 * The left button or one finger acts while a pen or a measuring tool is chosen. The events are caught on their way down, on the
 * element around the picture: Cornerstone, which listens on the picture itself, keeps the wheel, the other buttons and the
 * second finger.
 */
export function listenToPointer(host: HTMLElement, surface: () => Surface): () => void {
  const around = host.parentElement ?? host;
  const abort = new AbortController();
  let holding: number | null = null;

  const placeOf = (event: PointerEvent): { readonly place: Place; readonly reach: number } | null => {
    const { left, top } = host.getBoundingClientRect();
    const { matrix } = surface();
    const place = inImage(matrix, [event.clientX - left, event.clientY - top]);
    return place && { place, reach: reachOf(event.pointerType) / scaleOf(matrix) };
  };
  const down = (event: PointerEvent): void => {
    const { hand, picture } = surface();
    if (!hand.active || !host.contains(event.target as Node)) return;
    // The second finger moves the picture: what the first began is not meant.
    if (holding !== null && event.pointerType === 'touch') return hand.cancel();
    const at = placeOf(event);
    if (event.button !== 0 || !picture || !at) return;
    holding = event.pointerId;
    hand.press(picture, at.place, at.reach);
  };
  const moved = (event: PointerEvent): void => {
    if (event.pointerId !== holding) return;
    for (const each of coalesced(event)) {
      const at = placeOf(each);
      if (at) surface().hand.move(at.place, at.reach);
    }
  };
  const up = (event: PointerEvent): void => {
    if (event.pointerId !== holding) return;
    holding = null;
    surface().hand.release();
  };
  const lost = (event: PointerEvent): void => {
    if (event.pointerId !== holding) return;
    holding = null;
    surface().hand.cancel();
  };
  /** What Cornerstone would hear of the same press. */
  const keepFromPicture = (event: MouseEvent | TouchEvent): void => {
    if (!surface().hand.active || !host.contains(event.target as Node)) return;
    if ('touches' in event ? event.touches.length === 1 : event.button === 0) event.stopImmediatePropagation();
  };
  const twice = (event: MouseEvent): void => {
    if (surface().hand.active && host.contains(event.target as Node)) surface().hand.close();
  };

  const options = { capture: true, signal: abort.signal };
  around.addEventListener('pointerdown', down, options);
  around.addEventListener('mousedown', keepFromPicture, options);
  around.addEventListener('touchstart', keepFromPicture, options);
  around.addEventListener('dblclick', twice, options);
  addEventListener('pointermove', moved, options);
  addEventListener('pointerup', up, options);
  addEventListener('pointercancel', lost, options);
  return () => abort.abort();
}

function coalesced(event: PointerEvent): readonly PointerEvent[] {
  const all = event.getCoalescedEvents?.() ?? [];
  return all.length > 0 ? all : [event];
}
