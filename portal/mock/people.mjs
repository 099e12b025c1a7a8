/** Whose study it is, and who did what to it: made up, as everything here. */
export function identityOf(entry, body) {
  if ((body?.reason ?? '').trim().length < 3) return { status: 400, type: 'application/problem+json', body: { status: 400, code: 'invalid-body', title: 'Say why.' } };
  const identity = { studyId: entry.study.studyId, patientName: 'EXAMPLE^ERIKA', patientId: 'SIM-4711', patientBirthDate: '19700101', patientSex: 'F', studyInstanceUid: '1.2.3', accessionNumber: 'SIM-AC-1', studyDate: '20261120' };
  return { status: 200, body: identity };
}

export function trailOf(entry, tampered) {
  const at = (minutes) => new Date(Date.now() - minutes * 60_000).toISOString();
  const entries = [
    { number: 1, who: 'triage', what: 'alert', why: 'result 1, sms to on-call', when: at(30) },
    { number: 2, who: 'sub-1', name: 'Dr Ada Lindqvist', what: 'open-study', why: 'result 1, shown', when: at(28) },
    { number: 3, who: 'sub-1', name: 'Dr Ada Lindqvist', what: 'acknowledge', why: 'result 1', when: at(27) },
  ];
  return { studyId: entry.study.studyId, intact: !tampered, ...(tampered ? { firstBroken: 2 } : {}), entries };
}
