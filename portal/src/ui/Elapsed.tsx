import { clock, elapsed } from '../format/time';
import { useNow } from './clock';

/** Live time since an event, with the event's time on hovering. */
export function Elapsed({ since }: { readonly since: string }) {
  const now = useNow();
  return (
    <time dateTime={since} title={clock(since, now)} class="numeric">
      {elapsed(now - Date.parse(since))}
    </time>
  );
}

export function ClockTime({ at }: { readonly at: string }) {
  return (
    <time dateTime={at} class="numeric">
      {clock(at, Date.now())}
    </time>
  );
}
