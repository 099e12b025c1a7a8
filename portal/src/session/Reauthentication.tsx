import { createContext } from 'preact';
import { useContext, useEffect, useRef, useState } from 'preact/hooks';
import { Failure } from '../ui/Failure';

/** Asks the person at the desk for the password again; resolves when the very same person gave it. */
export type Reauthenticate = (stop: AbortSignal) => Promise<void>;

export const ReauthenticationContext = createContext<Reauthenticate>(() => Promise.reject(new Error('No one is logged in.')));

interface PasswordStepProps {
  readonly why: string;
  readonly words: string;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

/** The step between an act that binds a person and its repetition: who is this? */
export function PasswordStep({ why, words, onDone, onCancel }: PasswordStepProps) {
  const reauthenticate = useContext(ReauthenticationContext);
  const [waiting, setWaiting] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const stop = useRef<AbortController | null>(null);
  useEffect(() => () => stop.current?.abort(), []);
  const ask = (): void => {
    const mine = new AbortController();
    stop.current?.abort();
    stop.current = mine;
    setWaiting(true);
    setError(null);
    reauthenticate(mine.signal).then(
      () => !mine.signal.aborted && onDone(),
      (failure: unknown) => {
        if (mine.signal.aborted) return;
        setError(failure);
        setWaiting(false);
      },
    );
  };
  return (
    <div class="password-step">
      <p>{why}</p>
      {waiting && <p class="muted" role="status">Waiting for the login in the other window. What you wrote stays here.</p>}
      {error !== null && <Failure error={error} />}
      <div class="dialog-acts">
        <button type="button" onClick={onCancel}>Cancel</button>
        <button type="button" class="primary" onClick={ask} autofocus>{waiting ? 'Open the window again' : words}</button>
      </div>
    </div>
  );
}
