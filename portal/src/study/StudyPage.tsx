import { useEffect } from 'preact/hooks';
import { Failure } from '../ui/Failure';
import { has, usePortal } from '../ui/portal';
import { Reading } from './Reading';
import { useStudy } from './useStudy';
import { useStudyId } from './useStudyId';

export function StudyPage({ address }: { readonly address: string }) {
  const { client, me } = usePortal();
  // The viewer is fetched beside the study and not after it: what fails here is told by the pane that needs it.
  useEffect(() => {
    if (has(me, 'radiologist')) import('../viewer/StackViewer').catch(() => undefined);
  }, [me]);
  const { studyId, error } = useStudyId(client, address);
  if (error !== null) return <Absent error={error} />;
  return studyId === null ? <p class="loading">Loading…</p> : <LoadedStudy key={studyId} studyId={studyId} />;
}

function LoadedStudy({ studyId }: { readonly studyId: string }) {
  const { client } = usePortal();
  const [state, acts] = useStudy(client, studyId);
  if (state.detail === null) return state.error === null ? <p class="loading">Loading…</p> : <Absent error={state.error} />;
  return <Reading state={state} detail={state.detail} acts={acts} />;
}

function Absent({ error }: { readonly error: unknown }) {
  return (
    <main>
      <Failure error={error} action="To the worklist" onAction={() => (location.hash = '#/worklist')} />
    </main>
  );
}
