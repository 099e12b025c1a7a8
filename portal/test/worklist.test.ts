import { describe, expect, it, vi } from 'vitest';
import { Client } from '../src/api/client';
import type { Study } from '../src/api/contract';
import { communicationOf, emptyDraft, gapOf, standingOf } from '../src/study/communication';
import { read } from '../src/study/modelCards';
import { startFeed } from '../src/worklist/feed';
import { addressOf, filtersOf, noFilters, passes } from '../src/worklist/filters';
import type { Polled } from '../src/worklist/poll';
import { aDetail, aFinding, aResult, aStudy } from './fixtures';

describe('filters', () => {
  it('stand in the address, but for the text', () => {
    const filters = { ...noFilters, state: 'held', urgency: 2, modality: 'MR', clinic: 'north & co', mine: true, text: 'K7Q' } as const;
    expect(filtersOf(addressOf(filters))).toEqual({ ...filters, text: '' });
    expect(addressOf(filters)).not.toContain('K7Q');
    expect(addressOf(noFilters)).toBe('#/worklist');
  });

  it('take no value that is none', () => {
    expect(filtersOf('#/worklist?state=constructor&urgency=9&mine=yes')).toEqual({ ...noFilters, state: '' });
  });

  it('keep held, failed, incomplete and running studies findable', () => {
    const studies = [aStudy({ status: 'held' }), aStudy({ status: 'failed' }), aStudy({ incomplete: true }), aStudy({ status: 'analysing' })];
    expect((['held', 'no-ai', 'incomplete', 'running'] as const).map((state) => studies.findIndex((study) => passes(study, { ...noFilters, state })))).toEqual([0, 1, 2, 3]);
    expect(studies.every((study) => passes(study, noFilters))).toBe(true);
  });
});

describe('the worklist feed', () => {
  const rowsOf = (from: number, count: number): Study[] =>
    Array.from({ length: count }, (_, index) => aStudy({ studyId: `north-clinic.${String(from + index).padStart(32, '0')}`, times: { receivedAt: `2026-11-22T10:00:${String(from + index).padStart(2, '0')}Z` } }));

  it('holds every page, asks for the first each time, and follows a page whose end has moved', async () => {
    vi.useFakeTimers();
    let all = rowsOf(0, 5);
    const asked: string[] = [];
    const send = (path: unknown, init?: RequestInit): Promise<Response> => {
      const from = Number(new URLSearchParams(String(path).split('?')[1]).get('after') ?? 0);
      const page = all.slice(from, from + 2);
      const etag = `"${page.map(({ studyId, revision }) => studyId.slice(-2) + revision).join()}"`;
      asked.push(String(from));
      if (new Headers(init?.headers).get('If-None-Match') === etag) return Promise.resolve(new Response(null, { status: 304 }));
      return Promise.resolve(Response.json({ studies: page, ...(from + 2 < all.length ? { next: String(from + 2) } : {}) }, { headers: { ETag: etag } }));
    };
    const seen: Polled<readonly Study[]>[] = [];
    const stop = startFeed(new Client({ token: () => 'AT', onUnauthorised: vi.fn(), fetch: send as typeof fetch }), 3000, (polled) => seen.push(polled));
    await vi.advanceTimersByTimeAsync(0);
    expect(seen.at(-1)?.body?.map(({ studyId }) => Number(studyId.slice(-2)))).toEqual([0, 1, 2, 3, 4]);
    expect(asked).toEqual(['0', '2', '4']);

    asked.length = 0;
    await vi.advanceTimersByTimeAsync(3000);
    expect(asked).toEqual(['0', '2']);
    expect(seen.at(-1)?.body).toBe(seen[0]?.body);

    all = all.map((study, index) => (index === 4 ? { ...study, revision: 8 } : study));
    await vi.advanceTimersByTimeAsync(9000);
    expect(seen.at(-1)?.body?.[4]?.revision).toBe(8);
    stop();
    vi.useRealTimers();
  });
});

describe('who was told', () => {
  it('is asked for until it is said, and nothing is taken for granted', () => {
    expect(gapOf(emptyDraft)).not.toBeNull();
    expect(gapOf({ ...emptyDraft, done: false })).toBeNull();
    const told = { ...emptyDraft, done: true, told: ' Dr Meier ', minutesAgo: 5 };
    expect(gapOf(told)).toContain('read back');
    expect(gapOf({ ...told, readBack: false, minutesAgo: NaN })).toContain('minutes');
    expect(gapOf({ ...told, readBack: false })).toBeNull();
    expect(communicationOf({ ...told, readBack: true }, Date.parse('2026-11-23T03:00:00Z'))).toEqual({ told: 'Dr Meier', means: 'phone', at: '2026-11-23T02:55:00.000Z', readBack: true });
  });

  it('concerns what stands: accepted findings and own ones', () => {
    const decision = { by: 'A', at: '' };
    const detail = aDetail({
      result: aResult({ findings: [aFinding(), aFinding({ id: 'F2' }), aFinding({ id: 'F3' })] }),
      review: { decisions: [{ findingId: 'F1', decision: 'accept', ...decision }, { findingId: 'F2', decision: 'reject', ...decision }], signatures: [], ownFindings: [{ id: 'R1', label: 'Bleeding', code: { value: '1', scheme: 'SCT', meaning: 'Bleeding' }, by: 'A', at: '' }] },
    });
    expect(standingOf(detail).map(({ id, highRisk }) => [id, highRisk])).toEqual([['F1', true], ['R1', false]]);
  });
});

describe('a model card', () => {
  it('gives its limits as plain words', () => {
    expect(read('# m\n\nFor **heads** alone.\n\n## Data\n\nx\n\n## Known limits\n\n- No [children](x.md):\n  never.\n- `T2` is refused.\n\n## Train\n\ny')).toEqual({ intended: ['For heads alone.'], limits: ['No children: never.', 'T2 is refused.'] });
  });
});
