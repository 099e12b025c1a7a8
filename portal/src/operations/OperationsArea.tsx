import '../styles/operations.css';
import type { FunctionComponent } from 'preact';
import { hrefOfOperations } from '../router';
import { CommunicationsSection } from './studies/CommunicationsSection';
import { CostSection } from './figures/CostSection';
import { ReadsSection } from './figures/ReadsSection';
import { ClinicsSection } from './people/ClinicsSection';
import { PhonesSection } from './people/PhonesSection';
import { TestStudiesSection } from './people/TestStudiesSection';
import { UsersSection } from './people/UsersSection';
import { PolicySection } from './rules/PolicySection';
import { RotaSection } from './rules/RotaSection';
import { FailuresSection } from './studies/FailuresSection';
import { FunnelSection } from './studies/FunnelSection';
import { QueueSection } from './studies/QueueSection';
import { StuckSection } from './studies/StuckSection';
import { UploadsSection } from './studies/UploadsSection';

interface Section {
  readonly key: string;
  readonly words: string;
  readonly Page: FunctionComponent;
}

const groups: readonly { readonly words: string; readonly sections: readonly Section[] }[] = [
  {
    words: 'Studies',
    sections: [
      { key: 'stuck', words: 'Standing still', Page: StuckSection },
      { key: 'funnel', words: 'Funnel', Page: FunnelSection },
      { key: 'queue', words: 'Queue', Page: QueueSection },
      { key: 'uploads', words: 'Uploads', Page: UploadsSection },
      { key: 'failures', words: 'Failed events', Page: FailuresSection },
      { key: 'communications', words: 'Critical findings', Page: CommunicationsSection },
    ],
  },
  {
    words: 'Calling',
    sections: [
      { key: 'rota', words: 'On call', Page: RotaSection },
      { key: 'phones', words: 'Phones', Page: PhonesSection },
      { key: 'test-study', words: 'Test study', Page: TestStudiesSection },
      { key: 'policy', words: 'Triage policy', Page: PolicySection },
    ],
  },
  {
    words: 'Access',
    sections: [
      { key: 'clinics', words: 'Clinics', Page: ClinicsSection },
      { key: 'users', words: 'Users', Page: UsersSection },
    ],
  },
  {
    words: 'Figures',
    sections: [
      { key: 'reads', words: 'AI and final read', Page: ReadsSection },
      { key: 'cost', words: 'Cost', Page: CostSection },
    ],
  },
];

const sections = groups.flatMap((group) => group.sections);

/** One area with a page for each thing that an operator looks after. */
export function OperationsArea({ section }: { readonly section: string }) {
  const chosen = sections.find(({ key }) => key === section) ?? sections[0];
  if (!chosen) return null;
  return (
    <div class="operations">
      <nav class="sections" aria-label="Operations">
        {groups.map(({ words, sections: shown }) => (
          <section key={words} aria-label={words}>
            <h2>{words}</h2>
            {shown.map(({ key, words: name }) => (
              <a key={key} href={hrefOfOperations(key)} {...(key === chosen.key ? { 'aria-current': 'page' as const } : {})}>{name}</a>
            ))}
            {words === 'Studies' && <a href="#/holds">Held files</a>}
          </section>
        ))}
      </nav>
      <main class="section" key={chosen.key}>
        <chosen.Page />
      </main>
    </div>
  );
}
