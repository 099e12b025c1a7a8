// The area of operators, from memory: enough rows to see whether tables bear them.
const minutes = (count) => new Date(Date.now() - count * 60_000).toISOString();
const day = (ago) => minutes(ago * 1440).slice(0, 10);
const stages = ['uploaded', 'deidentified', 'complete', 'analysed', 'alerted', 'acknowledged', 'signed', 'released'];
const reached = [412, 410, 402, 395, 61, 57, 371, 340];
const half = [undefined, 3.2, 11.4, 52, 2.1, 95, 2140, 5400];
const since = [undefined, 'uploaded', 'deidentified', 'complete', 'analysed', 'alerted', 'analysed', 'signed'];
const hex = (number) => number.toString(16).padStart(32, '0');
const codeOf = (number) => (number + 1_000_000).toString(36).toUpperCase().padStart(6, '0');

const reasons = [
  ['analysis-failed', 'The analysis failed: decode-failed: The pixels of 3 slices cannot be decoded.', 'A radiologist reads the pictures without the AI. Replay the study once the cause is mended; see the runbook, \'An analysis fails\'.', true, 'failed'],
  ['nobody-called', 'Its result is at high risk and no message has gone out.', 'Call the radiologist on call by telephone, now. Then see On call for who should have been called, and the runbook, \'Triage fails\'.', false, 'analysed'],
  ['waits-for-a-task', 'It is complete and in line, and no task was launched for it: all places are taken, or launching stands still.', 'See Queue for the places and what runs.', false, 'queued'],
  ['unsigned', 'Its result is there and nobody has signed it.', 'Ask who reads today.', true, 'analysed'],
];

const studyOf = (number, status, urgency) => ({
  studyId: `north-clinic.${hex(number)}`, code: codeOf(number), status, incomplete: number % 9 === 0, simulated: false, priority: 'routine', urgency, risk: 'high', highestRisk: 'high',
  modality: ['MR', 'CT', 'DX'][number % 3], bodyPart: ['BRAIN', 'CHEST', 'WRIST'][number % 3], prior: false, instanceCount: 20, attempt: 1, resultAttempt: 1, revision: 3, clinic: number % 2 ? 'north-clinic' : 'harbour-clinic',
  times: { receivedAt: minutes(number + 30) },
});

const stuck = Array.from({ length: 1000 }, (_, number) => {
  const [code, why, act, canReplay, status] = reasons[number < 40 ? number % 3 : 3];
  return { study: studyOf(number, status, 3 - Math.min(3, Math.floor(number / 60))), code, since: minutes(30 + number * 3), why, do: act, canReplay };
});

const tally = (version, modality, scanner, studies, shown, accepted, amended) => ({
  model: modality === 'MR' ? 'brain-tumor-mri' : 'bone-fracture', version, modality, ...(scanner ? { scanner } : {}), studies, shown, accepted, amended, rejected: shown - accepted - amended, added: Math.round(studies / 12), unchanged: Math.round(studies * 0.7),
});

const rota = {
  persons: [
    { id: 'ann', name: 'Dr. Ann Example', channels: ['sms', 'email'], phone: '+12025550142' },
    { id: 'ben', name: 'Dr. Ben Example', channels: ['sms'], phone: '+12025550143', quietHours: { zone: 'Europe/Berlin', from: '22:00', to: '07:00' } },
  ],
  shifts: [
    { person: 'ann', level: 1, hours: { zone: 'Europe/Berlin', from: '08:00', to: '20:00', days: ['mon', 'tue', 'wed', 'thu', 'fri'] } },
    { person: 'ben', level: 2, hours: { zone: 'Europe/Berlin', from: '00:00', to: '00:00' } },
  ],
  overrides: [{ zone: 'Europe/Berlin', from: '2026-12-24T08:00', to: '2026-12-27T08:00', replaces: 'ann', person: 'ben' }],
  fallback: 'ben',
};

const people = { ann: { id: 'ann', name: 'Dr. Ann Example' }, ben: { id: 'ben', name: 'Dr. Ben Example' } };
const preview = Array.from({ length: 14 }, (_, half) => ({ from: minutes(-half * 720), to: minutes(-(half + 1) * 720), order: half % 2 ? [people.ben] : [people.ann, people.ben] }));
const policy = {
  rules: [
    { name: 'priors', when: { prior: true }, then: 'record' },
    { name: 'high-risk', when: { risk: ['high'] }, then: 'alert' },
    { name: 'nothing-else', when: {}, then: 'record' },
  ],
};

const machine = { subject: 'north-uploader', name: 'North uploader', clinic: 'north-clinic', machineRoles: ['clinic'], eTag: '"1"' };

/** Answers of the area by path; writes change what tests look at and nothing else. */
export class Operations {
  phones = [{ person: 'ann', name: 'Dr. Ann Example', channels: ['sms', 'email'], lastTest: { channel: 'sms', sentAt: minutes(4), sentBy: 'sub-1', confirmedAt: minutes(3), confirmedBy: 'sub-1' } }, { person: 'ben', name: 'Dr. Ben Example', channels: ['sms'] }];

  /** {status, body, etag?}; null for what is not there. */
  handle(method, [what, id, act], body) {
    const ok = (answer, etag) => ({ status: 200, body: answer, ...(etag ? { etag } : {}) });
    if (method === 'GET')
      switch (what) {
        case 'stuck':
          return ok({ stuck, more: true });
        case 'funnel':
          return ok({
            from: day(6), to: day(0), madeAt: minutes(1), studies: 412, statuses: { analysed: 380, failed: 3 },
            stages: stages.map((stage, index) => ({ stage, reached: reached[index], timed: since[index] ? reached[index] : 0, ...(since[index] ? { since: since[index], medianSeconds: half[index], p95Seconds: half[index] * 4.2 } : {}) })),
            days: Array.from({ length: 7 }, (_, ago) => ({ day: day(6 - ago), reached: Object.fromEntries(stages.map((stage, index) => [stage, Math.round(reached[index] / 7)])) })),
          });
        case 'studies':
          return ok({
            day: day(0), more: true,
            studies: Array.from({ length: 1000 }, (_, number) => ({ ...studyOf(number, 'analysed', 0), slices: 20 + (number % 300), times: { receivedAt: minutes(number), completeAt: minutes(number - 1), analysedAt: minutes(number - 2) } })),
          });
        case 'queue':
          return ok({
            maxTasks: 4, paused: true, waitingCount: 120, slots: [],
            running: [{ studyId: `north-clinic.${hex(7)}`, code: codeOf(7), priority: 'urgent', enqueuedAt: minutes(6), launches: 1, launchedAt: minutes(5), attempt: 2, deaths: 1, owner: 'slot-0.4' }],
            waiting: Array.from({ length: 12 }, (_, number) => ({ studyId: `north-clinic.${hex(number)}`, code: codeOf(number), priority: 'routine', enqueuedAt: minutes(20 + number), launches: 0, attempt: 0, deaths: 0 })),
          });
        case 'failures':
          return ok({ day: day(0), more: false, failures: [{ key: 'aws/lambda/async/firstread-ingest/1', function: 'firstread-ingest', at: minutes(40), attempts: 3, condition: 'RetriesExhausted', error: 'Unhandled', canReplay: true }, { key: 'aws/lambda/m/s/2', function: 'firstread-triage', at: minutes(50), attempts: 10, condition: 'RetryAttemptsExhausted', canReplay: false }] });
        case 'uploads':
          return ok({ clinic: 'north-clinic', more: false, uploads: [{ uploadId: `u${hex(1)}`, createdAt: minutes(30), open: false, priority: 'routine', fileCount: 22, states: { accepted: 20, refused: 2 }, reasons: [{ state: 'refused', code: 'not-dicom', message: 'The file is no DICOM: bytes 128 to 131 are not DICM. Send the original files of the study.', files: 2, fileIds: [`f${hex(1)}`, `f${hex(2)}`] }] }] });
        case 'clinics':
          return ok({ clinics: [{ id: 'harbour-clinic', name: 'Harbour Clinic', aiDisplay: 'after-own-read', eTag: '"1"', machines: [], people: 3 }, { id: 'north-clinic', aiDisplay: 'first', machines: [machine], people: 1 }] });
        case 'principals':
          return ok({ principals: [machine, { subject: 'sub-4711', name: 'Northside reception', clinic: 'north-clinic', machineRoles: [], eTag: '"2"' }] });
        case 'phones':
          return ok({ phones: this.phones });
        case 'test-studies':
          return ok({
            on: true, hour: 7, zone: 'Europe/Berlin', answerSeconds: 7200,
            studies: [
              { id: '2026-11-23', state: 'overdue', createdAt: minutes(180), askedBy: 'reconcile', sentAt: minutes(179), studyId: `synthetic.${hex(9)}`, code: codeOf(9), status: 'analysed', alertedAt: minutes(176) },
              { id: '2026-11-22', state: 'acknowledged', createdAt: minutes(1620), askedBy: 'reconcile', sentAt: minutes(1619), studyId: `synthetic.${hex(8)}`, code: codeOf(8), status: 'analysed', alertedAt: minutes(1617), acknowledgedAt: minutes(1600) },
            ],
          });
        case 'rota':
          return ok({ rota, stored: true, preview }, '"rota-1"');
        case 'policy':
          return ok({ policy, stored: false }, '"none"');
        case 'reads':
          return ok({
            from: day(29), to: day(0), madeAt: minutes(1),
            reads: [tally('1.0.0', 'MR', 'SIEMENS Avanto', 120, 96, 71, 12), tally('1.0.0', 'MR', undefined, 30, 22, 17, 2), tally('1.1.0', 'DX', undefined, 210, 130, 88, 20)],
            days: Array.from({ length: 30 }, (_, ago) => ({ day: day(29 - ago), reads: ago % 7 === 6 ? [] : [tally('1.0.0', 'MR', 'SIEMENS Avanto', 5, 10 + (ago % 3), 7 + (ago % 2), 1)] })),
          });
        case 'cost':
          return ok({ from: day(21), to: day(0), madeAt: minutes(1), profile: 'student', studies: 412, files: 8120, taskHours: 9.4, estimatedUsd: 18.42, standingUsd: 8.9, services: [{ service: 'Fargate', usd: 6.1 }, { service: 'KMS', usd: 4 }, { service: 'CloudWatch', usd: 2.2 }], region: 'us-east-1', pricesOf: '2026-11-22' });
        default:
          return null;
      }
    if (act === 'test') this.phones = this.phones.map((phone) => (phone.person === id ? { ...phone, lastTest: { channel: body.channel, sentAt: minutes(0), sentBy: 'sub-1' } } : phone));
    if (what === 'rota' && id === 'preview') return ok({ rota: body.rota, stored: false, preview });
    if (what === 'policy' && id === 'preview') return ok({ studies: [{ studyId: `north-clinic.${hex(1)}`, code: codeOf(1), modality: 'MR', risk: 'indeterminate', outcome: 'analysed', now: { rule: 'nothing-else', calls: false }, then: { rule: 'uncertain-too', calls: true } }] });
    return ok({});
  }
}
