import { Problem } from '../../api/problem';
import { NoConnectionError } from './put';

const first = 1000;
const longest = 30_000;

/** Why nothing moves just now, in words. */
export type Trouble = string | null;

/** What waits, and where it says why. */
export interface Patience {
  readonly signal: AbortSignal;
  readonly tell: (trouble: Trouble) => void;
  /** Ends early when the network says that it is back. */
  readonly rest: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

/** Tries until there is an answer: a network that is away comes back, and who is told to wait waits. */
export async function persist<T>(patience: Patience, act: () => Promise<T>): Promise<T> {
  for (let wait = first; ; wait = Math.min(wait * 2, longest)) {
    try {
      const answer = await act();
      patience.tell(null);
      return answer;
    } catch (error) {
      patience.signal.throwIfAborted();
      const rest = restAfter(error, wait);
      if (rest === null) throw error;
      patience.tell(rest.words);
      await patience.rest(rest.milliseconds, patience.signal);
    }
  }
}

function restAfter(error: unknown, wait: number): { readonly words: string; readonly milliseconds: number } | null {
  if (error instanceof TypeError || error instanceof NoConnectionError)
    return { words: 'No connection. It goes on by itself when the network is back.', milliseconds: wait };
  if (error instanceof Problem && error.status === 429) {
    const seconds = error.retryAfter ?? 5;
    return { words: `Too many uploads at once: going on in ${seconds} s.`, milliseconds: seconds * 1000 };
  }
  if (error instanceof Problem && error.status >= 500) return { words: 'The server has a problem. Trying again.', milliseconds: wait };
  return null;
}

/** A pause that a returning network, or who stops it, cuts short. */
export function rest(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (): void => {
      clearTimeout(timer);
      removeEventListener('online', end);
      signal.removeEventListener('abort', end);
      if (signal.aborted) reject(new DOMException('Stopped.', 'AbortError'));
      else resolve();
    };
    const timer = setTimeout(end, milliseconds);
    addEventListener('online', end);
    signal.addEventListener('abort', end);
  });
}
