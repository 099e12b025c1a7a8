import { useEffect } from 'preact/hooks';
import { UploadPage } from './clinic/UploadPage';
import { UploadsPage } from './clinic/UploadsPage';
import { Emblem } from './Entrance';
import { DeidentificationPage } from './deidentification/DeidentificationPage';
import { HoldsPage } from './holds/HoldsPage';
import { Operations } from './operations/Operations';
import { useRoute, type Route } from './router';
import { StudyPage } from './study/StudyPage';
import { TeachingPage } from './TeachingPage';
import { has, usePortal } from './ui/portal';
import { WorklistPage } from './worklist/WorklistPage';
import type { Me } from './api/contract';

/** The frame around every page of a logged-in person. */
export function Shell({ onLogOut }: { readonly onLogOut: () => void }) {
  const { me } = usePortal();
  const asked = useRoute();
  const route = asked.page === 'home' ? homeOf(me) : asked;
  const pages = pagesOf(me);
  useEffect(() => {
    document.title = route.page === 'study' ? 'Study – FirstRead' : 'FirstRead';
  }, [route.page]);
  return (
    <>
      <header class="bar">
        <a href="#/" class="brand"><Emblem />FirstRead</a>
        <nav aria-label="Pages">
          {pages.map(({ href, words, pages: covered }) => (
            <a key={href} href={href} {...(covered.includes(route.page) ? { 'aria-current': 'page' as const } : {})}>{words}</a>
          ))}
        </nav>
        <p class="research">Research use only, not for diagnosis</p>
        <p class="who"><b>{me.name}</b> <span class="muted">{me.roles.join(', ')}</span></p>
        <button type="button" class="quiet" onClick={onLogOut}>Log out</button>
      </header>
      <Page route={route} me={me} />
    </>
  );
}

function Page({ route, me }: { readonly route: Route; readonly me: Me }) {
  const reads = has(me, 'radiologist') || has(me, 'operator');
  const uploads = has(me, 'clinic');
  switch (route.page) {
    case 'study':
      return reads ? <StudyPage key={route.key} address={route.key} /> : <Forbidden />;
    case 'deidentification':
      return reads ? <DeidentificationPage key={route.studyId} studyId={route.studyId} /> : <Forbidden />;
    case 'uploads':
      return uploads ? <UploadsPage /> : <Forbidden />;
    case 'upload':
      return uploads ? <UploadPage key={route.id} uploadId={route.id} /> : <Forbidden />;
    case 'holds':
      return reads ? <HoldsPage /> : <Forbidden />;
    case 'operations':
      return has(me, 'operator') ? <Operations section={route.section} /> : <Forbidden />;
    case 'teaching':
      return <TeachingPage />;
    case 'worklist':
      return reads ? <WorklistPage /> : <Forbidden />;
    case 'home':
      return <Forbidden />;
  }
}

/** Where a person's work begins. */
function homeOf(me: Me): Route {
  if (has(me, 'radiologist') || has(me, 'operator')) return { page: 'worklist' };
  if (has(me, 'clinic')) return { page: 'uploads' };
  return { page: has(me, 'resident') ? 'teaching' : 'home' };
}

function Forbidden() {
  return (
    <main class="prose">
      <h1>Not for your role</h1>
      <p>Your login does not open this page. Ask your operator to be enrolled.</p>
    </main>
  );
}

function pagesOf(me: Me): readonly { href: string; words: string; pages: readonly Route['page'][] }[] {
  return [
    ...(has(me, 'radiologist') || has(me, 'operator')
      ? [{ href: '#/worklist', words: 'Worklist', pages: ['worklist', 'study', 'deidentification'] as const }, { href: '#/holds', words: 'Held files', pages: ['holds'] as const }]
      : []),
    ...(has(me, 'operator') ? [{ href: '#/operations', words: 'Operations', pages: ['operations'] as const }] : []),
    ...(has(me, 'clinic') ? [{ href: '#/uploads', words: 'Uploads', pages: ['uploads', 'upload'] as const }] : []),
    ...(has(me, 'resident') ? [{ href: '#/teaching', words: 'Teaching', pages: ['teaching'] as const }] : []),
  ];
}
