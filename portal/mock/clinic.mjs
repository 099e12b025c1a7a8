import { createHash } from 'node:crypto';

const idOf = (letter, number) => letter + String(number).padStart(32, '0');
const now = () => new Date().toISOString();

/** A clinic's side of docs/api.md: manifests, a store that takes their files, and signed reports. */
export class Clinic {
  constructor(uploads) {
    this.uploads = uploads;
    this.announced = new Map();
  }

  announce(manifest) {
    const uploadId = idOf('u', 500 + this.uploads.length);
    const order = JSON.stringify([manifest.priority, manifest.question, manifest.prior]);
    const files = [];
    const tickets = manifest.files.map(({ bytes, sha256 }, index) => {
      const known = manifest.resume && this.announced.get(order + sha256);
      if (known) return { ...this.ticket(known), index };
      const file = { fileId: idOf('f', 1000 + this.announced.size), number: index + 1, state: 'pending', uploadId, bytes, sha256 };
      this.announced.set(order + sha256, file);
      files.push(file);
      return { ...this.ticket(file), index };
    });
    if (files.length === 0) return { status: 200, body: { files: tickets } };
    this.uploads.unshift({ uploadId, createdAt: now(), open: true, state: 'open', priority: manifest.priority, prior: manifest.prior, files, studies: [] });
    return { status: 201, body: { uploadId, files: tickets } };
  }

  /** What has come stays; the rest is given up a moment later, as Reconcile would. */
  cancel(uploadId) {
    const upload = this.uploads.find((each) => each.uploadId === uploadId);
    if (!upload) return null;
    if (!upload.open) return upload.state === 'cancelled' ? { status: 204 } : { status: 409, body: { type: 'about:blank', title: 'The upload is closed', status: 409, code: 'upload-closed' }, type: 'application/problem+json' };
    upload.state = 'cancelling';
    setTimeout(() => {
      for (const file of upload.files.filter(({ state }) => state === 'pending')) Object.assign(file, { state: 'expired', code: 'cancelled', message: 'The upload was cancelled before this file had come.' });
      Object.assign(upload, { open: false, state: 'cancelled', tally: tallyOf(upload.files) });
    }, 4000);
    return { status: 204 };
  }

  ticket({ uploadId, fileId, state, sha256 }) {
    if (state !== 'pending') return { uploadId, fileId, state };
    return { uploadId, fileId, state, url: `/store/${uploadId}/${fileId}`, headers: { 'x-amz-checksum-sha256': Buffer.from(sha256, 'hex').toString('base64'), 'if-none-match': '*' }, expiresAt: now() };
  }

  urls(uploadId, body) {
    const upload = this.uploads.find((each) => each.uploadId === uploadId);
    return { status: 200, body: { uploadId, files: upload.files.filter(({ fileId, state }) => state === 'pending' && body.files.some((file) => file.fileId === fileId)).map((file) => this.ticket(file)) } };
  }

  /** The store: it holds every file to its digest, and what it took has an end state at once. */
  put(path, content, headers) {
    const [, , uploadId, fileId] = path.split('/');
    const upload = this.uploads.find((each) => each.uploadId === uploadId);
    const file = upload?.files.find((each) => each.fileId === fileId);
    if (!file) return 404;
    if (file.state !== 'pending') return 412;
    const digest = createHash('sha256').update(content).digest();
    if (digest.toString('hex') !== file.sha256 || headers['x-amz-checksum-sha256'] !== digest.toString('base64')) return 400;
    Object.assign(file, fateOf(content));
    if (upload.files.every(({ state }) => state !== 'pending')) Object.assign(upload, { open: false, state: 'closed', tally: tallyOf(upload.files) });
    return 200;
  }
}

function fateOf(content) {
  if (content.length < 132 || content.toString('latin1', 128, 132) !== 'DICM')
    return { state: 'refused', code: 'not-dicom', message: 'The file has no DICM prefix at byte 128. Send DICOM Part 10 files only.' };
  if (content.length % 2 === 1) return { state: 'refused', code: 'truncated', message: 'The file ends inside PixelData (7FE0,0010). Export the instance again and upload the whole file.' };
  return { state: 'accepted' };
}

export const tallyOf = (files) => Object.fromEntries(['accepted', 'duplicate', 'refused', 'held', 'expired', 'ignored'].map((state) => [state, files.filter((file) => file.state === state).length]));

const documents = { 'report.pdf': 'application/pdf', 'report.dcm': 'application/dicom', 'fhir.json': 'application/fhir+json' };
const contentOf = (name) => Buffer.from(name.endsWith('.pdf') ? '%PDF-1.4\n% SIMULATED report\n' : `SIMULATED ${name}\n`);
const studyOf = (number) => `north-clinic.${String(number).padStart(32, '0')}`;

/** Signed reports of made-up people. */
export const releases = {
  list: () => ({ releases: [6, 2].map((number) => ({ studyId: studyOf(number), number: 1, signedAt: '2026-11-22T09:30:00.000Z', modality: number === 6 ? 'MR' : 'DX', bodyPart: number === 6 ? 'BRAIN' : 'CHEST', receivedAt: '2026-11-22T08:55:00.000Z' })), more: false }),
  release: (studyId) => ({
    studyId, number: 1, signedAt: '2026-11-22T09:30:00.000Z', superseded: false, studyInstanceUid: '1.2.3.4', accessionNumber: 'SIM-0042',
    patientName: 'SIMULATED^LINDA', patientId: 'SIM-4711', patientBirthDate: '19700131',
    files: Object.entries(documents).map(([name, contentType]) => ({ name, contentType, bytes: contentOf(name).length, sha256: createHash('sha256').update(contentOf(name)).digest('hex'), url: `/store/released/${name}`, expiresAt: now() })),
  }),
  file: (path) => {
    const name = path.split('/').at(-1);
    return documents[name] ? { content: contentOf(name), type: documents[name] } : null;
  },
};
