import { Failure } from './ui/Failure';

interface EntranceProps {
  readonly busy: boolean;
  /** Why the last session ended. */
  readonly farewell: string | null;
  readonly error: unknown;
  readonly onLogIn: () => void;
}

export function Entrance({ busy, farewell, error, onLogIn }: EntranceProps) {
  return (
    <main class="entrance">
      <Emblem />
      <h1>FirstRead</h1>
      <p class="muted">Studies in order of urgency, read by a person.</p>
      {farewell && <p class="farewell" role="status">{farewell}</p>}
      {error !== null && <Failure error={error} />}
      <button type="button" class="primary" disabled={busy} onClick={onLogIn} autofocus>
        Log in
      </button>
      <p class="entrance-notice">Research use only, not for diagnosis.</p>
    </main>
  );
}

export function Emblem() {
  return (
    <svg class="emblem" viewBox="0 0 48 48" aria-hidden="true">
      <rect x="3" y="3" width="42" height="42" rx="10" class="emblem-ground" />
      <path d="M12 15V12h3M33 12h3v3M36 33v3h-3M15 36h-3v-3" class="emblem-frame" />
      <path d="M24 15.5c5.4 0 9 3.4 8.6 8.4-.4 4.800-3.600 8.600-8.600 8.600s-8.300-3.300-8.600-8.200c-.3-5 3.200-8.800 8.600-8.800Z" class="emblem-outline" />
    </svg>
  );
}
