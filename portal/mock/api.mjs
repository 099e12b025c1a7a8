import { reportOf } from './deidentification.mjs';
import { Clinic, releases, tallyOf } from './clinic.mjs';
import { Holds } from './holds.mjs';
import { Operations } from './operations.mjs';
import { Patients } from './patients.mjs';
import { identityOf, trailOf } from './people.mjs';
import { Teaching } from './teaching.mjs';
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
    this.clinic = new Clinic(this.uploads);
    this.pixelSessions = new Set();
    this.freshSince = 0;
    this.readers = new Map();
    this.others = new Set();
    this.tampered = false;
    this.crowd = crowdOf(this.options.rows ?? 0);
    this.holds = new Holds();
    this.patients = new Patients();
    this.teaching = new Teaching();
    this.operations = new Operations();
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
      case 'patients':
      case 'erasures': {
        if (!may('operator')) return forbidden;
        const answer = this.patients.handle(method, parts, body, person);
        return answer === null ? notFound : answer.problem ? problem(...answer.problem) : { status: 200, body: answer };
      }
      case 'teaching':
        return may('resident') ? (this.teaching.handle(method, parts.slice(1), body, this.entries) ?? notFound) : forbidden;
      case 'operations':
        return may('operator') ? (this.operations.handle(method, parts.slice(1), body) ?? notFound) : forbidden;
      case 'uploads':
        return may('clinic') ? this.upload(method, id, act, body) : forbidden;
      case 'releases':
        return may('clinic') ? { status: 200, body: releases.list() } : forbidden;
      case 'finding-codes':
        return may('radiologist') ? { status: 200, body: { codes } } : forbidden;
      case 'pixel-session':
        return may('radiologist') ? this.openPixels(body, person) : forbidden;
      case 'studies':
        if (act === 'release') return may('clinic') ? { status: 200, body: releases.release(id) } : forbidden;
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
    // The order is the true one, also where the urgency is withheld.
    const byPlace = (a, b) => b.place - a.place || a.row.times.receivedAt.localeCompare(b.row.times.receivedAt);
    const listed = this.entries.filter((entry) => entry.listed && signed(entry) === done).map((entry) => ({ place: entry.study.urgency, row: { ...this.seen(entry).study, ...this.readersOf(entry) } }));
    if (!done) listed.push(...this.crowd.map((row) => ({ place: row.urgency, row })));
    const rows = listed.sort(byPlace).map(({ row }) => row);
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
    const urgency = { stat: 3, urgent: 2, routine: 0 }[study.priority];
    return { study: { ...study, urgency, risk: 'undetermined', highestRisk: 'undetermined', finding: undefined, aiWithheld: true }, result: undefined, review: { ...review, decisions: [], ownReads: undefined } };
  }

  upload(method, id, act, body) {
    if (method === 'POST' && act === 'cancel') return this.clinic.cancel(id) ?? notFound;
    if (method === 'POST') return act === 'urls' ? this.clinic.urls(id, body) : this.clinic.announce(body);
    if (!id) return { status: 200, body: { uploads: this.uploads.map(({ files, studies, ...rest }) => ({ ...rest, fileCount: files.length, studies: studies.length, ...(rest.open ? {} : { tally: tallyOf(files) }) })) } };
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
    if (act === 'teaching') return this.teaching.ofStudy(method, body);
    if (act === 'priors') return { status: 200, body: this.priors(entry) };
    if (act === 'acknowledge') {
      if (!entry.study.times.alertedAt) return problem(409, 'not-alerted', 'No message was sent for this study.', '');
      this.change(entry, { times: { acknowledgedAt: now() } });
      return { status: 204 };
    }
    if (!headers['if-match']) return problem(428, 'if-match-required', 'Say which revision you saw.', '');
    if (headers['if-match'] !== etag) return problem(412, 'revision-changed', 'Someone else changed this study.', 'Fetch it again, look, decide again.');
    if (act === 'findings' && method === 'PUT') {
      const others = entry.review.decisions.filter((decision) => decision.findingId !== findingId);
      const decision = { findingId, decision: body.decision, reason: body.reason, by: person.name, at: now(), ...(body.contours ? { contours: body.contours } : {}) };
      this.change(entry, {}, { ...entry.review, decisions: [...others, decision] });
      return { status: 200, body: entry.review, etag: `"${entry.study.revision}"` };
    }
    if ((act === 'sign' || act === 'addendum') && person.authenticatedAt < this.freshSince) return problem(401, 'reauthentication-required', 'Log in again for this.', '');
    if (act === 'findings') return this.ownFinding(method, entry, findingId, body, person);
    if (act === 'own-read' || act === 'ai') return this.show(entry, body, person);
    if (act === 'sign') return this.sign(entry, body, person);
    if (act === 'addendum') return this.append(entry, body, person);
    return notFound;
  }

  ownFinding(method, entry, findingId, body, person) {
    const own = entry.review.ownFindings ?? [];
    const code = codes.find(({ value }) => value === body?.code?.value);
    if (method === 'POST' && !code) return problem(400, 'invalid-body', 'The body is not valid.', 'code');
    const next = method === 'POST' ? [...own, { ...body, code, id: `R${own.length + 1}`, by: person.name, at: now() }] : own.filter(({ id }) => id !== findingId);
    this.change(entry, {}, { ...entry.review, ownFindings: next });
    return { status: method === 'POST' ? 201 : 200, body: entry.review, etag: `"${entry.study.revision}"` };
  }

  priors({ priors = [] }) {
    const earlier = this.entries.filter(({ study }) => priors.includes(Number(study.studyId.slice(-6))));
    return {
      priors: earlier.map(({ study }) => ({ study, days: 243 })),
    };
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

const codes = [
  { value: '126952004', scheme: 'SCT', meaning: 'Neoplasm of brain' },
  { value: '427359005', scheme: 'SCT', meaning: 'Solitary nodule of lung' },
  { value: '50960005', scheme: 'SCT', meaning: 'Bleeding' },
  { value: '52988006', scheme: 'SCT', meaning: 'Lesion' },
];

const now = () => new Date().toISOString();
