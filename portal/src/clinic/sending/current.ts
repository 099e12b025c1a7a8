import { useEffect, useState } from 'preact/hooks';
import type { Client } from '../../api/client';
import { Digester } from './Digester';
import { rest } from './persist';
import { put } from './put';
import { SendRun, type Order } from './SendRun';
import type { Found } from './walk';

/** How often the page draws what moves. */
const every = 200;

let run: SendRun | null = null;
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setTimeout> | undefined;

/** Sends a folder. It goes on when the person looks at another page, and ends with the login. */
export function startRun(client: Client, order: Order, found: AsyncIterable<Found>): void {
  const digester = new Digester();
  const ports = { client, put, rest, now: () => performance.now(), digest: digester.digest.bind(digester) };
  const started = new SendRun(ports, order, announceChange);
  run = started;
  addEventListener('beforeunload', warn);
  void started.start(found).finally(() => {
    digester.close();
    removeEventListener('beforeunload', warn);
    announceChange();
  });
  announceChange();
}

export function stopRun(): void {
  run?.stop();
}

/** An upload is being taken back: what still went would be announced anew. */
export function stopRunOf(uploadId: string): void {
  if (run?.active && run.uploads.includes(uploadId)) run.stop();
}

/** Takes what was sent off the page. */
export function clearRun(): void {
  run?.stop();
  run = null;
  announceChange();
}

export const isSending = (): boolean => run?.active ?? false;

/** The folder that was chosen last; drawn anew a few times a second while it moves. */
export function useRun(): SendRun | null {
  const [, draw] = useState(0);
  useEffect(() => {
    const listener = (): void => draw((count) => count + 1);
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  }, []);
  return run;
}

function announceChange(): void {
  timer ??= setTimeout(() => {
    timer = undefined;
    for (const listener of listeners) listener();
  }, every);
}

function warn(event: BeforeUnloadEvent): void {
  event.preventDefault();
}
