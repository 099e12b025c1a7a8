import { reportOf } from './deidentification.mjs';
import { Holds } from './holds.mjs';
import { Operations } from './operations.mjs';
import { freshStudies, freshUploads } from './studies.mjs';

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
    this.holds = new Holds();
    this.operations = new Operations();
  }

  entryOf(studyId) {
    return this.entries.find(({ study }) => study.studyId === studyId);
  }

  /** Returns {status, body?, etag?, headers?}. */
  handle(method, parts, body, headers, person) {
    if (person === null) return problem(401, 'no-token', 'Log in.', '');
    const [what, id, act, findingId] = parts;
    const may = (...roles) => roles.some((role) => person.roles.includes(role));
    const forbidden = problem(403, 'role-not-permitted', 'Your role may not do this.', '');
    switch (what) {
      case 'me':
        return { status: 200, body: person };
      case 'worklist':
        return may('radiologist', 'operator') ? this.worklist() : forbidden;
      case 'holds': {
        if (!may('radiologist', 'operator')) return forbidden;
        const answer = this.holds.handle(method, parts.slice(1), body);
        return answer ? { status: 200, body: answer } : notFound;
      }
      case 'communications':
        return may('radiologist', 'operator') ? { status: 200, body: { communications: [] } } : forbidden;
      case 'operations':
        return may('operator') ? (this.operations.handle(method, parts.slice(1), body) ?? notFound) : forbidden;
      case 'uploads':
        return may('clinic') ? this.upload(id) : forbidden;
      case 'pixel-session':
        return may('radiologist') ? { status: 204, headers: { 'Set-Cookie': 'Mock-Pixels=granted; Path=/; HttpOnly; SameSite=Strict' } } : forbidden;
      case 'studies':
        if (!may('radiologist', 'operator') || (act && act !== 'deidentification' && !may('radiologist'))) return forbidden;
        return this.study(method, id, act, findingId, body, headers, person);
      default:
        return notFound;
    }
  }

  worklist() {
    const open = this.entries.filter(({ listed, review }) => listed && review.signatures.length === 0).map(({ study }) => study);
    open.sort((a, b) => b.urgency - a.urgency || a.times.receivedAt.localeCompare(b.times.receivedAt));
    return { status: 200, body: { studies: open }, etag: `"${open.map(({ studyId, revision }) => studyId.slice(-3) + revision).join('.')}"` };
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
    if (!act) return { status: 200, etag, body: { study: entry.study, instances: entry.slices.map(({ instance }) => instance), result: entry.result, review: entry.review } };
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
    if (act === 'sign') return this.sign(entry, body, person);
    if (act === 'addendum') return this.append(entry, body, person);
    return notFound;
  }

  sign(entry, body, person) {
    const undecided = (entry.result?.findings ?? []).filter(({ id }) => !entry.review.decisions.some(({ findingId }) => findingId === id));
    if (undecided.length > 0) return problem(409, 'undecided-findings', 'Decide every finding first.', '');
    const signature = { number: 1, impression: body.impression, signedBy: person.name, signedAt: now(), resultAttempt: entry.study.resultAttempt };
    this.change(entry, { times: { signedAt: signature.signedAt } }, { ...entry.review, signatures: [signature] });
    if (entry.result) entry.result = { ...entry.result, notice: entry.result.notice.replace(' AI result, unverified.', '') };
    return { status: 200, body: signature, etag: `"${entry.study.revision}"` };
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
    const entry = this.entryOf(id);
    if (act === 'other-reader') this.change(entry, {}, { ...entry.review, decisions: [{ findingId: 'F1', decision: 'accept', by: 'Dr Other Reader', at: now() }] });
    if (act === 'lose-slice') entry.slices = entry.slices.map((slice) => (slice.instance.instanceNumber === 15 ? { ...slice, read: () => null } : slice));
  }
}

const now = () => new Date().toISOString();
