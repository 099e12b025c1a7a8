import { brain, calibration, calibrationSlice, chest, clinic, seriesUid, uid } from './images.mjs';

const model = { name: 'brain-tumor-mri', version: '1.0.0', digest: 'f3'.repeat(32), deviceUid: uid(77) };
const notice = 'Research use only, not for diagnosis. AI result, unverified.';
const hostile = '"><script>document.title="owned"</script><img src=x onerror=document.title="owned">';

export const idOf = (number) => `${clinic}.${String(number).padStart(32, '0')}`;
const minutesAgo = (minutes) => new Date(Date.now() - minutes * 60_000).toISOString();

function study(number, code, received, over = {}) {
  return {
    studyId: idOf(number), code, status: 'analysed', incomplete: false, simulated: false, priority: 'routine', urgency: 0,
    risk: 'no-finding', highestRisk: over.risk ?? 'no-finding', modality: 'MR', bodyPart: 'BRAIN', prior: false, instanceCount: 20,
    attempt: 1, resultAttempt: 1, revision: 7, clinic, ...(over.clinic ? {} : { clinicName: 'North Clinic' }), ...over, times: { receivedAt: minutesAgo(received), ...over.times },
  };
}

function result(over = {}) {
  return {
    attempt: 1, outcome: 'analysed', risk: 'no-finding', simulated: false, notice, model, findings: [], overlays: [],
    timingsMs: { fetch: 420, decode: 180, infer: 3100, write: 260, total: 3960 }, finishedAt: minutesAgo(1), ...over,
  };
}

const types = { glioma: 0.81, meningioma: 0.14, 'pituitary tumour': 0.05 };
const finding = (over) => ({
  id: 'F1', label: 'Suspected tumour margin', code: { value: '126952004', scheme: 'SCT', meaning: 'Neoplasm of brain' },
  confidence: 0.93, types, seriesInstanceUid: seriesUid, keySopInstanceUid: uid(1012), keyFrame: 1, sliceCount: 5,
  areaMm2: 612.4, diameterMm: 31.2, volumeMm3: 16_480, highRisk: true, ...over,
});

/** An outline that is round but not smooth, in pixels; the same on each run. */
function ring(sopInstanceUid, x, y, radius) {
  const points = Array.from({ length: 48 }, (_, step) => {
    const angle = (2 * Math.PI * step) / 48;
    const r = radius * (1 + 0.1 * Math.sin(3 * angle + 1) + 0.05 * Math.cos(7 * angle));
    return [x + r * Math.cos(angle), y + 0.85 * r * Math.sin(angle)];
  });
  return { sopInstanceUid, frame: 1, points };
}

const lesion = [[10, 9], [11, 15], [12, 18], [13, 16], [14, 10]].map(([slice, radius]) => ring(uid(1000 + slice), 158, 112, radius));
const second = [[15, 5], [16, 6]].map(([slice, radius]) => ring(uid(1000 + slice), 98, 150, radius));

const entry = (fields) => ({ slices: [], contours: null, result: undefined, review: { decisions: [], signatures: [] }, listed: true, ...fields });
const contourPath = (id) => `/results/${id}/000001/contours.json`;

/** The studies of a fresh mock, in the order of the worklist. */
export function freshStudies({ withHostile = false } = {}) {
  const at = (number) => idOf(number);
  const findings = [
    finding({}),
    finding({ id: 'F2', confidence: 0.58, types: { glioma: 0.46, meningioma: 0.41, 'pituitary tumour': 0.13 }, keySopInstanceUid: uid(1016), sliceCount: 2, areaMm2: 84.1, diameterMm: 11.4, volumeMm3: 1070, highRisk: false }),
  ];
  const box = (({ left, top, right, bottom }) => [[left, top], [right, top], [right, bottom], [left, bottom]].map(([x, y]) => [x - 0.5, y - 0.5]))(calibration);
  return [
    entry({
      study: study(1, 'K7Q2MD', 4, { priority: 'urgent', urgency: 3, risk: 'high', simulated: true, question: 'headache, left-sided weakness', finding: 'Suspected tumour margin, and 1 more', times: { completeAt: minutesAgo(3.6), launchedAt: minutesAgo(3.55), analysisStartedAt: minutesAgo(3.4), analysedAt: minutesAgo(3.2), alertedAt: minutesAgo(3.18) } }),
      result: result({ risk: 'high', simulated: true, notice: `SIMULATED. ${notice}`, findings, contours: contourPath(at(1)), segmentation: `/results/${at(1)}/000001/segmentation.dcm` }),
      slices: brain(at(1)),
      contours: { version: 1, notice, study: at(1), attempt: 1, findings: [{ findingId: 'F1', contours: lesion }, { findingId: 'F2', contours: second }] },
    }),
    entry({ study: study(2, 'B4XW9P', 11, { status: 'held', priority: 'stat', urgency: 3, risk: 'undetermined', modality: 'CR', bodyPart: 'CHEST', instanceCount: 1, resultAttempt: 0, question: 'fever, cough', reason: 'pixel-risk: The pixels may show a name and no step has cleared them.' }) }),
    entry({ study: study(3, 'R8NC3T', 26, { status: 'failed', priority: 'urgent', urgency: 2, risk: 'undetermined', modality: 'CT', bodyPart: 'HEAD', instanceCount: 28, resultAttempt: 0, question: 'fall from a ladder', reason: 'out-of-memory: The task was stopped twice by the memory limit. Read without AI.' }), result: result({ outcome: 'failed', risk: 'undetermined', reason: 'out-of-memory: The task was stopped twice by the memory limit.', model: undefined }) }),
    entry({
      study: study(4, 'H2VJ6L', 41, { urgency: 1, risk: 'indeterminate', incomplete: true, instanceCount: 18 }),
      result: result({ risk: 'indeterminate', findings: [findings[1]], contours: contourPath(at(4)) }),
      slices: brain(at(4), [7, 8]),
      contours: { version: 1, notice, study: at(4), attempt: 1, findings: [{ findingId: 'F2', contours: second }] },
    }),
    entry({ study: study(5, 'T9DF4S', 58, { status: 'not-applicable', risk: 'undetermined', reason: 'contrast: The model reads contrast-enhanced T1 only; this series is proton density.' }), result: result({ outcome: 'not-applicable', risk: 'undetermined', model: undefined, reason: 'contrast: The model reads contrast-enhanced T1 only; this series is proton density.' }), slices: brain(at(5)) }),
    entry({ study: study(6, 'M3GP8Z', 63, { simulated: true }), result: result({ simulated: true, notice: `SIMULATED. ${notice}` }), slices: brain(at(6)) }),
    entry({ study: study(7, 'W6YK2C', 2, { status: 'analysing', risk: 'undetermined', resultAttempt: 0 }) }),
    entry({ study: study(8, 'C5LR7H', 0.5, { status: 'receiving', risk: 'undetermined', instanceCount: 9, attempt: 0, resultAttempt: 0, bodyPart: undefined }) }),
    entry({
      listed: false,
      study: study(9, 'CAL1BR', 1, { modality: 'OT', bodyPart: undefined, instanceCount: 1, risk: 'indeterminate' }),
      result: result({ risk: 'indeterminate', findings: [finding({ keySopInstanceUid: uid(5000), sliceCount: 1 })], contours: contourPath(at(9)) }),
      slices: [calibrationSlice(at(9))],
      contours: { version: 1, notice, study: at(9), attempt: 1, findings: [{ findingId: 'F1', contours: [{ sopInstanceUid: uid(5000), frame: 1, points: box }] }] },
    }),
    entry({ listed: false, study: study(11, 'CT5CAN', 14, { modality: 'CT', bodyPart: 'CHEST', instanceCount: 12, status: 'not-applicable', risk: 'undetermined', question: 'cough, weight loss', reason: 'no-model-applies: no model reads series of chest CT unasked.' }), result: result({ outcome: 'not-applicable', risk: 'undetermined', model: undefined, reason: 'no-model-applies: no model reads series of chest CT unasked.' }), slices: chest(at(11)), priors: [12] }),
    entry({ listed: false, study: study(12, 'PR10R8', 400_000, { modality: 'CT', bodyPart: 'CHEST', instanceCount: 12, prior: true, status: 'not-applicable', risk: 'undetermined' }), slices: chest(at(12), { series: 7, radius: 5.2, from: 7000 }) }),
    entry({
      listed: withHostile,
      study: study(10, 'XSS1XS', 3, { urgency: 1, status: 'analysed', reason: hostile, question: hostile, bodyPart: hostile, modality: hostile, clinic: hostile }),
      result: result({ risk: 'indeterminate', notice: hostile, reason: hostile, findings: [finding({ label: hostile, types: { [hostile]: 1 } })], model: { ...model, name: hostile } }),
      slices: brain(at(10)).map((slice) => ({ ...slice, instance: { ...slice.instance, seriesDescription: hostile } })),
      review: { decisions: [{ findingId: 'F1', decision: 'reject', reason: hostile, by: hostile, at: minutesAgo(1) }], signatures: [] },
    }),
  ];
}

/** So many more rows, to see how a long list behaves: no images stand behind them. */
export function crowdOf(count) {
  return Array.from({ length: count }, (_, index) =>
    study(1000 + index, `C${String(index).padStart(5, '0')}`, 70 + index, {
      clinic: ['north-clinic', 'harbour', 'hill-hospital'][index % 3], modality: ['MR', 'CT', 'CR', 'DX'][index % 4], bodyPart: ['BRAIN', 'CHEST', 'HAND'][index % 3],
      urgency: index % 17 === 0 ? 2 : index % 5 === 0 ? 1 : 0, question: index % 2 ? 'cough for two weeks' : undefined,
    }));
}

export function freshUploads() {
  const files = Array.from({ length: 24 }, (_, index) => ({ fileId: `f${String(index).padStart(32, '0')}`, number: index + 1, state: 'accepted', studyId: idOf(4) }));
  files[3] = { ...files[3], state: 'refused', code: 'not-dicom', message: 'The file has no DICM prefix at byte 128. Send DICOM Part 10 files.', studyId: undefined };
  files[9] = { ...files[9], state: 'refused', code: 'truncated', message: 'The file ends inside PixelData (7FE0,0010) at offset 66560. Send it again.', studyId: undefined };
  files[12] = { ...files[12], state: 'duplicate' };
  files[17] = { ...files[17], state: 'expired', message: 'The file was announced and did not arrive within 15 minutes.', studyId: undefined };
  files[20] = { ...files[20], state: 'pending', studyId: undefined };
  const upload = (number, over) => ({ uploadId: `u${String(number).padStart(32, '0')}`, createdAt: minutesAgo(12 * number), open: false, state: 'closed', priority: 'routine', prior: false, files, studies: [], ...over });
  return [
    upload(1, { open: true, state: 'open', priority: 'urgent', studies: [{ studyId: idOf(4), code: 'H2VJ6L', modality: 'MR', bodyPart: 'BRAIN', status: 'analysed', risk: 'indeterminate' }] }),
    upload(2, { files: files.slice(0, 3), studies: [{ studyId: idOf(5), code: 'T9DF4S', modality: 'MR', bodyPart: 'BRAIN', status: 'not-applicable', risk: 'undetermined', reason: 'contrast: The model reads contrast-enhanced T1 only; this series is proton density.' }] }),
    upload(40, { files: files.slice(0, 1), studies: [{ studyId: idOf(6), code: 'M3GP8Z', modality: 'MR', bodyPart: 'BRAIN', status: 'analysed', risk: 'no-finding', signedAt: minutesAgo(300) }] }),
  ];
}
