import { useState } from 'preact/hooks';
import type { Reads, ReadTally } from '../contract';
import { AsOf, Awaited, dayOf, Days, daysAgo, SectionHead } from '../parts';
import { useLoaded } from '../useLoaded';
import { count, share } from '../words';
import { SharePlot } from './Plot';

const nameOf = (tally: ReadTally): string => (tally.model ? `${tally.model} ${tally.version ?? ''}` : 'no model');

const notKept = 'not kept';
const scannerOf = (tally: ReadTally): string => tally.scanner ?? notKept;

/** What became of the model's marks in signed reads. */
export function ReadsSection() {
  const [days, setDays] = useState({ from: daysAgo(29), to: dayOf(Date.now()) });
  const loaded = useLoaded<Reads>(`/api/operations/reads?from=${days.from}&to=${days.to}`);
  return (
    <>
      <SectionHead title="AI and final read" acts={<Days from={days.from} to={days.to} onChange={(from, to) => setDays({ from, to })} />}>
        Signed reads by the day of the signature: what the model had marked, and what the reader made of it. <AsOf at={loaded.body?.madeAt} />
      </SectionHead>
      <p class="limits">
        This is no sensitivity and no specificity. Readers saw the marks, only what was marked could be accepted, and what neither saw is counted nowhere. A change over time can be the model’s, the readers’ or the patients’.
      </p>
      <Awaited loaded={loaded}>{(reads) => (reads.reads.length === 0 ? <p class="empty">No read was signed on these days.</p> : <Figures reads={reads} />)}</Awaited>
    </>
  );
}

function Figures({ reads }: { readonly reads: Reads }) {
  const [scanner, setScanner] = useState('');
  const scanners = [...new Set(reads.reads.map(scannerOf))].sort();
  const chosen = scanners.includes(scanner) ? scanner : '';
  const of = (tallies: readonly ReadTally[]): readonly ReadTally[] => tallies.filter((tally) => chosen === '' || scannerOf(tally) === chosen);
  const rows = of(reads.reads);
  const models = [...new Set(rows.filter(({ model }) => model).map(nameOf))];
  const days = reads.days.map((day) => ({ ...day, reads: of(day.reads) }));
  return (
    <>
      <label class="figure-filter">
        Scanner{' '}
        <select value={chosen} onChange={(event) => setScanner(event.currentTarget.value)}>
          <option value="">All</option>
          {scanners.map((name) => <option key={name}>{name}</option>)}
        </select>
      </label>
      <table class="wide tallies">
        <thead>
          <tr><th scope="col">Model</th><th scope="col">Modality</th><th scope="col">Scanner</th><th scope="col">Reads</th><th scope="col">Marks</th><th scope="col">Accepted</th><th scope="col">Amended</th><th scope="col">Rejected</th><th scope="col">Added by readers</th><th scope="col">Reads left as they were</th></tr>
        </thead>
        <tbody>
          {rows.map((tally) => (
            <tr key={`${nameOf(tally)} ${tally.modality} ${tally.scanner}`}>
              <th scope="row">{nameOf(tally)}</th>
              <td>{tally.modality ?? '–'}</td>
              <td>{tally.scanner ?? <span class="muted">{notKept}</span>}</td>
              <td class="number">{count(tally.studies)}</td>
              <td class="number">{count(tally.shown)}</td>
              <Part part={tally.accepted} whole={tally.shown} />
              <Part part={tally.amended} whole={tally.shown} />
              <Part part={tally.rejected} whole={tally.shown} />
              <td class="number">{count(tally.added)}</td>
              <Part part={tally.unchanged} whole={tally.studies} />
            </tr>
          ))}
        </tbody>
      </table>
      <p class="muted">Scanner: maker and model as de-identification kept them. It keeps words of its list alone; “not kept” says that the file named none of them.</p>
      {reads.days.length > 1 && models.map((model) => <ModelOverTime key={model} model={model} scanner={chosen} days={days} />)}
    </>
  );
}

function Part({ part, whole }: { readonly part: number; readonly whole: number }) {
  return <td class="number">{count(part)} <span class="muted">{share(part, whole)}</span></td>;
}

interface ModelOverTimeProps {
  readonly model: string;
  /** Empty: all of them together. */
  readonly scanner: string;
  readonly days: Reads['days'];
}

function ModelOverTime({ model, scanner, days: given }: ModelOverTimeProps) {
  const days = given.map(({ day, reads: tallies }) => {
    const mine = tallies.filter((tally) => nameOf(tally) === model);
    const sum = (of: (tally: ReadTally) => number): number => mine.reduce((total, tally) => total + of(tally), 0);
    return { day, shown: sum((tally) => tally.shown), accepted: sum((tally) => tally.accepted), amended: sum((tally) => tally.amended), rejected: sum((tally) => tally.rejected) };
  });
  const shares = (of: (day: (typeof days)[number]) => number): (number | null)[] => days.map((day) => (day.shown === 0 ? null : of(day) / day.shown));
  return (
    <section class="block" aria-label={`${model} over time`}>
      <h2>{model} over time{scanner !== '' && `, ${scanner}`}</h2>
      <SharePlot
        title={`Shares of the marks of ${model} that were accepted, amended and rejected, by day`}
        days={days.map(({ day }) => day)}
        series={[
          { words: 'accepted', kind: 'accepted', values: shares((day) => day.accepted) },
          { words: 'amended', kind: 'amended', values: shares((day) => day.amended) },
          { words: 'rejected', kind: 'rejected', values: shares((day) => day.rejected) },
        ]}
      />
    </section>
  );
}
