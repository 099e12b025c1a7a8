import type { RotaSpan } from '../contract';
import { rotaProblemWords } from '../words';

const at = (iso: string): string => new Date(iso).toLocaleString('en-GB', { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });

/** Who would be called when, in the coming seven days, by this desk's clock. */
export function RotaPreview({ spans, tentative }: { readonly spans: readonly RotaSpan[]; readonly tentative: boolean }) {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <section class="block" aria-label="Next seven days">
      <h2>Next seven days{tentative ? ', if saved' : ''} <span class="muted">by this desk’s clock ({zone})</span></h2>
      <table class="wide">
        <thead><tr><th scope="col">From</th><th scope="col">To</th><th scope="col">Called, first to last</th></tr></thead>
        <tbody>
          {spans.map((span) => (
            <tr key={span.from}>
              <td class="nowrap">{at(span.from)}</td>
              <td class="nowrap">{at(span.to)}</td>
              <td>
                {span.order.length === 0 ? <b class="pressing">nobody</b> : span.order.map(({ name }) => name).join(' → ')}
                {span.problem && <span class="second pressing">{rotaProblemWords[span.problem] ?? span.problem}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
