import type { Cost } from '../contract';
import { AsOf, Awaited, SectionHead } from '../parts';
import { useLoaded } from '../useLoaded';
import { count, dollars } from '../words';

/** This month's bill so far, estimated from what was counted. */
export function CostSection() {
  const loaded = useLoaded<Cost>('/api/operations/cost');
  return (
    <>
      <SectionHead title="Cost this month">An estimate, not a bill: counted studies, files and task hours by the price list. <AsOf at={loaded.body?.madeAt} /></SectionHead>
      <Awaited loaded={loaded}>
        {(cost) => (
          <>
            <dl class="facts">
              <div><dt>Estimate so far</dt><dd>{dollars(cost.estimatedUsd)}</dd></div>
              <div><dt>Of it a month in which nothing happens</dt><dd>{dollars(cost.standingUsd)}</dd></div>
              <div><dt>Studies</dt><dd>{count(cost.studies)}</dd></div>
              <div><dt>Slices</dt><dd>{count(cost.files)}</dd></div>
              <div><dt>Hours of tasks</dt><dd>{cost.taskHours.toFixed(1)}</dd></div>
            </dl>
            <table class="wide tallies">
              <caption>{cost.from} to {cost.to}, profile {cost.profile}</caption>
              <thead><tr><th scope="col">Service</th><th scope="col">USD</th></tr></thead>
              <tbody>{cost.services.map(({ service, usd }) => <tr key={service}><th scope="row">{service}</th><td class="number">{dollars(usd)}</td></tr>)}</tbody>
            </table>
            <p class="muted">
              List prices of {cost.region} as known on {cost.pricesOf}. What stands there the whole month is counted whole; stored files and rows as if every month of a year were like this one so far. Not counted: taxes, support, transfers to other regions. What AWS bills stands in Cost Explorer.
            </p>
          </>
        )}
      </Awaited>
    </>
  );
}
