import { render } from 'preact';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Client } from '../src/api/client';
import { areaBetween } from '../src/holds/areas';
import { HoldForm } from '../src/holds/HoldForm';
import { FindingsPanel } from '../src/study/FindingsPanel';
import { Notice } from '../src/study/Notice';
import { SignPanel } from '../src/study/SignPanel';
import { StudyHead } from '../src/study/StudyHead';
import { PortalContext } from '../src/ui/portal';
import { UrgencyMark } from '../src/ui/UrgencyMark';
import { WorklistRow } from '../src/worklist/WorklistRow';
import { aDetail, aFinding, aResult, aStudy, hostile } from './fixtures';

const place = document.createElement('div');

beforeEach(() => {
  render(null, place);
});

const nothing = (): void => undefined;

describe('hostile strings', () => {
  const study = aStudy({ modality: hostile, bodyPart: hostile, question: hostile, clinic: hostile, reason: hostile, code: hostile });
  const detail = aDetail({
    study,
    result: aResult({ notice: hostile, reason: hostile, model: { name: hostile, version: hostile, digest: hostile, deviceUid: hostile }, findings: [aFinding({ label: hostile, types: { [hostile]: 1 } })] }),
    review: {
      decisions: [{ findingId: 'F1', decision: 'reject', reason: hostile, by: hostile, at: '2026-11-22T10:00:00Z' }],
      signatures: [{ number: 1, impression: hostile, signedBy: hostile, signedAt: '2026-11-22T10:00:00Z', resultAttempt: 1 }],
    },
  });
  const portal = { client: {} as Client, configuration: { issuer: '', clientId: '', portalUrl: '' }, me: { subject: 's', name: hostile, roles: [] } };

  it('stay text on every part of a study', () => {
    render(
      <PortalContext.Provider value={portal}>
        <table><tbody><WorklistRow study={study} onOpen={nothing} /></tbody></table>
        <Notice result={detail.result} simulated={false} signed={false} />
        <StudyHead study={study} signed={false} readers={[{ name: hostile, you: false }]} mayAsk={true} onAcknowledge={undefined} busy={false} />
        <FindingsPanel detail={detail} current={0} mayDecide={true} rejecting={null} onRejecting={nothing} onJump={nothing} onDecide={nothing} onShowAi={nothing} />
        <SignPanel detail={detail} mayDecide={true} busy={false} confirming={false} onConfirming={nothing} onSign={() => Promise.resolve()} onOwnRead={() => Promise.resolve()} mayAdd={false} onAddendum={() => Promise.resolve()} onTold={() => Promise.resolve()} impressionRef={{ current: null }} />
      </PortalContext.Provider>,
      place,
    );
    expect(place.querySelectorAll('script, img')).toHaveLength(0);
    expect(place.textContent?.split('<script>alert(1)</script>').length).toBeGreaterThan(10);
  });
});

describe('a held file', () => {
  const held = { uploadId: 'u1', fileId: 'f1', clinic: 'north-clinic', code: 'pixel-risk', message: hostile, advice: hostile, canRelease: true, heldAt: '2026-11-22T10:00:00Z', suspects: [] } as const;
  const portal = { client: {} as Client, configuration: { issuer: '', clientId: '', portalUrl: '' }, me: { subject: 's', name: 'An operator', roles: [] } };
  const show = (code: 'pixel-risk' | 'identity-conflict' | 'study-conflict') => {
    render(<PortalContext.Provider value={portal}><HoldForm held={{ ...held, code, canRelease: true }} onDecided={nothing} /></PortalContext.Provider>, place);
    return [...place.querySelectorAll('.hold-acts button')] as HTMLButtonElement[];
  };

  it('offers only what answers its question', () => {
    expect(show('pixel-risk').map((button) => button.textContent)).toEqual(['Release: nothing shows a name', 'Refuse the file']);
    expect(show('identity-conflict').map((button) => button.textContent)).toEqual(['The same patient', 'Another patient', 'Refuse the file']);
    expect(show('study-conflict').map((button) => button.textContent)).toEqual(['Release: both are linked', 'Refuse the file']);
    expect(place.querySelector('.advice')?.textContent).toBe(hostile);
    expect(place.querySelectorAll('script, img')).toHaveLength(0);
  });

  it('is not decided on without a reason', () => {
    expect(show('identity-conflict').every((button) => button.disabled)).toBe(true);
  });

  it('takes whole pixels inside the picture for an area, and no click for one', () => {
    expect(areaBetween({ x: 10.7, y: 5.2 }, { x: 3.2, y: 9.9 }, 100, 50)).toEqual({ x: 3, y: 5, width: 8, height: 5 });
    expect(areaBetween({ x: -9, y: -9 }, { x: 500, y: 500 }, 100, 50)).toEqual({ x: 0, y: 0, width: 100, height: 50 });
    expect(areaBetween({ x: 10, y: 10 }, { x: 11, y: 11 }, 100, 50)).toBeNull();
  });
});

describe('what a study says of itself', () => {
  it('names urgency by word and by a shape of its own', () => {
    const shapes = [0, 1, 2, 3].map((urgency) => {
      render(<UrgencyMark study={aStudy({ urgency })} />, place);
      return [place.textContent, place.querySelector('svg')?.innerHTML];
    });
    expect(shapes.map(([word]) => word)).toEqual(['Routine', 'Soon', 'Urgent', 'Now']);
    expect(new Set(shapes.map(([, shape]) => shape)).size).toBe(4);
  });

  it('says of a withheld urgency what was asked for, and that its place is the true one', () => {
    render(<UrgencyMark study={aStudy({ urgency: 0, priority: 'routine', aiWithheld: true })} />, place);
    expect(place.textContent).toBe('In its placeasked: routine');
    render(<UrgencyMark study={aStudy({ urgency: 3, priority: 'stat', aiWithheld: true })} />, place);
    expect(place.textContent).toBe('Now');
  });

  it('always carries a notice, and says simulated once', () => {
    render(<Notice result={undefined} simulated={false} signed={false} />, place);
    expect(place.textContent).toContain('Research use only');
    render(<Notice result={aResult({ simulated: true, notice: 'SIMULATED. Research use only.' })} simulated={true} signed={false} />, place);
    expect(place.textContent?.match(/SIMULATED/g)).toHaveLength(1);
  });

  it('shows failed, held and incomplete studies with their reasons', () => {
    render(<table><tbody><WorklistRow study={aStudy({ status: 'failed', incomplete: true, reason: 'decode-failed: The pixels cannot be decoded.' })} onOpen={nothing} /></tbody></table>, place);
    expect(place.textContent).toContain('Analysis failed');
    expect(place.textContent).toContain('The pixels cannot be decoded.');
    expect(place.textContent).toContain('Incomplete');
  });

  it('names the model that found nothing, and what that does not mean', () => {
    const model = { name: 'brain-tumor-mri', version: '1.0.0', digest: '', deviceUid: '' };
    render(<FindingsPanel detail={aDetail({ result: aResult({ model }) })} current={0} mayDecide={true} rejecting={null} onRejecting={nothing} onJump={nothing} onDecide={nothing} onShowAi={nothing} />, place);
    expect(place.textContent).toContain('No finding by brain-tumor-mri 1.0.0');
    expect(place.textContent).toContain('does not mean the study is normal');
  });
});
