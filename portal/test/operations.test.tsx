import { render, type FunctionComponent } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, describe, expect, it } from 'vitest';
import type { Client } from '../src/api/client';
import { SharePlot } from '../src/operations/figures/Plot';
import { ReadsSection } from '../src/operations/figures/ReadsSection';
import { ClinicsSection } from '../src/operations/people/ClinicsSection';
import { HoursFields } from '../src/operations/rules/HoursFields';
import type { LocalHours } from '../src/operations/contract';
import { FailuresSection } from '../src/operations/studies/FailuresSection';
import { StuckSection } from '../src/operations/studies/StuckSection';
import { duration, share } from '../src/operations/words';
import { routeOf } from '../src/router';
import { PortalContext } from '../src/ui/portal';
import { aStudy, hostile } from './fixtures';

const place = document.createElement('div');
const at = '2026-11-22T10:00:00Z';

afterEach(() => render(null, place));

async function show(Section: FunctionComponent, body: unknown): Promise<void> {
  const client = { get: () => Promise.resolve({ body, etag: null }), getIfChanged: () => Promise.resolve({ body, etag: null }) } as unknown as Client;
  await act(async () => {
    render(<PortalContext.Provider value={{ client, configuration: { issuer: '', clientId: '', portalUrl: '' }, me: { subject: 's', name: 'An operator', roles: ['operator'] } }}><Section /></PortalContext.Provider>, place);
    await Promise.resolve();
  });
}

describe('hostile strings', () => {
  const tally = { model: hostile, version: hostile, modality: hostile, scanner: hostile, studies: 1, shown: 1, accepted: 1, amended: 0, rejected: 0, added: 0, unchanged: 1 };
  it.each<[string, FunctionComponent, unknown]>([
    ['stuck', StuckSection, { stuck: [{ study: aStudy({ modality: hostile, bodyPart: hostile, clinic: hostile, code: hostile }), code: hostile, since: at, why: hostile, do: hostile, canReplay: true }], more: false }],
    ['failures', FailuresSection, { failures: [{ key: hostile, function: hostile, at, attempts: 3, condition: hostile, error: hostile, canReplay: true }], more: false }],
    ['clinics', ClinicsSection, { clinics: [{ id: hostile, name: hostile, aiDisplay: 'first', machines: [{ subject: hostile, name: hostile, machineRoles: [], eTag: '' }], people: 1 }] }],
    ['reads', ReadsSection, { from: at, to: at, reads: [tally], days: [{ day: hostile, reads: [tally] }, { day: hostile, reads: [] }] }],
  ])('stay text among the %s', async (_, Section, body) => {
    await show(Section, body);
    expect(place.querySelectorAll('script, img')).toHaveLength(0);
    expect(place.textContent?.split('<script>alert(1)</script>').length).toBeGreaterThan(3);
  });
});

describe('the area of operators', () => {
  it('has an address for each page', () => {
    expect(routeOf('#/operations')).toEqual({ page: 'operations', section: '' });
    expect(routeOf('#/operations/rota')).toEqual({ page: 'operations', section: 'rota' });
  });

  it('says how long things took at a glance', () => {
    expect([0.4, 48, 420, 7500, 200_000].map(duration)).toEqual(['0.4 s', '48 s', '7 min', '2 h 05 min', '2.3 d']);
    expect(duration(undefined)).toBe('–');
    expect([share(1, 3), share(0, 0)]).toEqual(['33 %', '–']);
  });

  it('counts the AI against the final read by scanner, also over time', async () => {
    const of = (scanner: string | undefined, accepted: number) => ({ model: 'm', version: '1', modality: 'MR', ...(scanner ? { scanner } : {}), studies: 1, shown: 2, accepted, amended: 0, rejected: 2 - accepted, added: 0, unchanged: 0 });
    const all = [of('GE SIGNA', 2), of(undefined, 0)];
    await show(ReadsSection, { from: at, to: at, reads: all, days: [{ day: '2026-11-21', reads: all }, { day: '2026-11-22', reads: [of('GE SIGNA', 2)] }] });
    expect(place.querySelectorAll('tbody tr')).toHaveLength(2);
    const select = place.querySelector<HTMLSelectElement>('.figure-filter select');
    expect([...(select?.options ?? [])].map(({ text }) => text)).toEqual(['All', 'GE SIGNA', 'not kept']);
    await act(() => {
      if (select) select.value = 'not kept';
      select?.dispatchEvent(new Event('change', { bubbles: true }));
    });
    expect(place.querySelectorAll('tbody tr')).toHaveLength(1);
    expect(place.querySelector('h2')?.textContent).toBe('m 1 over time, not kept');
    expect(place.querySelectorAll('circle')).toHaveLength(3);
  });

  it('leaves days without reads out of a line, and names the plot', () => {
    render(<SharePlot title="Shares" days={['a', 'b', 'c']} series={[{ words: 'accepted', kind: 'accepted', values: [1, null, 0] }]} />, place);
    expect(place.querySelector('svg')?.getAttribute('aria-label')).toBe('Shares');
    expect(place.querySelectorAll('circle')).toHaveLength(2);
    expect(place.querySelector('polyline')?.getAttribute('points')?.split(' ')).toHaveLength(2);
  });

  it('writes hours of all days without naming days', () => {
    const changes: LocalHours[] = [];
    const hours = { zone: 'UTC', from: '08:00', to: '20:00', days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat'] } as const;
    render(<HoursFields hours={hours} dated={true} errorOf={() => undefined} onChange={(next) => changes.push(next)} />, place);
    const sunday = [...place.querySelectorAll<HTMLInputElement>('input[type=checkbox]')].at(-1);
    if (sunday) {
      sunday.checked = true;
      sunday.dispatchEvent(new Event('change', { bubbles: true }));
    }
    expect(changes).toEqual([{ zone: 'UTC', from: '08:00', to: '20:00' }]);
  });
});
