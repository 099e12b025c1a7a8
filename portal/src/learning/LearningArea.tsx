import '../styles/learning.css';
import { CasePage } from './CasePage';
import { CasesPage } from './CasesPage';
import { ProgressPage } from './ProgressPage';

/** All pages of a learner, in a chunk of their own. */
export function LearningArea({ part }: { readonly part: string }) {
  if (part === '') return <CasesPage />;
  return part === 'progress' ? <ProgressPage /> : <CasePage key={part} caseId={part} />;
}
