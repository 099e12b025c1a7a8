import { describe, expect, it } from 'vitest';
import { attributeWords, fateOf, pixelWords, totals } from '../src/deidentification/words';
import { earlierWasWorse, reasonSentence, riskWords, subject, urgencyLevel } from '../src/format/labels';
import { measure, percent } from '../src/format/numbers';
import { elapsed } from '../src/format/time';
import { routeOf } from '../src/router';
import { changedForReader, isSigned, obstacleToSigning } from '../src/study/changes';
import { nameOfKey } from '../src/ui/keys';
import { aDetail, aFinding, aResult, aStudy } from './fixtures';

const decision = { findingId: 'F1', decision: 'accept', by: 'A', at: '' } as const;

describe('words', () => {
  it('never call a study normal', () => {
    for (const risk of ['undetermined', 'no-finding', 'indeterminate', 'high'] as const) expect(riskWords(risk)).not.toMatch(/normal|negative|clear/i);
    expect(riskWords('no-finding', 'brain-tumor-mri 1.0.0')).toBe('No finding by brain-tumor-mri 1.0.0');
  });

  it('read the sentence of a reason, and a reason without a code whole', () => {
    expect(reasonSentence('contrast: The series is proton density.')).toBe('The series is proton density.');
    expect(reasonSentence('Just words: here.')).toBe('Just words: here.');
  });

  it('name an attribute by its keyword, and those without one by their kind', () => {
    expect(attributeWords({ tag: '(0010,0030)', keyword: 'PatientBirthDate' })).toBe('Patient Birth Date');
    expect(attributeWords({ tag: '(0008,0018)', keyword: 'SOPInstanceUID' })).toBe('SOP Instance UID');
    expect(attributeWords({ tag: 'private', keyword: '' })).toBe('Private attributes');
    expect(attributeWords({ tag: '(0009,0001)', keyword: '' })).toBe('No name');
  });

  it('add up what became of values, and take an action that they do not know for a change', () => {
    const row = { tag: '(0010,0010)', keyword: 'PatientName', reason: 'table' };
    expect(totals([{ ...row, action: 'removed', count: 2 }, { ...row, action: 'emptied', count: 3 }, { ...row, action: 'kept', count: 4 }])).toEqual({ gone: 5, changed: 0, kept: 4, walked: 0 });
    expect(fateOf({ action: 'something-new' })).toBe('changed');
  });

  it('say what was done to pixels', () => {
    expect(pixelWords({ pixelInstances: 0, boxesBlanked: 0, markersKept: 0 })).toMatch(/none was changed/);
    expect(pixelWords({ pixelInstances: 1, boxesBlanked: 2, markersKept: 0 })).toBe('The pixels of 1 image were checked; 2 areas blanked.');
  });

  it.each([[0, '0 s'], [59_999, '59 s'], [60_000, '1 min'], [3_660_000, '1 h 01 min'], [90_000_000, '1 d 1 h'], [-5, '0 s']])('elapsed %i is %s', (ms, words) => {
    expect(elapsed(ms)).toBe(words);
  });

  it.each([[0, '0 %'], [0.001, '<1 %'], [0.934, '93 %'], [0.9999, '>99 %'], [1, '100 %']])('share %f is %s', (share, words) => {
    expect(percent(share)).toBe(words);
  });

  it('measure without false precision', () => {
    expect([measure(612.44, 'mm²'), measure(31.24, 'mm')]).toEqual(['612 mm²', '31.2 mm']);
  });

  it('know urgency beyond their range', () => {
    expect([-1, 0, 1, 2, 3, 9].map(urgencyLevel)).toEqual([0, 0, 1, 2, 3, 3]);
  });

  it('say what a study is, also where a header was silent', () => {
    expect(subject({ modality: 'MR', bodyPart: 'BRAIN' })).toBe('MR Brain');
    expect(subject({})).toBe('Unknown kind');
    expect(earlierWasWorse(aStudy({ risk: 'no-finding', highestRisk: 'high' }))).toBe(true);
  });
});

describe('a change elsewhere', () => {
  const seen = aDetail({ result: aResult({ findings: [aFinding()] }) });

  it('is announced where the reader decides upon it', () => {
    expect(changedForReader(seen, { ...seen, review: { ...seen.review, decisions: [decision] } })).toBe(true);
    expect(changedForReader(seen, { ...seen, study: aStudy({ resultAttempt: 2 }) })).toBe(true);
  });

  it('is not announced where a program noted a time, or while the analysis runs', () => {
    expect(changedForReader(seen, { ...seen, study: aStudy({ revision: 8, times: { receivedAt: '', alertedAt: '' } }) })).toBe(false);
    const running = aDetail({ study: aStudy({ status: 'analysing', resultAttempt: 0 }) });
    expect(changedForReader(running, seen)).toBe(false);
  });

  it('re-opens a signed study with a later result, for an addendum', () => {
    const signature = { number: 1, impression: '', signedBy: 'A', signedAt: '', resultAttempt: 1 };
    const signed = { ...seen, review: { decisions: [decision], signatures: [signature] } };
    expect(isSigned(signed)).toBe(true);
    expect(isSigned({ ...signed, study: aStudy({ resultAttempt: 2 }) })).toBe(false);
  });

  it('keeps undecided and unfinished studies from being signed', () => {
    expect(obstacleToSigning(seen)).toBe('One finding is not decided yet.');
    expect(obstacleToSigning({ ...seen, review: { decisions: [decision], signatures: [] } })).toBeNull();
    expect(obstacleToSigning(aDetail({ study: aStudy({ status: 'queued' }) }))).toContain('running');
    expect(obstacleToSigning(aDetail({ study: aStudy({ status: 'held' }) }))).toContain('held');
    expect(obstacleToSigning(aDetail({ study: aStudy({ status: 'failed' }) }))).toBeNull();
  });
});

describe('addresses and keys', () => {
  it('lead to pages, and nonsense home', () => {
    expect(routeOf('#/s/K7Q2MD')).toEqual({ page: 'study', key: 'K7Q2MD' });
    expect(routeOf('#/s/north.1/deidentification')).toEqual({ page: 'deidentification', studyId: 'north.1' });
    expect(routeOf('#/s/')).toEqual({ page: 'home' });
    expect(routeOf('#/s/%E0%A4%A')).toEqual({ page: 'home' });
    expect(routeOf('#/uploads/u1')).toEqual({ page: 'upload', id: 'u1' });
  });

  it('are named with their modifiers', () => {
    const none = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };
    expect(nameOfKey({ ...none, key: 'Enter', ctrlKey: true })).toBe('Ctrl+Enter');
    expect(nameOfKey({ ...none, key: 'ArrowUp', shiftKey: true })).toBe('Shift+ArrowUp');
    expect(nameOfKey({ ...none, key: '?', shiftKey: true })).toBe('?');
    expect(nameOfKey({ ...none, key: 'a', altKey: true })).toBe('');
  });
});
