import type { ReleasedFile } from './contract';

/** What a person calls a document of a signed set. */
export function documentWords({ name, contentType }: Pick<ReleasedFile, 'name' | 'contentType'>): string {
  if (contentType === 'application/pdf') return 'Report (PDF)';
  if (name.startsWith('report.') && contentType === 'application/dicom') return 'Structured report (DICOM SR)';
  if (name.startsWith('segmentation')) return 'Outlines (DICOM SEG)';
  if (contentType === 'application/dicom') return 'Presentation state (DICOM)';
  return contentType.includes('fhir') || name.includes('fhir') ? 'FHIR bundle' : name;
}

/** Fetches a document, holds it to the digest that was announced, and hands it to the browser to be saved under its name. */
export async function save(document: ReleasedFile): Promise<void> {
  const response = await fetch(document.url, { cache: 'no-store', credentials: 'omit', referrerPolicy: 'no-referrer' });
  if (!response.ok) throw new Error(response.status === 403 ? 'The link has expired: fetch the report again.' : `The store answered ${response.status}.`);
  const content = await response.arrayBuffer();
  const digest = [...new Uint8Array(await crypto.subtle.digest('SHA-256', content))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  if (digest !== document.sha256) throw new Error(`${document.name} did not arrive as it was announced: fetch it again.`);
  const url = URL.createObjectURL(new Blob([content], { type: document.contentType }));
  const link = window.document.createElement('a');
  link.href = url;
  link.download = document.name;
  link.click();
  // The browser takes the bytes when the click is handled; the page keeps none.
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}
