import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Client } from '../src/api/client';
import { FindForm } from '../src/patients/FindForm';
import type { Find, Patient } from '../src/patients/contract';
import { SplitForm } from '../src/patients/SplitForm';
import { PortalContext } from '../src/ui/portal';

const portal = { client: {} as Client, configuration: { issuer: '', clientId: '', portalUrl: '' }, me: { subject: 's', name: 'An operator', roles: [] } };
const patient: Patient = { token: `P${'1'.repeat(32)}`, links: [], studies: [], erasures: [] };
let place: HTMLElement;

beforeEach(() => {
  place = document.createElement('div');
  document.body.append(place);
});
afterEach(() => {
  render(null, place);
  place.remove();
});

const type = async (label: string, text: string): Promise<void> => act(() => {
  const input = [...place.querySelectorAll('label')].find((each) => each.textContent?.startsWith(label))?.querySelector('input');
  if (!input) throw new Error(`No input ${label}.`);
  input.value = text;
  input.dispatchEvent(new Event('input', { bubbles: true }));
});

describe('finding a patient', () => {
  it('asks by token, study or number, and keeps no number on the screen', async () => {
    const asked: Find[] = [];
    await act(() => render(<FindForm onFind={(find) => asked.push(find)} />, place));
    const [byStudy, byNumber] = [...place.querySelectorAll('form')];
    await type('Code of an open study', ' 7K4M2P ');
    await act(() => void byStudy?.dispatchEvent(new Event('submit', { cancelable: true, bubbles: true })));
    await type('Code of an open study', patient.token);
    await act(() => void byStudy?.dispatchEvent(new Event('submit', { cancelable: true, bubbles: true })));
    for (const [label, text] of [['Clinic', 'north-clinic'], ['Patient ID', '4711'], ['Why', 'a letter']] as const) await type(label, text);
    await act(() => void byNumber?.dispatchEvent(new Event('submit', { cancelable: true, bubbles: true })));
    expect(asked).toEqual([{ study: '7K4M2P' }, { token: patient.token }, { clinic: 'north-clinic', patientId: '4711', reason: 'a letter' }]);
    expect([...place.querySelectorAll('input')].some(({ value }) => value === '4711')).toBe(false);
  });
});

describe('separating studies', () => {
  it('leaves at least one behind and wants a reason', async () => {
    const button = async (chosen: readonly string[], all: number): Promise<HTMLButtonElement | null> => {
      await act(() => render(<PortalContext.Provider value={portal}><SplitForm patient={patient} chosen={chosen} all={all} onSplit={() => undefined} /></PortalContext.Provider>, place));
      return place.querySelector('button');
    };
    expect((await button(['a'], 2))?.disabled).toBe(true);
    await type('Reason', 'the clinic says so');
    expect((await button(['a'], 2))?.disabled).toBe(false);
    expect((await button(['a', 'b'], 2))?.disabled).toBe(true);
    expect((await button([], 2))?.disabled).toBe(true);
  });
});
