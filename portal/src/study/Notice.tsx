import type { Result } from '../api/contract';

/** Never absent, never folded away. The API's words where there is a result. */
export function Notice({ result, simulated, signed }: { readonly result: Result | undefined; readonly simulated: boolean; readonly signed: boolean }) {
  const words = result?.notice ?? `Research use only, not for diagnosis.${signed ? '' : ' Not yet read by a person.'}`;
  const bare = words.replace(/^SIMULATED\.\s*/, '');
  return (
    <div class={signed ? 'notice notice-signed' : 'notice'} role="note">
      {(simulated || result?.simulated || bare !== words) && <strong class="simulated">SIMULATED</strong>}
      <span>{bare}</span>
    </div>
  );
}
