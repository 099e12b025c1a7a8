import { Failure } from '../ui/Failure';
import { has, usePortal } from '../ui/portal';
import { CallPage } from './CallPage';
import { Reading } from './Reading';
import { useStudy } from './useStudy';
import { useStudyId } from './useStudyId';

export function StudyPage({ address }: { readonly address: string }) {
  const { client, me } = usePortal();
  const { studyId, error } = useStudyId(client, address);
  if (error !== null) return <Absent error={error} />;
  // A text message's link has the code; whoever opens it on a phone was called.
  const called = studyId !== null && studyId !== address && has(me, 'radiologist') && matchMedia('(max-width: 40rem)').matches;
  return studyId === null ? <p class="loading">Loading…</p> : <LoadedStudy key={studyId} studyId={studyId} called={called} />;
}

function LoadedStudy({ studyId, called }: { readonly studyId: string; readonly called: boolean }) {
  const { client } = usePortal();
  const [state, acts] = useStudy(client, studyId);
  if (state.detail === null) return state.error === null ? <p class="loading">Loading…</p> : <Absent error={state.error} />;
  if (called) return <CallPage state={state} detail={state.detail} acts={acts} />;
  return <Reading state={state} detail={state.detail} acts={acts} />;
}

function Absent({ error }: { readonly error: unknown }) {
  return (
    <main>
      <Failure error={error} action="To the worklist" onAction={() => (location.hash = '#/worklist')} />
    </main>
  );
}
