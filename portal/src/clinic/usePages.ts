import { useEffect, useState } from 'preact/hooks';
import type { Client } from '../api/client';
import { usePolling, type Polled } from '../worklist/poll';

interface Page {
  readonly next?: string;
}

/** A list whose first page lives, and whose further pages come when they are asked for. */
export interface Pages<P> {
  readonly polled: Polled<P>;
  readonly pages: readonly P[];
  /** Undefined at the end. */
  readonly more: (() => void) | undefined;
}

/** @param path without a query, or with one that ends in &, to which the cursor is added */
export function usePages<P extends Page>(client: Client, path: string, every: number): Pages<P> {
  const polled = usePolling<P>(client, path, every);
  const [further, setFurther] = useState<readonly P[]>([]);
  useEffect(() => setFurther([]), [path]);
  const pages = polled.body ? [polled.body, ...further] : [];
  const next = pages.at(-1)?.next;
  const more = (): void => {
    const query = `${path.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(next ?? '')}`;
    client.get<P>(`${path}${query}`).then(({ body }) => setFurther((known) => [...known, body]), () => undefined);
  };
  return { polled, pages, more: next === undefined ? undefined : more };
}
