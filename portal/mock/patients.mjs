const token = (digit) => `P${String(digit).repeat(32)}`;
const study = (digit, number, more = {}) => ({
  studyId: `north-clinic.${String(number).repeat(32)}`, code: `7K4M2${number}`, token: token(digit), clinic: 'north-clinic', status: 'analysed', modality: 'MR', bodyPart: 'BRAIN', instances: 20,
  receivedAt: new Date(Date.now() - number * 86_400_000).toISOString(), signedAt: new Date(Date.now() - number * 80_000_000).toISOString(), ...more,
});

/** Two patients, and what an operator does with them. */
export class Patients {
  constructor() {
    this.studies = [study(1, 1), study(1, 2, { modality: 'CT', bodyPart: 'HEAD', instances: 28 }), study(2, 3, { signedAt: undefined })];
    this.links = [];
    this.erasures = [];
  }

  /** Null for what is not there. */
  handle(method, parts, body, person) {
    const [what, id, act] = parts;
    if (what === 'erasures') return this.erasure(id, act, body, person);
    if (id === 'find') return this.show(body.token ?? this.studies.find(({ studyId, code }) => [studyId, code].includes(body.study))?.token ?? (body.patientId ? token(1) : null));
    if (act === 'link') this.links.push([id, body.token, person.name]);
    if (act === 'unlink') this.links = this.links.filter(([one, other]) => ![one, other].includes(body.token));
    if (act === 'split') {
      this.studies = this.studies.map((each) => (body.studies.includes(each.studyId) ? { ...each, token: token(3), signedAt: undefined } : each));
      return { token: token(3) };
    }
    if (act === 'erasures') {
      if (!body.force && this.studies.some((each) => each.token === id && !each.signedAt)) return { problem: [409, 'erasure-blocked', 'Something stands against it', 'A study is not signed. Finish it first, or say why it is done all the same (force).'] };
      this.erasures.unshift({ id: `e${'0'.repeat(26)}3f9a1c`, code: '3F9A1C', state: 'requested', clinic: body.clinic, tokens: [id], reason: body.reason, legalBasis: body.legalBasis, force: body.force, requestedBy: person.name, requestedAt: new Date().toISOString(), confirmableAt: new Date().toISOString(), counts: { studies: 0, versions: 0, files: 0, rows: 0, vaultItems: 0 } });
      return this.erasures[0];
    }
    return this.show(id);
  }

  show(of) {
    const links = this.links.filter((pair) => pair.includes(of)).map(([one, other, by]) => ({ token: one === of ? other : one, by, at: new Date().toISOString() }));
    const tokens = [of, ...links.map((link) => link.token)];
    const studies = this.studies.filter((each) => tokens.includes(each.token));
    return studies.length === 0 ? null : { token: of, links, studies, erasures: this.erasures.filter((each) => each.tokens.includes(of)) };
  }

  erasure(id, act, body, person) {
    if (!id) return { erasures: this.erasures };
    const erasure = this.erasures.find((each) => each.id === id);
    if (!erasure) return null;
    if (act === 'confirm') Object.assign(erasure, { state: 'confirmed', confirmedBy: person.name, confirmedAt: new Date().toISOString(), counts: { studies: 2, versions: 61, files: 48, rows: 58, vaultItems: 53 } });
    if (act === 'withdraw') erasure.state = 'withdrawn';
    return erasure;
  }
}
