import { useContext, useEffect, useState } from 'preact/hooks';
import { messageOf } from '../api/problem';
import { isSending } from '../clinic/sending/current';
import { useNow } from '../ui/clock';
import { IdleWatch } from './idle';
import type { Session } from './oidc';
import { ReauthenticationContext } from './Reauthentication';

interface SessionWatchProps {
  readonly session: Session;
  readonly idleMinutes: number;
  readonly onIdle: () => void;
  readonly onExpired: () => void;
}

const warning = 60_000;

/** Ends a session that is abandoned or over, and says so before. */
export function SessionWatch({ session, idleMinutes, onIdle, onExpired }: SessionWatchProps) {
  const [idleSeconds, setIdleSeconds] = useState<number | null>(null);
  const left = session.expiresAt - useNow();
  useEffect(() => {
    const limit = idleMinutes * 60_000;
    return new IdleWatch({
      limit,
      warning: Math.min(warning, limit / 2),
      now: () => Date.now(),
      busy: isSending,
      onWarn: setIdleSeconds,
      onActive: () => setIdleSeconds(null),
      onIdle,
    }).start();
  }, [idleMinutes]);
  useEffect(() => {
    if (left <= 0) onExpired();
  }, [left <= 0]);
  if (idleSeconds !== null)
    return <div class="session-watch" role="alert">No one seems to be here: logging out in {idleSeconds} s. Touch any key to stay.</div>;
  if (left > 0 && left < 5 * warning) return <EndOfLogin seconds={Math.ceil(left / 1000)} />;
  return null;
}

/** A login lives an hour: who is writing then logs in again in another window and loses nothing. */
function EndOfLogin({ seconds }: { readonly seconds: number }) {
  const reauthenticate = useContext(ReauthenticationContext);
  const [error, setError] = useState<unknown>(null);
  return (
    <div class="session-watch" role="alert">
      Your login ends in {seconds} s, and unsaved text with it.{' '}
      <button type="button" onClick={() => reauthenticate(AbortSignal.timeout(seconds * 1000)).then(() => setError(null), setError)}>Log in again in a window</button>
      {error !== null && <span> {messageOf(error)}</span>}
    </div>
  );
}
