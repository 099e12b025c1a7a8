import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Problem } from '../api/problem';
import { PasswordStep } from '../session/Reauthentication';

interface Binding {
  /** Sends the act; where the server asks for the password first, shows that step and then sends it again. */
  readonly send: () => void;
  /** The step, while it stands. */
  readonly step: ComponentChildren;
}

/**
 * An act that binds a person.
 * @param act Resolves to why it was refused, or null.
 * @param onEnd With true where it was done.
 */
export function usePassword(act: () => Promise<unknown>, words: string, onEnd: (done: boolean) => void): Binding {
  const [asking, setAsking] = useState(false);
  const send = (): void => {
    setAsking(false);
    void act().then((refusal) => {
      if (refusal instanceof Problem && refusal.wantsPassword) setAsking(true);
      else onEnd(refusal === null);
    });
  };
  const step = asking && (
    <PasswordStep
      why="Your last login is some minutes old. Who signs shows once more who they are; what you wrote stays."
      words={words}
      onDone={send}
      onCancel={() => {
        setAsking(false);
        onEnd(false);
      }}
    />
  );
  return { send, step };
}
