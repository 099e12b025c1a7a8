import type { ErasureState } from './contract';

/** Enough of a token to tell it from its neighbours. */
export const shortOf = (token: string): string => `${token.slice(0, 9)}…`;

export const erasureWords: Readonly<Record<ErasureState, string>> = {
  requested: 'Waits for a second person',
  confirmed: 'Is being erased',
  done: 'Nothing is left',
  withdrawn: 'Withdrawn',
};

/** The certificate as the browser saves it. */
export function save(text: string, name: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
