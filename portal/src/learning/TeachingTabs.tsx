/** Where a learner is: the cases, or the progress. */
export function TeachingTabs({ current }: { readonly current: 'cases' | 'progress' }) {
  return (
    <header class="teaching-head">
      <h1>{current === 'cases' ? 'Teaching cases' : 'Your progress'}</h1>
      <nav aria-label="Teaching">
        <a href="#/teaching" {...(current === 'cases' ? { 'aria-current': 'page' as const } : {})}>Cases</a>
        <a href="#/teaching/progress" {...(current === 'progress' ? { 'aria-current': 'page' as const } : {})}>Progress</a>
      </nav>
    </header>
  );
}
