import { createHash } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import type { Client } from '../src/api/client';
import type { FileState, UploadFile } from '../src/api/contract';
import { Problem } from '../src/api/problem';
import type { Manifest, Ticket } from '../src/clinic/contract';
import { size, timeLeft } from '../src/clinic/amounts';
import { dateWords, personWords } from '../src/format/person';
import { digestOf, wholeBytes } from '../src/clinic/sending/digestOf';
import { NoConnectionError, type PutRequest } from '../src/clinic/sending/put';
import { worst } from '../src/clinic/sending/item';
import { SendRun, type RunPorts } from '../src/clinic/sending/SendRun';
import { Sha256 } from '../src/clinic/sending/sha256';

const bytesOf = (length: number): Uint8Array<ArrayBuffer> => Uint8Array.from({ length }, (_, index) => (index * 31 + (index >> 8)) & 0xff);
const known = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

describe('SHA-256', () => {
  it('is that of FIPS 180-4 for its own examples', () => {
    const of = (text: string): string => new Sha256().update(new TextEncoder().encode(text)).digest();
    expect(of('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect(of('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(of('abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq')).toBe('248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1');
  });

  it('does not depend on how the bytes come', () => {
    for (let length = 0; length < 200; length++) {
      const bytes = bytesOf(length);
      for (const step of [1, 7, 63, 64, 65, 1000]) {
        const hash = new Sha256();
        for (let at = 0; at < length; at += step) hash.update(bytes.subarray(at, at + step));
        expect(hash.digest()).toBe(known(bytes));
      }
    }
  });

  it('is the same streamed as whole', async () => {
    const bytes = bytesOf(wholeBytes + 12_345);
    let told = 0;
    expect(await digestOf(new Blob([bytes]), (more) => (told += more))).toBe(known(bytes));
    expect(told).toBe(bytes.length);
    expect(await digestOf(new Blob([bytes.subarray(0, 999)]), () => undefined)).toBe(known(bytes.subarray(0, 999)));
  });

  it('counts the bits of more than 512 MB', () => {
    const [piece, hash, reference] = [bytesOf(8 << 20), new Sha256(), createHash('sha256')];
    for (let index = 0; index < 66; index++) {
      hash.update(piece);
      reference.update(piece);
    }
    expect(hash.digest()).toBe(reference.digest('hex'));
  }, 300_000);
});

/** A portal that is a few lists: it knows digests, gives URLs, and says what became of what arrived. */
class FakePortal {
  readonly manifests: Manifest[] = [];
  readonly arrived = new Map<string, number>();
  readonly renewed: string[] = [];
  readonly order: string[] = [];
  closed = false;
  private readonly known = new Map<string, Ticket>();

  readonly client = {
    post: (path: string, body: never) => Promise.resolve().then(() => ({ body: this.post(path, body), etag: null })),
    getIfChanged: (path: string) => Promise.resolve({ body: this.state(path.split('/')[3] ?? ''), etag: null }),
  } as unknown as Client;

  post(path: string, body: Manifest & { files: { fileId: string }[] }): unknown {
    if (path === '/api/uploads') return this.announce(body);
    if (!path.endsWith('/urls')) throw new Error(path);
    if (this.closed) {
      this.closed = false;
      this.known.clear();
      throw new Problem(409, 'upload-closed', 'Closed.');
    }
    this.renewed.push(body.files[0]?.fileId ?? '');
    return { files: [{ ...this.ticket(path.split('/')[3] ?? '', body.files[0]?.fileId ?? ''), url: `https://s3/${body.files[0]?.fileId}?fresh` }] };
  }

  announce(manifest: Manifest): unknown {
    this.manifests.push(manifest);
    const uploadId = `u${this.manifests.length}`;
    const files = manifest.files.map(({ sha256 }, index) => {
      const ticket = this.known.get(sha256) ?? this.ticket(uploadId, `f-${sha256.slice(0, 8)}`);
      this.known.set(sha256, ticket);
      return { ...ticket, index, ...(this.arrived.has(ticket.fileId) ? { state: 'accepted' as const } : {}) };
    });
    return { uploadId, files };
  }

  ticket(uploadId: string, fileId: string): Ticket {
    return { uploadId, fileId, state: 'pending', url: `https://s3/${fileId}`, headers: {} };
  }

  state(uploadId: string): unknown {
    const files = [...this.known.values()].filter((ticket) => ticket.uploadId === uploadId);
    return { files: files.map(({ fileId }) => ({ fileId, state: this.arrived.has(fileId) ? 'accepted' : 'pending' })) };
  }

  take({ url }: PutRequest): number {
    const fileId = url.replace('https://s3/', '').replace('?fresh', '');
    this.arrived.set(fileId, (this.arrived.get(fileId) ?? 0) + 1);
    this.order.push(fileId);
    return 200;
  }
}

const file = (name: string, content: string): { path: string; file: File } => ({ path: `study/${name}`, file: new File([content], name) });

async function* found(...files: { path: string; file: File }[]) {
  for (const each of files) yield await Promise.resolve(each);
}

function runOn(portal: FakePortal, put: RunPorts['put'] = (request) => Promise.resolve(portal.take(request))) {
  const rest = vi.fn(() => Promise.resolve());
  const ports: RunPorts = { client: portal.client, put, rest, now: () => 0, digest: async (blob) => known(new Uint8Array(await blob.arrayBuffer())) };
  return { run: new SendRun(ports, { priority: 'urgent', question: ' headache ', prior: false }, () => undefined), rest };
}

describe('a folder being sent', () => {
  it('is announced without names, and a twin goes once', async () => {
    const portal = new FakePortal();
    const { run } = runOn(portal);
    await run.start(found(file('DOE_JANE.dcm', 'a'), file('b.dcm', 'b'), file('copy.dcm', 'a'), file('empty.dcm', '')));
    expect(run.progress.phase).toBe('done');
    expect(run.items.map(({ step }) => step)).toEqual(['accepted', 'accepted', 'same', 'failed']);
    expect([...portal.arrived.values()]).toEqual([1, 1]);
    expect(portal.manifests[0]).toMatchObject({ priority: 'urgent', question: 'headache', resume: true });
    expect(JSON.stringify(portal.manifests)).not.toMatch(/DOE_JANE|study/);
  });

  it('goes on by itself when the network is back', async () => {
    const portal = new FakePortal();
    let broken = 3;
    const { run, rest } = runOn(portal, (request) => (broken-- > 0 ? Promise.reject(new NoConnectionError('x')) : Promise.resolve(portal.take(request))));
    await run.start(found(file('a', 'a')));
    expect([run.progress.phase, run.progress.trouble]).toEqual(['done', null]);
    expect(rest.mock.calls.length).toBeGreaterThanOrEqual(3);
  });

  it('sends what is missing and nothing twice when it is dropped again', async () => {
    const portal = new FakePortal();
    const files = [file('a', 'a'), file('b', 'b'), file('c', 'c')];
    let left = 1;
    const { run } = runOn(portal, (request) => {
      if (left-- > 0) return Promise.resolve(portal.take(request));
      run.stop();
      return Promise.reject(new DOMException('Stopped.', 'AbortError'));
    });
    await run.start(found(...files));
    expect([run.progress.phase, portal.arrived.size]).toEqual(['stopped', 1]);
    const again = runOn(portal).run;
    await again.start(found(...files));
    expect(again.progress.phase).toBe('done');
    expect([...portal.arrived.values()]).toEqual([1, 1, 1]);
    expect(new Set(again.items.map(({ uploadId }) => uploadId))).toEqual(new Set(['u1']));
  });

  it('asks for a fresh URL where one has expired', async () => {
    const portal = new FakePortal();
    const { run } = runOn(portal, (request) => Promise.resolve(request.url.endsWith('?fresh') ? portal.take(request) : 403));
    await run.start(found(file('a', 'a')));
    expect([run.progress.phase, portal.renewed.length]).toEqual(['done', 1]);
  });

  it('announces anew what an upload has given up', async () => {
    const portal = new FakePortal();
    portal.closed = true;
    const { run } = runOn(portal, (request) => Promise.resolve(portal.manifests.length > 1 ? portal.take(request) : 403));
    await run.start(found(file('a', 'a')));
    expect([run.progress.phase, run.items[0]?.uploadId]).toEqual(['done', 'u2']);
  });

  it('says of a file that changed that it did, and sends the others', async () => {
    const portal = new FakePortal();
    const { run } = runOn(portal, (request) => Promise.resolve(request.body.size === 1 ? 400 : portal.take(request)));
    await run.start(found(file('a', 'a'), file('b', 'bb')));
    expect(run.items.map(({ step }) => step)).toEqual(['failed', 'accepted']);
    expect(run.items[0]?.message).toContain('changed');
  });

  it('of an archive says the worst of what was in it, once all of that is known', () => {
    const of = (fileId: string, state: FileState, archive?: string): UploadFile => ({ fileId, state, ...(archive === undefined ? {} : { archive }) });
    const zip = of('f1', 'ignored');
    expect(worst(zip, [])).toBe('ignored');
    expect(worst(zip, [of('f2', 'accepted', 'f1'), of('f3', 'ignored', 'f1')])).toBe('accepted');
    expect(worst(zip, [of('f2', 'accepted', 'f1'), of('f3', 'held', 'f1'), of('f4', 'refused', 'f1')])).toBe('refused');
  });

  it('of more than 2,000 files goes as several uploads, a file of each in turn', async () => {
    const portal = new FakePortal();
    const { run } = runOn(portal);
    await run.start(found(...Array.from({ length: 2003 }, (_, index) => file(`${index}`, `content ${index}`))));
    expect(portal.manifests.map(({ files }) => files.length)).toEqual([2000, 3]);
    const second = portal.manifests[1]?.files.map(({ sha256 }) => `f-${sha256.slice(0, 8)}`) ?? [];
    expect(second.every((id) => portal.order.indexOf(id) < 20)).toBe(true);
    expect(run.items[2000]?.number).toBe(1);
  });
});

describe('words', () => {
  it('name amounts and times for people', () => {
    expect([size(999), size(1500), size(99_960), size(1_234_567_890)]).toEqual(['999 B', '1.5 kB', '100 kB', '1.2 GB']);
    expect([timeLeft(2), timeLeft(42), timeLeft(600), timeLeft(7200)]).toEqual(['a few seconds left', '40 s left', '10 min left', '2.0 h left']);
  });

  it('name a patient as people do', () => {
    expect([personWords('DOE^JANE^M'), personWords('DOE'), personWords('Yamada^Tarou=山田^太郎')]).toEqual(['DOE, JANE M', 'DOE', 'Yamada, Tarou']);
    expect(dateWords('19700131')).toBe('1970-01-31');
  });
});
