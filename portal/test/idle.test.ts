import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { IdleWatch } from '../src/session/idle';

const heard = { warned: [] as number[], active: 0, idle: 0 };
let stop: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  Object.assign(heard, { warned: [], active: 0, idle: 0 });
  stop = new IdleWatch({
    limit: 60_000,
    warning: 10_000,
    now: () => Date.now(),
    onWarn: (seconds) => heard.warned.push(seconds),
    onActive: () => heard.active++,
    onIdle: () => heard.idle++,
  }).start();
});

afterEach(() => {
  stop();
  vi.useRealTimers();
});

const touch = (): boolean => dispatchEvent(new KeyboardEvent('keydown', { key: 'a' }));

describe('idle watch', () => {
  it('warns, then logs off once', () => {
    vi.advanceTimersByTime(49_000);
    expect(heard).toMatchObject({ warned: [], idle: 0 });
    vi.advanceTimersByTime(2000);
    expect(heard.warned).toEqual([10, 9]);
    vi.advanceTimersByTime(60_000);
    expect(heard.idle).toBe(1);
  });

  it('starts again at each touch', () => {
    for (let turn = 0; turn < 5; turn++) {
      vi.advanceTimersByTime(55_000);
      touch();
    }
    expect(heard.idle).toBe(0);
    expect(heard.active).toBe(5);
  });

  it('is not revived by a touch after a night in which timers slept', () => {
    vi.setSystemTime(Date.now() + 8 * 3_600_000);
    touch();
    expect(heard.idle).toBe(1);
  });
});
