/** DICOM writes family^given^middle^prefix^suffix (PS3.5 6.2.1.1); people read the family name first. */
export function personWords(name: string): string {
  const [family = '', given = '', middle = ''] = (name.split('=')[0] ?? '').split('^').map((part) => part.trim());
  const first = [given, middle].filter(Boolean).join(' ');
  return first === '' ? family : `${family}, ${first}`;
}

/** YYYYMMDD as a date; anything else as it is. */
export function dateWords(date: string): string {
  return /^\d{8}$/.test(date) ? `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}` : date;
}
