import { reportOf } from './deidentification.mjs';
import { Holds } from './holds.mjs';
import { identityOf, trailOf } from './people.mjs';
import { crowdOf, freshStudies, freshUploads } from './studies.mjs';

const problem = (status, code, title, detail) => ({ status, body: { type: 'about:blank', status, code, title, detail }, type: 'application/problem+json' });
const notFound = problem(404, 'not-found', 'Not found.', 'No such thing, or it belongs to another clinic.');

/** The API of docs/api.md over studies in memory. */
export class Api {
  constructor(options) {
    this.options = options;
    this.reset();
  }

  reset() {
    this.entries = freshStudies(this.options);
    this.uploads = freshUploads();
    this.pixelSessions = new Set();
    this.freshSince = 0;
    this.readers = new Map();
    this.others = new Set();
    this.tampered = false;
    this.crowd = crowdOf(this.options.rows ?? 0);
    this.holds = new Holds();
  }

  entryOf(studyId) {
    return this.entries.find(({ study }) => study.studyId === studyId);
  }

  /** Returns {status, body?, etag?, headers?}. */
  handle(method, parts, body, headers, person, query = new URLSearchParams()) {
    if (person === null) return problem(401, 'no-token', 'Log in.', '');
    const [what, id, act, findingId] = parts;
    const may = (...roles) => roles.some((role) => person.roles.includes(role));
    const forbidden = problem(403, 'role-not-permitted', 'Your role may not do this.', '');
    switch (what) {
      case 'me':
        return { status: 200, body: person };
      case 'worklist':
        return may('radiologist', 'operator') ? this.worklist(query) : forbidden;
      case 'communications':
        return may('radiologist', 'operator') ? this.untold() : forbidden;
      case 'holds': {
        if (!may('radiologist', 'operator')) return forbidden;
        const answer = this.holds.handle(method, parts.slice(1), body);
        return answer ? { status: 200, body: answer } : notFound;
      }
      case 'uploads':
        return may('clinic') ? this.upload(id) : forbidden;
      case 'pixel-session':
        return may('radiologist') ? this.openPixels(body, person) : forbidden;
      case 'studies':
        if (!may('radiologist', 'operator') || (act && !['deidentification', 'audit'].includes(act) && !may('radiologist'))) return forbidden;
        return this.study(method, id, act, findingId, body, headers, person);
      default:
        return notFound;
    }
  }

  /** Pages of two hundred; with --rows N there are so many more studies. */
  worklist(query) {
    const signed = ({ review }) => review.signatures.length > 0;
    const done = query.get('state') === 'done';
    const rows = this.entries.filter((entry) => entry.listed && signed(entry) === done).map((entry) => ({ ...this.seen(entry).study, ...this.readersOf(entry) }));
    if (!done) rows.push(...this.crowd);
    rows.sort((a, b) => b.urgency - a.urgency || a.times.receivedAt.localeCompare(b.times.receivedAt));
    const from = Number(query.get('after') ?? 0);
    const studies = rows.slice(from, from + 200);
    const next = !done && from + 200 < rows.length ? { next: String(from + 200) } : {};
    return { status: 200, body: { studies, ...next }, etag: `"${from}.${studies.map(({ studyId, revision, readers }) => studyId.slice(-4) + revision + (readers?.length ?? 0)).join('.')}"` };
  }

  readersOf(entry) {
    const readers = this.readers.get(entry.study.studyId);
    return readers ? { readers } : {};
  }

  untold() {
    const open = this.entries.flatMap(({ study, review }) => review.signatures.filter(({ critical }) => critical && !critical.communication).map((signature) => ({ study, signature })));
    return { status: 200, etag: `"${open.length}"`, body: { communications: open.map(({ study, signature }) => ({ studyId: study.studyId, code: study.code, clinic: study.clinic, modality: study.modality, bodyPart: study.bodyPart, number: signature.number, findings: signature.critical.findings, signedBy: signature.signedBy, signedAt: signature.signedAt })) } };
  }

  openPixels(body, person) {
    const results = (body?.studies ?? []).filter((id) => !this.hidden(this.entryOf(id), person));
    return { status: 200, body: { results, until: now() }, headers: { 'Set-Cookie': 'Mock-Pixels=granted; Path=/; HttpOnly; SameSite=Strict' } };
  }

  /** Where the clinic wants a read of the reader's own first. */
  hidden(entry, person) {
    return Boolean(entry?.aiDisplay) && entry.review.signatures.length === 0 && (!person || (person.roles.includes('radiologist') && !(entry.review.ownReads ?? []).some(({ by }) => by === person.name)));
  }

  seen(entry, person) {
    const { study, result, review } = entry;
    if (!this.hidden(entry, person)) return { study: { ...study, aiWithheld: false }, result, review };
    return { study: { ...study, risk: 'undetermined', highestRisk: 'undetermined', finding: undefined, aiWithheld: true }, result: undefined, review: { ...review, decisions: [], ownReads: undefined } };
  }

  upload(id) {
    if (!id) return { status: 200, body: { uploads: this.uploads.map(({ files, studies, ...rest }) => ({ ...rest, fileCount: files.length, studies: studies.length })) } };
    const upload = this.uploads.find(({ uploadId }) => uploadId === id);
    return upload ? { status: 200, body: upload } : notFound;
  }

  study(method, id, act, findingId, body, headers, person) {
    const entry = this.entryOf(id);
    if (!entry) return notFound;
    const etag = `"${entry.study.revision}"`;
    if (!act) return { status: 200, etag, body: { ...this.seen(entry, person), instances: entry.slices.map(({ instance }) => instance), aiDisplay: entry.aiDisplay ?? 'first' } };
    if (act === 'reading') {
      const others = this.others.has(id) ? [{ name: 'Dr Other Reader', you: false }] : [];
      this.readers = new Map([[id, [...others, { name: person.name, you: true }]]]);
      return { status: 200, body: { readers: this.readers.get(id), until: now() } };
    }
    if (act === 'audit') return { status: 200, body: trailOf(entry, this.tampered) };
    if (act === 'reidentification') return identityOf(entry, body);
    if (act === 'report') return { status: 200, type: 'application/pdf', body: '%PDF-1.7 mock', headers: { 'Content-Disposition': `attachment; filename="${entry.study.code}-report.pdf"` } };
    if (act === 'communications') return this.tell(entry, body, person);
    if (act === 'deidentification') return { status: 200, etag: `"${entry.slices.length}"`, body: reportOf(entry) };
    if (act === 'acknowledge') {
      if (!entry.study.times.alertedAt) return problem(409, 'not-alerted', 'No message was sent for this study.', '');
      this.change(entry, { times: { acknowledgedAt: now() } });
      return { status: 204 };
    }
    if (!headers['if-match']) return problem(428, 'if-match-required', 'Say which revision you saw.', '');
    if (headers['if-match'] !== etag) return problem(412, 'revision-changed', 'Someone else changed this study.', 'Fetch it again, look, decide again.');
    if (act === 'findings' && method === 'PUT') {
      const others = entry.review.decisions.filter((decision) => decision.findingId !== findingId);
      const decision = { findingId, decision: body.decision, reason: body.reason, by: person.name, at: now() };
      this.change(entry, {}, { ...entry.review, decisions: [...others, decision] });
      return { status: 200, body: entry.review, etag: `"${entry.study.revision}"` };
    }
    if ((act === 'sign' || act === 'addendum') && person.authenticatedAt < this.freshSince) return problem(401, 'reauthentication-required', 'Log in again for this.', '');
    if (act === 'own-read' || act === 'ai') return this.show(entry, body, person);
    if (act === 'sign') return this.sign(entry, body, person);
    if (act === 'addendum') return this.append(entry, body, person);
    return notFound;
  }

  sign(entry, body, person) {
    const undecided = (entry.result?.findings ?? []).filter(({ id }) => !entry.review.decisions.some(({ findingId }) => findingId === id));
    if (undecided.length > 0) return problem(409, 'undecided-findings', 'Decide every finding first.', '');
    const critical = (entry.result?.findings ?? []).filter(({ id, highRisk }) => highRisk && entry.review.decisions.some(({ findingId, decision }) => findingId === id && decision !== 'reject')).map(({ id, label }) => ({ id, label }));
    if (critical.length > 0 && !body.communication && !body.notYetTold) return problem(409, 'communication-missing', 'A critical finding is signed.', 'Say who was told.');
    const told = body.communication && { ...body.communication, by: person.name, notedAt: now() };
    const signature = { ...(critical.length > 0 ? { critical: { findings: critical, communication: told } } : {}), number: 1, impression: body.impression, signedBy: person.name, signedAt: now(), resultAttempt: entry.study.resultAttempt };
    this.change(entry, { times: { signedAt: signature.signedAt } }, { ...entry.review, signatures: [signature] });
    if (entry.result) entry.result = { ...entry.result, notice: entry.result.notice.replace(' AI result, unverified.', '') };
    return { status: 200, body: signature, etag: `"${entry.study.revision}"` };
  }

  show(entry, body, person) {
    const read = { by: person.name, at: now(), resultAttempt: entry.study.resultAttempt, impression: body?.impression };
    this.change(entry, {}, { ...entry.review, ownReads: [...(entry.review.ownReads ?? []), read] });
    return { status: 200, body: entry.review, etag: `"${entry.study.revision}"` };
  }

  tell(entry, { number, ...told }, person) {
    const communication = { ...told, by: person.name, notedAt: now() };
    const signatures = entry.review.signatures.map((signature) => (signature.number === number ? { ...signature, critical: { ...signature.critical, communication } } : signature));
    entry.review = { ...entry.review, signatures };
    return { status: 201, body: communication };
  }

  append(entry, body, person) {
    const signature = { number: entry.review.signatures.length + 1, impression: body.text, signedBy: person.name, signedAt: now(), resultAttempt: entry.study.resultAttempt };
    this.change(entry, {}, { ...entry.review, signatures: [...entry.review.signatures, signature] });
    return { status: 200, body: signature, etag: `"${entry.study.revision}"` };
  }

  change(entry, { times, ...fields }, review = entry.review) {
    entry.study = { ...entry.study, ...fields, times: { ...entry.study.times, ...times }, revision: entry.study.revision + 1 };
    entry.review = review;
  }

  /** What tests do from outside: another reader decides, an image is lost, the world begins anew. */
  interfere(act, id) {
    if (act === 'reset') return this.reset();
    // Every login so far is too old to sign with.
    if (act === 'age-logins') return void (this.freshSince = Date.now() + 1);
    if (act === 'tamper') return void (this.tampered = true);
    if (act === 'crowd-moves') return void this.crowd.forEach((study, index) => (this.crowd[index] = { ...study, revision: study.revision + 1 }));
    const entry = this.entryOf(id);
    if (act === 'other-opens') this.others.add(id);
    if (act === 'after-own-read' || act === 'on-demand') entry.aiDisplay = act;
    if (act === 'other-reader') this.change(entry, {}, { ...entry.review, decisions: [{ findingId: 'F1', decision: 'accept', by: 'Dr Other Reader', at: now() }] });
    if (act === 'lose-slice') entry.slices = entry.slices.map((slice) => (slice.instance.instanceNumber === 15 ? { ...slice, read: () => null } : slice));
  }
}

const now = () => new Date().toISOString();
