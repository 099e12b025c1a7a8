/** What the API answers when it refuses: problem details (RFC 9457) with a stable code. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    /** What is wrong, by the path of the member that it is about. */
    readonly errors: Readonly<Record<string, readonly string[]>> = {},
  ) {
    super(message);
    this.name = 'Problem';
  }

  /** Someone else changed what we were about to change: look again, then decide again. */
  get isOverrun(): boolean {
    return this.status === 412;
  }

  /** The login holds, but is too old for this act: the password is asked for again. */
  get wantsPassword(): boolean {
    return this.code === 'reauthentication-required';
  }
}

export async function problemFrom(response: Response): Promise<Problem> {
  const fallback = `The server answered ${response.status}${response.statusText ? ` ${response.statusText}` : ''}.`;
  const body: unknown = await response.json().catch(() => null);
  if (typeof body !== 'object' || body === null) return new Problem(response.status, 'unknown', fallback);
  const { code, title, detail, errors } = body as Record<string, unknown>;
  const text = [title, detail].filter((part): part is string => typeof part === 'string' && part !== '');
  return new Problem(response.status, typeof code === 'string' ? code : 'unknown', text.join(' ') || fallback, errors as Record<string, string[]> | undefined);
}

export function messageOf(error: unknown): string {
  if (error instanceof Problem) return `${error.message} (${error.code})`;
  if (error instanceof TypeError) return 'The server cannot be reached. Check the network connection.';
  return error instanceof Error ? error.message : String(error);
}
