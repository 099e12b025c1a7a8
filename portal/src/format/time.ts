const minute = 60_000;
const hour = 60 * minute;

/** Elapsed time to read at a glance: "48 s", "7 min", "2 h 05 min", "3 d 4 h". */
export function elapsed(milliseconds: number): string {
  const ms = Math.max(0, milliseconds);
  if (ms < minute) return `${Math.floor(ms / 1000)} s`;
  if (ms < hour) return `${Math.floor(ms / minute)} min`;
  if (ms < 24 * hour) return `${Math.floor(ms / hour)} h ${String(Math.floor((ms % hour) / minute)).padStart(2, '0')} min`;
  return `${Math.floor(ms / (24 * hour))} d ${Math.floor((ms % (24 * hour)) / hour)} h`;
}

/** The day at this desk, alike in every browser: "1 Oct 2026". */
export const dayWords = (iso: string): string => new Date(iso).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });

/** Local time of this desk, with the date where it is not today's. */
export function clock(iso: string, now: number): string {
  const at = new Date(iso);
  const time = at.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
  if (at.toDateString() === new Date(now).toDateString()) return time;
  return `${dayWords(iso)}, ${time}`;
}
