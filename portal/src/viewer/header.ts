/** A picture's header as the loader names it: keywords of PS3.6, values as they stand. Only what is asked for is read. */
export type Header = Readonly<Record<string, unknown>>;

export function textOf(header: Header, keyword: string): string | undefined {
  const value = first(header[keyword]);
  return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : undefined;
}

export function textsOf(header: Header, keyword: string): string[] {
  const value = header[keyword];
  const all = Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
  return all.filter((each) => typeof each === 'string').flatMap((each: string) => each.split('\\'));
}

export function numbersOf(header: Header, keyword: string): number[] {
  const value = header[keyword];
  if (typeof value === 'string') return value.split('\\').map(Number);
  if (typeof value === 'number') return [value];
  return isList(value) ? Array.from(value, Number) : [];
}

export function numberOf(header: Header, keyword: string): number | undefined {
  const [value] = numbersOf(header, keyword);
  return value !== undefined && Number.isFinite(value) ? value : undefined;
}

/** The first item of a sequence, or nothing. */
export function itemOf(header: Header, keyword: string): Header | undefined {
  const item = first(header[keyword]);
  return typeof item === 'object' && item !== null ? (item as Header) : undefined;
}

function first(value: unknown): unknown {
  return isList(value) ? value[0] : value;
}

function isList(value: unknown): value is ArrayLike<unknown> {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));
}
