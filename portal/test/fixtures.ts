import type { Finding, Instance, Result, Study, StudyDetail } from '../src/api/contract';

export const hostile = '"><script>alert(1)</script><img src=x onerror=alert(1)>';

export function aStudy(over: Partial<Study> = {}): Study {
  return {
    studyId: `north-clinic.${'0'.repeat(32)}`, code: 'K7Q2MD', status: 'analysed', incomplete: false, simulated: false, priority: 'routine',
    urgency: 0, risk: 'no-finding', highestRisk: 'no-finding', modality: 'MR', bodyPart: 'BRAIN', prior: false, instanceCount: 20, attempt: 1,
    resultAttempt: 1, revision: 7, clinic: 'north-clinic', times: { receivedAt: '2026-11-22T10:00:00Z' }, ...over,
  };
}

export function anInstance(number: number, over: Partial<Instance> = {}): Instance {
  return {
    sopInstanceUid: `2.25.${number}`, sopClassUid: '1.2.840.10008.5.1.4.1.1.4', seriesInstanceUid: '2.25.1', instanceNumber: number, rows: 256,
    columns: 256, frames: 1, imagePosition: [0, 0, number], imageOrientation: [1, 0, 0, 0, 1, 0], path: `/pixels/studies/s/2.25.1/2.25.${number}.dcm`, ...over,
  };
}

export function aFinding(over: Partial<Finding> = {}): Finding {
  return {
    id: 'F1', label: 'Suspected tumour margin', code: { value: '126952004', scheme: 'SCT', meaning: 'Neoplasm of brain' }, confidence: 0.9,
    types: {}, seriesInstanceUid: '2.25.1', keySopInstanceUid: '2.25.3', keyFrame: 1, sliceCount: 3, highRisk: true, ...over,
  };
}

export function aResult(over: Partial<Result> = {}): Result {
  return {
    attempt: 1, outcome: 'analysed', risk: 'no-finding', simulated: false, notice: 'Research use only, not for diagnosis. AI result, unverified.',
    findings: [], overlays: [], timingsMs: {}, finishedAt: '2026-11-22T10:01:00Z', ...over,
  };
}

export function aDetail(over: Partial<StudyDetail> = {}): StudyDetail {
  return { study: aStudy(), instances: [], review: { decisions: [], signatures: [] }, ...over };
}
