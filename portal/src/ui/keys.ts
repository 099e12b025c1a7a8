import { useEffect, useRef } from 'preact/hooks';

export type KeyMap = Readonly<Record<string, () => void>>;

/** The name of a key press: "j", "ArrowDown", "Shift+ArrowLeft", "Ctrl+Enter". A printed character carries its own shift. */
export function nameOfKey(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>): string {
  if (event.altKey) return '';
  const control = event.ctrlKey || event.metaKey ? 'Ctrl+' : '';
  const shift = event.shiftKey && event.key.length > 1 ? 'Shift+' : '';
  return control + shift + event.key;
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input:not([type=range]), textarea, select, [contenteditable]');
}

/** Keys of a page. Typing keeps its keys, but for those with Ctrl; an open dialog keeps all. */
export function useKeys(map: KeyMap): void {
  const latest = useRef(map);
  latest.current = map;
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const name = nameOfKey(event);
      const act = latest.current[name];
      if (!act || event.defaultPrevented || document.querySelector('dialog[open]')) return;
      if (isTyping(event.target) && !name.startsWith('Ctrl+') && name !== 'Escape') return;
      // A button or a link that has the focus keeps Enter.
      if (name === 'Enter' && event.target instanceof HTMLElement && event.target.matches('a, button, summary')) return;
      event.preventDefault();
      act();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, []);
}
