import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { Client } from './api/client';
import type { Configuration, Me } from './api/contract';
import { Entrance } from './Entrance';
import { departForLogIn, departForLogOut, LogInError, type Session } from './session/oidc';
import { ReauthenticationContext, type Reauthenticate } from './session/Reauthentication';
import { reauthenticate } from './session/reauthentication';
import { SessionWatch } from './session/SessionWatch';
import { Shell } from './Shell';
import { Failure } from './ui/Failure';
import { PortalContext } from './ui/portal';

interface AppProps {
  readonly configuration: Configuration;
  readonly session: Session | null;
  readonly error: unknown;
}

export function App(props: AppProps) {
  const { configuration } = props;
  const [session, setSession] = useState(props.session);
  const [farewell, setFarewell] = useState<string | null>(null);
  const [error, setError] = useState(props.error);
  const [loggedOut, setLoggedOut] = useState(false);
  const [busy, setBusy] = useState(false);

  const logIn = (): void => {
    setBusy(true);
    departForLogIn(configuration, loggedOut).catch((failure: unknown) => {
      setError(failure);
      setBusy(false);
    });
  };
  const expire = useCallback(() => {
    setSession(null);
    setFarewell('Your login has ended. Log in again to go on where you were.');
  }, []);
  const logOut = useCallback(
    (words: string) => {
      setSession(null);
      setFarewell(words);
      setLoggedOut(true);
      history.replaceState(null, '', '/');
      departForLogOut(configuration).catch(setError);
    },
    [configuration],
  );

  if (session === null) return <Entrance busy={busy} farewell={farewell} error={error} onLogIn={logIn} />;
  return <LoggedIn configuration={configuration} session={session} onRenewed={setSession} onExpired={expire} onLogOut={logOut} />;
}

interface LoggedInProps {
  readonly configuration: Configuration;
  readonly session: Session;
  readonly onRenewed: (session: Session) => void;
  readonly onExpired: () => void;
  readonly onLogOut: (words: string) => void;
}

function LoggedIn({ configuration, session, onRenewed, onExpired, onLogOut }: LoggedInProps) {
  // A renewed session must not make another client: pages that hang on it would begin anew.
  const latest = useRef(session);
  latest.current = session;
  const client = useMemo(() => new Client({ token: () => latest.current.accessToken, onUnauthorised: onExpired }), [onExpired]);
  const [me, setMe] = useState<Me | null>(null);
  const [error, setError] = useState<unknown>(null);
  useEffect(() => {
    client.get<Me>('/api/me').then(({ body }) => setMe(body), setError);
  }, [client]);
  const askAgain = useCallback<Reauthenticate>(
    async (stop) => {
      const renewed = await reauthenticate(configuration, stop);
      const { body } = await new Client({ token: () => renewed.accessToken, onUnauthorised: () => undefined }).get<Me>('/api/me');
      if (body.subject !== me?.subject) throw new LogInError(`That was the login of ${body.name}. Only ${me?.name ?? 'who is logged in'} can go on here.`);
      latest.current = renewed;
      onRenewed(renewed);
    },
    [configuration, me, onRenewed],
  );
  if (error !== null) return <Failure error={error} action="Log out" onAction={() => onLogOut('Logged out.')} />;
  if (me === null) return <p class="loading">Loading…</p>;
  return (
    <PortalContext.Provider value={{ client, configuration, me }}>
      <ReauthenticationContext.Provider value={askAgain}>
        <Shell onLogOut={() => onLogOut('Logged out.')} />
        <SessionWatch
          session={session}
          idleMinutes={configuration.idleMinutes ?? 15}
          onIdle={() => onLogOut('Logged out, for nothing was touched for a while.')}
          onExpired={onExpired}
        />
      </ReauthenticationContext.Provider>
    </PortalContext.Provider>
  );
}
