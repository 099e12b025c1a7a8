// Teaching cases of the mock: one to read, one that was read, and some progress.
const cases = [
  { caseId: 't000000000000000000000000000000a1', code: '000000', topic: 'head', difficulty: 'introductory', simulated: true, pictures: 20 },
  { caseId: 't000000000000000000000000000000b2', code: '4F21C0', topic: 'head', difficulty: 'advanced', simulated: true, pictures: 20 },
];

const score = (found, dice, falseMarks) => ({ lesions: 1, marks: found + falseMarks, found, falseMarks, sensitivity: found, dice, iou: dice / (2 - dice), distance: { mean: 3 - 2 * dice, percentile95: 7 - 4 * dice, inMm: true }, pairs: [] });
const negative = (falseMarks) => ({ lesions: 0, marks: falseMarks, found: 0, falseMarks, pairs: [] });

function reads() {
  const start = Date.UTC(2026, 9, 1, 9);
  const dice = [0.31, 0.48, 0.42, 0.66, 0.71, 0.78, 0.8];
  return dice.map((each, index) => ({
    caseId: `t${String(index).padStart(32, '0')}`, code: `0A1B${10 + index}`, mode: index === 4 ? 'ai-on-demand' : 'blind', savedAt: new Date(start + index * 5 * 86_400_000).toISOString(),
    topic: index % 3 === 2 ? 'chest' : 'head', difficulty: 'introductory', findings: index === 2 ? [] : [index % 2 ? 'Enhancing mass' : 'Solitary nodule of lung'], referenceWithAi: index % 2 === 0,
    truth: index === 2 ? negative(1) : score(index === 1 ? 0 : 1, each, index < 3 ? 1 : 0), aiTruth: index === 2 ? negative(0) : score(1, 0.82, 0),
  }));
}

export class Teaching {
  constructor() {
    this.saved = new Map();
    this.release = undefined;
  }

  /** A learner's calls; null where there is nothing. */
  handle(method, [part, caseId, act], body, entries) {
    if (part === 'progress') return { status: 200, body: { reads: reads() } };
    if (part !== 'cases') return null;
    if (!caseId) return { status: 200, body: { cases: cases.map((each) => this.seen(each)) } };
    const found = cases.find((each) => each.caseId === caseId);
    const slices = entries[0].slices.map(({ instance }) => instance);
    if (!found) return null;
    const middle = slices[Math.floor(slices.length / 2)];
    const ring = (left) => Array.from({ length: 32 }, (_, step) => [128 + (128 - left) * (1 + 0.12 * Math.sin(step)) * Math.cos((step * Math.PI) / 16), 128 + (128 - left) * Math.sin((step * Math.PI) / 16)].map((each) => Math.round(each * 10) / 10));
    const truth = [{ id: 'T1', label: 'Enhancing mass', contours: [{ sopInstanceUid: middle.sopInstanceUid, frame: 1, polygon: ring(100) }] }];
    const ai = [{ id: 'A1', label: 'Enhancing mass', contours: [{ sopInstanceUid: middle.sopInstanceUid, frame: 1, polygon: ring(96) }] }];
    if (!act) return { status: 200, body: { case: this.seen(found), instances: slices.map((slice) => Object.fromEntries(Object.entries(slice).filter(([name]) => name !== 'seriesDescription'))) } };
    if (act === 'pixel-session') return { status: 204, headers: { 'Set-Cookie': 'Mock-Pixels=granted; Path=/; HttpOnly; SameSite=Strict' } };
    if (act === 'ai') return { status: 200, body: { revealedAt: new Date().toISOString(), model: 'brain-tumor-mri 1.0.0', ai } };
    if (act === 'marks' && method === 'POST') this.saved.set(caseId, (body.marks ?? []).map((mark, index) => ({ ...mark, id: `M${index + 1}` })));
    const marks = this.saved.get(caseId);
    if (!marks) return null;
    const hit = marks.length > 0 ? 1 : 0;
    const pairs = [{ lesion: 'T1', label: 'Enhancing mass', measurable: true, ...(hit ? { mark: 'M1', overlap: { dice: 0.78, iou: 0.64, pictures: 1, lesionPictures: 4 }, distance: { mean: 1.4, percentile95: 3.9, inMm: true } } : {}) }];
    return { status: act === 'marks' ? 201 : 200, body: { case: this.seen(found), marks, truth, ai, model: 'brain-tumor-mri 1.0.0', referenceWithAi: true, scores: { truth: { ...score(hit, hit * 0.78, 0), pairs }, ai: score(hit, hit * 0.74, 0), aiTruth: score(1, 0.82, 0) } } };
  }

  /** A radiologist's, on a study. */
  ofStudy(method, body) {
    if (method === 'POST') this.release = { caseId: cases[0].caseId, code: cases[0].code, state: 'requested', pictures: 0, requestedAt: new Date().toISOString(), ...body };
    if (method === 'DELETE') this.release = undefined;
    if (method === 'DELETE') return { status: 204 };
    const answer = { topics: ['head', 'chest'], difficulties: ['introductory', 'advanced'], facesMayShow: true, includes: 'positive', ...(this.release ? { case: this.release } : {}) };
    if (this.release) this.release = { ...this.release, state: 'ready', pictures: 20 };
    return { status: method === 'POST' ? 201 : 200, body: answer };
  }

  seen(each) {
    return this.saved.has(each.caseId) ? { ...each, mode: 'blind', savedAt: new Date().toISOString() } : each;
  }
}
