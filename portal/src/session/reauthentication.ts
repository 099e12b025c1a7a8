import type { Configuration } from '../api/contract';
import { addressOfLogIn, discover, exchange, LogInError, type Question, type Session } from './oidc';
import { randomText } from './pkce';

/** The first characters of the state of a login in a window of its own. */
const mark = 'again.';

/** Between windows of our own origin: our opener policy parts them, so no window can call into another. */
const channelName = 'firstread.login';

/** True in the window that was opened to ask for the password again, once the provider has answered. */
export function isAnswerForAnotherWindow(query: URLSearchParams): boolean {
  return query.get('state')?.startsWith(mark) === true;
}

/** Hands the provider's answer to the window that asked. The code is worth nothing without the verifier, which stayed there. */
export function handOver(query: URLSearchParams): void {
  const channel = new BroadcastChannel(channelName);
  channel.postMessage(query.toString());
  channel.close();
}

/**
 * Asks for the password again in a window of its own, so that what is being written stays.
 * Must be called from a click: browsers open no other windows.
 * @returns A session of the person who logged in there, whoever that is: the caller must compare.
 */
export function reauthenticate(configuration: Configuration, stop: AbortSignal, now: () => number = Date.now): Promise<Session> {
  const opened = open('', '_blank', 'popup,width=520,height=680');
  if (!opened) return Promise.reject(new LogInError('The browser opened no window. Allow windows for this page and try again.'));
  const question: Question = { state: `${mark}${randomText()}`, verifier: randomText() };
  const answered = answerTo(question, stop);
  const send = async (): Promise<Session> => {
    const provider = await discover(configuration.issuer);
    opened.location.href = await addressOfLogIn(provider, configuration.clientId, question, true);
    return exchange(configuration, await answered, question, now);
  };
  return send().catch((error: unknown) => {
    // As long as the login server has not been reached, the window is ours to close.
    opened.close();
    throw error;
  });
}

function answerTo(question: Question, stop: AbortSignal): Promise<URLSearchParams> {
  const channel = new BroadcastChannel(channelName);
  const answer = new Promise<URLSearchParams>((resolve, reject) => {
    channel.onmessage = ({ data }: MessageEvent<unknown>) => {
      const query = new URLSearchParams(typeof data === 'string' ? data : '');
      if (query.get('state') === question.state) resolve(query);
    };
    stop.addEventListener('abort', () => reject(new LogInError('No one logged in.')), { once: true });
  }).finally(() => channel.close());
  // Who asked may have failed before: then nobody waits for this any more.
  answer.catch(() => undefined);
  return answer;
}
