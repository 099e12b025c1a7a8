import { Failure } from '../ui/Failure';
import { hrefOfCase } from '../router';
import type { TeachingCase } from './contract';
import { TeachingTabs } from './TeachingTabs';
import { useLoaded } from './useLoaded';
import { difficultyWords, modeWords, plural, topicWords } from './words';

/** The cases there are. Nothing on this page follows from what is to be found in one. */
export function CasesPage() {
  const { value, error, reload } = useLoaded<{ readonly cases: readonly TeachingCase[] }>('/api/teaching/cases');
  return (
    <main class="teaching">
      <TeachingTabs current="cases" />
      {error !== null && <Failure error={error} action="Try again" onAction={() => void reload()} />}
      {value === null && error === null && <p class="loading">Loading…</p>}
      {value && value.cases.length === 0 && <p class="empty">No case has been released yet. A radiologist releases signed studies for teaching.</p>}
      {value && value.cases.length > 0 && <Cases cases={value.cases} />}
    </main>
  );
}

function Cases({ cases }: { readonly cases: readonly TeachingCase[] }) {
  const open = cases.filter((each) => each.mode === undefined);
  const read = cases.filter((each) => each.mode !== undefined);
  return (
    <>
      <p class="lead">Read a case blind: the AI's outlines and the final reading stay on the server until your marks are saved. A case may hold one finding, several, or none.</p>
      <List title="To read" cases={open} none="You have read every case." />
      <List title="Read" cases={read} none="" />
    </>
  );
}

function List({ title, cases, none }: { readonly title: string; readonly cases: readonly TeachingCase[]; readonly none: string }) {
  if (cases.length === 0) return none === '' ? null : <p class="muted">{none}</p>;
  return (
    <section>
      <h2>{title}</h2>
      <ul class="case-list">
        {cases.map((each) => (
          <li key={each.caseId}>
            <a class="case-card" href={hrefOfCase(each.caseId)} data-case={each.caseId}>
              <span class="case-code">Case {each.code}</span>
              <span>{topicWords(each.topic)}, {difficultyWords(each.difficulty).toLowerCase()}</span>
              <span class="muted">{plural(each.pictures, 'picture')}{each.simulated && <b class="simulated"> · simulated</b>}</span>
              {each.mode && <span class="case-mode">Read: {modeWords(each.mode).toLowerCase()}</span>}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
