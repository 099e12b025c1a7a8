/** The object with the member set, or without it: the document knows no empty ones. */
export function put<T extends object, K extends keyof T>(item: T, member: K, value: T[K] | undefined): T {
  const copy = { ...item };
  if (value === undefined) Reflect.deleteProperty(copy, member);
  else copy[member] = value;
  return copy;
}
