import { useEffect, useState } from 'preact/hooks';
import { useNow } from '../ui/clock';
import { IdleWatch } from './idle';
import type { Session } from './oidc';

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
  if (left > 0 && left < 2 * warning)
    return <div class="session-watch" role="alert">Your login ends in {Math.ceil(left / 1000)} s. Finish what you are writing: unsaved text is lost.</div>;
  return null;
}
