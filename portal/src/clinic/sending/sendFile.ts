import type { PartOffer, Ticket, Tickets } from '../contract';
import { persist, type Patience } from './persist';
import type { RunPorts } from './SendRun';

interface Sending extends Pick<RunPorts, 'client' | 'put' | 'digest'> {
  readonly patience: Patience;
  /** Of the file, sent so far. */
  readonly onBytes: (bytes: number) => void;
}

interface Place {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

const mostRenewals = 5;

/** The bytes are not those that were read before: the file has changed. */
export class ChangedError extends Error {}

/** Sends one file, whole or in parts, and goes on where a broken connection ended. */
export async function sendFile(sending: Sending, file: File, ticket: Ticket): Promise<void> {
  if (ticket.partBytes !== undefined) return sendParts(sending, file, ticket, ticket.partBytes);
  const renew = async (): Promise<Place | null> => {
    const { body } = await sending.client.post<Tickets>(`/api/uploads/${ticket.uploadId}/urls`, { files: [{ fileId: ticket.fileId }] });
    return placeOf(body.files[0]);
  };
  await sendBlob(sending, file, placeOf(ticket), renew, sending.onBytes);
}

async function sendParts(sending: Sending, file: File, ticket: Ticket, partBytes: number): Promise<void> {
  const path = `/api/uploads/${ticket.uploadId}/files/${ticket.fileId}`;
  const offer = (parts: PartOffer['present']) => persist(sending.patience, async () => (await sending.client.post<PartOffer>(`${path}/parts`, { parts })).body);
  const present = new Map((await offer([])).present.map(({ number, sha256 }) => [number, sha256]));
  for (let number = 1, at = 0; at < file.size; number++, at += partBytes) {
    const part = file.slice(at, at + partBytes);
    const sha256 = await sending.digest(part, () => undefined);
    const before = at;
    const ask = async (): Promise<Place | null> => (await offer([{ number, sha256 }])).parts[0] ?? null;
    if (present.get(number) !== sha256) await sendBlob(sending, part, await ask(), ask, (bytes) => sending.onBytes(before + bytes));
    sending.onBytes(before + part.size);
  }
  await persist(sending.patience, () => sending.client.post(`${path}/complete`));
}

async function sendBlob(sending: Sending, body: Blob, first: Place | null, renew: () => Promise<Place | null>, onBytes: (bytes: number) => void): Promise<void> {
  let renewals = 0;
  for (let place = first; place; place = await persist(sending.patience, renew)) {
    if (renewals++ > mostRenewals) throw new Error('The store refuses every URL for this file. Is this computer’s clock right?');
    const { url, headers } = place;
    const status = await persist(sending.patience, async () => {
      const answer = await sending.put({ url, headers, body, onBytes, signal: sending.patience.signal });
      // S3 answers 500 and 503 when it is busy: the same again.
      if (answer >= 500) throw new TypeError(`The store answered ${answer}.`);
      return answer;
    });
    // 412: an earlier attempt arrived although its answer did not.
    if (status < 300 || status === 412) return;
    if (status === 400) throw new ChangedError('The file changed while it was sent. Choose it again.');
    // 403 and 404: the URL has expired, or the multipart upload that it was for has ended.
  }
}

function placeOf(ticket: Ticket | undefined): Place | null {
  return ticket?.url !== undefined && ticket.headers !== undefined ? { url: ticket.url, headers: ticket.headers } : null;
}
