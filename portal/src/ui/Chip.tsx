import type { ComponentChildren } from 'preact';

export type Tone = 'plain' | 'warn' | 'alert' | 'simulated' | 'good';

export function Chip({ tone = 'plain', title, children }: { readonly tone?: Tone; readonly title?: string; readonly children: ComponentChildren }) {
  return (
    <span class={`chip chip-${tone}`} {...(title ? { title } : {})}>
      {children}
    </span>
  );
}
