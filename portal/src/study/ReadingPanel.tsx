import type { RefObject } from 'preact';
import type { StudyDetail } from '../api/contract';
import { TeachingRelease } from '../learning/TeachingRelease';
import { Failure } from '../ui/Failure';
import { has, usePortal } from '../ui/portal';
import { AuditTrail } from './AuditTrail';
import { FindingsPanel } from './FindingsPanel';
import { OwnFindings } from './own/OwnFindings';
import type { FindingDrawing } from './own/useFindingDrawing';
import { ReportLinks } from './ReportLinks';
import { SignPanel } from './SignPanel';
import { StudyHead } from './StudyHead';
import { Timeline } from './Timeline';
import { useReaders } from './useReaders';
import type { StudyActs, StudyState } from './useStudy';

interface ReadingPanelProps {
  readonly state: StudyState;
  readonly detail: StudyDetail;
  readonly acts: StudyActs;
  readonly own: FindingDrawing;
  /** Shows a picture of the study. */
  readonly onGoTo: (sopInstanceUid: string, frame: number) => void;
  readonly mayRead: boolean;
  readonly mayDecide: boolean;
  readonly signed: boolean;
  readonly alertOpen: boolean;
  /** Index of the finding in view. */
  readonly current: number;
  readonly rejecting: string | null;
  readonly onRejecting: (findingId: string | null) => void;
  readonly signing: boolean;
  readonly onSigning: (open: boolean) => void;
  readonly onJump: (index: number) => void;
  readonly impressionRef: RefObject<HTMLTextAreaElement | null>;
}

/** The right side of a reading: what was asked, what the AI says, what a person decides and signs. */
export function ReadingPanel(props: ReadingPanelProps) {
  const { state, detail, acts, mayRead, mayDecide } = props;
  const { client, me } = usePortal();
  const { study } = detail;
  const readers = useReaders(client, study.studyId, mayRead);
  return (
    <aside class="panel">
      <StudyHead study={study} signed={props.signed} toldBelow={detail.result?.reason} readers={readers} mayAsk={mayRead} onAcknowledge={props.alertOpen ? () => void acts.acknowledge() : undefined} busy={state.busy} />
      {state.actError !== null && <Failure error={state.actError} />}
      <FindingsPanel
        detail={detail}
        current={props.current}
        mayDecide={mayDecide && !state.busy}
        rejecting={props.rejecting}
        onRejecting={props.onRejecting}
        onJump={props.onJump}
        onDecide={(id, verdict, reason) => void acts.decide(id, verdict, reason)}
        onAmend={props.own.amend}
        onShowAi={() => void acts.showAi()}
      />
      <OwnFindings
        findings={detail.review.ownFindings ?? []}
        mayDecide={mayDecide && !state.busy}
        onBegin={() => props.own.begin()}
        onRemove={(id) => void acts.removeFinding(id)}
        onJump={props.onGoTo}
      />
      {(mayRead || detail.review.signatures.length > 0) && (
        <SignPanel
          detail={detail}
          mayDecide={mayDecide}
          busy={state.busy}
          confirming={props.signing}
          onConfirming={props.onSigning}
          onSign={acts.sign}
          onOwnRead={acts.readOwn}
          mayAdd={mayRead && !state.overrun}
          onAddendum={acts.append}
          onTold={acts.tell}
          impressionRef={props.impressionRef}
        />
      )}
      {mayRead && props.signed && <TeachingRelease studyId={study.studyId} />}
      {mayRead && !study.aiWithheld && <ReportLinks detail={detail} />}
      {mayRead && <Timeline study={study} folded />}
      {has(me, 'operator') && <AuditTrail studyId={study.studyId} />}
    </aside>
  );
}
