import '@fontsource-variable/inter/wght.css';
import './styles/base.css';
import './styles/shell.css';
import './styles/holds.css';
import './styles/worklist.css';
import './styles/study.css';
import './styles/viewer.css';
import './styles/drawing.css';
import './styles/deidentification.css';
import './styles/reading.css';
import './styles/call.css';
import { render } from 'preact';
import type { Configuration } from './api/contract';
import { problemFrom } from './api/problem';
import { App } from './App';
import { isReturning, returnFromLogIn, type Session } from './session/oidc';
import { HandedOver } from './session/HandedOver';
import { handOver, isAnswerForAnotherWindow } from './session/reauthentication';
import { Failure } from './ui/Failure';

/** This window was opened to ask for the password again, and has served. */
function finish(place: HTMLElement, answer: URLSearchParams): void {
  history.replaceState(null, '', '/');
  handOver(answer);
  render(<HandedOver />, place);
  close();
}

async function start(place: HTMLElement): Promise<void> {
  const answer = new URLSearchParams(location.search);
  if (isAnswerForAnotherWindow(answer)) return finish(place, answer);
  const response = await fetch('/api/configuration', { cache: 'no-store' });
  if (!response.ok) throw await problemFrom(response);
  const configuration = (await response.json()) as Configuration;
  let session: Session | null = null;
  let error: unknown = null;
  if (isReturning(answer))
    try {
      session = await returnFromLogIn(configuration, () => Date.now());
    } catch (failure) {
      error = failure;
    }
  render(<App configuration={configuration} session={session} error={error} />, place);
}

const place = document.getElementById('app');
if (place)
  start(place).catch((error: unknown) =>
    render(<Failure error={error} action="Try again" onAction={() => location.reload()} />, place),
  );
