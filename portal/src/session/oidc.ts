import type { Configuration } from '../api/contract';
import { challengeOf, randomText } from './pkce';

/** What the provider says about itself (OpenID Connect Discovery 1.0). */
export interface Provider {
  readonly authorization_endpoint: string;
  readonly token_endpoint: string;
  readonly end_session_endpoint?: string;
}

/** Lives in memory alone: a reload logs in again. */
export interface Session {
  readonly accessToken: string;
  readonly expiresAt: number;
}

/** What ties the provider's answer to the question. */
export interface Question {
  readonly state: string;
  readonly verifier: string;
}

/** Kept in sessionStorage across the redirect, and removed before anything else is done with it. */
interface Departure extends Question {
  readonly returnTo: string;
}

export class LogInError extends Error {
  override readonly name = 'LogInError';
}

const departureKey = 'firstread.login';

/** Where the provider sends the browser back to. Cognito and we both compare it letter by letter. */
export const redirectUri = (): string => `${location.origin}/`;

export async function discover(issuer: string): Promise<Provider> {
  const response = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);
  if (!response.ok) throw new LogInError(`The login server answered ${response.status}.`);
  return (await response.json()) as Provider;
}

/**
 * The address of the provider's login form.
 * @param anew The provider must ask for the password, whatever session it still has.
 */
export async function addressOfLogIn(provider: Provider, clientId: string, question: Question, anew: boolean): Promise<string> {
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUri(),
    scope: 'openid',
    state: question.state,
    code_challenge: await challengeOf(question.verifier),
    code_challenge_method: 'S256',
    ...(anew ? { prompt: 'login' } : {}),
  });
  return `${provider.authorization_endpoint}?${query}`;
}

/**
 * Leaves the page for the provider's login form.
 * @param anew Someone logged out here: the next one must show who they are.
 */
export async function departForLogIn(configuration: Configuration, anew: boolean): Promise<void> {
  const provider = await discover(configuration.issuer);
  const departure: Departure = { state: randomText(), verifier: randomText(), returnTo: location.hash };
  sessionStorage.setItem(departureKey, JSON.stringify(departure));
  location.assign(await addressOfLogIn(provider, configuration.clientId, departure, anew));
}

/** True where the address is the provider's answer. */
export function isReturning(query: URLSearchParams): boolean {
  return query.has('state') && (query.has('code') || query.has('error'));
}

/** Turns the provider's answer into a session and the address into the one we left. */
export async function returnFromLogIn(configuration: Configuration, now: () => number): Promise<Session> {
  const query = new URLSearchParams(location.search);
  const departure = takeDeparture();
  history.replaceState(null, '', `/${departure?.returnTo ?? ''}`);
  return exchange(configuration, query, departure, now);
}

/** Checks the provider's answer against the question, and trades its code for a token. */
export async function exchange(configuration: Configuration, answer: URLSearchParams, question: Question | null, now: () => number): Promise<Session> {
  const verifier = checkAnswer(answer, question, configuration.issuer);
  const provider = await discover(configuration.issuer);
  const response = await fetch(provider.token_endpoint, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: configuration.clientId,
      redirect_uri: redirectUri(),
      code: answer.get('code') ?? '',
      code_verifier: verifier,
    }),
  });
  if (!response.ok) throw new LogInError(`The login server refused the code (${response.status}). Log in again.`);
  const token = (await response.json()) as { access_token: string; expires_in?: number };
  return {
    accessToken: token.access_token,
    expiresAt: now() + (token.expires_in ?? 3600) * 1000,
  };
}

/**
 * Ends the provider's session too: else the next person at this desk is logged in without a password. The client is named
 * instead of an id_token_hint (RP-Initiated Logout 1.0, section 2): no token stands in an address.
 */
export async function departForLogOut(configuration: Configuration): Promise<void> {
  const provider = await discover(configuration.issuer);
  if (!provider.end_session_endpoint) return;
  const query = new URLSearchParams({
    client_id: configuration.clientId,
    post_logout_redirect_uri: redirectUri(),
    // Cognito's own name for the same thing.
    logout_uri: redirectUri(),
  });
  location.assign(`${provider.end_session_endpoint}?${query}`);
}

function takeDeparture(): Departure | null {
  const text = sessionStorage.getItem(departureKey);
  sessionStorage.removeItem(departureKey);
  return text === null ? null : (JSON.parse(text) as Departure);
}

/** Returns the verifier of the question that was answered. */
function checkAnswer(query: URLSearchParams, question: Question | null, issuer: string): string {
  const error = query.get('error');
  if (error !== null) throw new LogInError(`The login server said: ${query.get('error_description') ?? error}.`);
  if (question === null || query.get('state') !== question.state)
    throw new LogInError('This login was not started here. Log in again.');
  // RFC 9207: a provider that names itself must be ours.
  const named = query.get('iss');
  if (named !== null && named !== issuer) throw new LogInError('Another login server answered. Log in again.');
  return question.verifier;
}
