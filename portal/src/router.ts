import { useEffect, useState } from 'preact/hooks';

export type Route =
  | { readonly page: 'worklist' }
  /** By id, or by the six characters of a text message's link. */
  | { readonly page: 'study'; readonly key: string }
  /** What was taken out of a study. */
  | { readonly page: 'deidentification'; readonly studyId: string }
  | { readonly page: 'uploads' }
  | { readonly page: 'upload'; readonly id: string }
  | { readonly page: 'holds' }
  | { readonly page: 'teaching' }
  | { readonly page: 'home' };

/** Addresses stand after the # and so reach no server's log. */
export function routeOf(hash: string): Route {
  // What stands behind a question mark is the page's own.
  const [page = '', key = '', part = ''] = (hash.replace(/^#\/?/, '').split('?')[0] ?? '').split('/').map(decoded);
  if (page === 's' && key !== '') return part === 'deidentification' ? { page: part, studyId: key } : { page: 'study', key };
  if (page === 'uploads') return key === '' ? { page: 'uploads' } : { page: 'upload', id: key };
  if (page === 'worklist' || page === 'holds' || page === 'teaching') return { page };
  return { page: 'home' };
}

export const hrefOfStudy = (studyId: string): string => `#/s/${encodeURIComponent(studyId)}`;
export const hrefOfDeidentification = (studyId: string): string => `${hrefOfStudy(studyId)}/deidentification`;
export const hrefOfUpload = (uploadId: string): string => `#/uploads/${encodeURIComponent(uploadId)}`;

export function useRoute(): Route {
  const [route, setRoute] = useState(() => routeOf(location.hash));
  useEffect(() => {
    const follow = (): void => setRoute(routeOf(location.hash));
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  return route;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}
