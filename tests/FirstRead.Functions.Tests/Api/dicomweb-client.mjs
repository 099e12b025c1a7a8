// Reads a study as a viewer does, by a DICOMweb client that is not ours, and says what it found as one line of JSON.
// usage: node dicomweb-client.mjs BASE TOKEN STUDY
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';

// The client is made for browsers: their request, by node's own fetch.
globalThis.XMLHttpRequest = class {
  headers = {};
  readyState = 0;
  open(method, url) {
    Object.assign(this, { method, url });
  }
  setRequestHeader(name, value) {
    this.headers[name] = value;
  }
  getResponseHeader(name) {
    return this.answered.headers.get(name);
  }
  getAllResponseHeaders() {
    return [...this.answered.headers].map(([name, value]) => `${name}: ${value}`).join('\r\n');
  }
  async send() {
    this.answered = await fetch(this.url, { method: this.method, headers: this.headers });
    this.status = this.answered.status;
    this.response = this.responseType === 'arraybuffer' ? await this.answered.arrayBuffer() : await this.answered.text();
    if (this.responseType === 'json') this.response = JSON.parse(this.response);
    this.readyState = 4;
    this.onreadystatechange();
  }
};

const { api } = createRequire(import.meta.url)('dicomweb-client');
const [base, token, study] = process.argv.slice(2);
const client = new api.DICOMwebClient({ url: `${base}/api/dicomweb`, headers: { Authorization: `Bearer ${token}` } });
const digest = (buffer) => createHash('sha256').update(new Uint8Array(buffer)).digest('hex');

const studies = await client.searchForStudies({ queryParams: { StudyInstanceUID: study } });
const series = await client.searchForSeries({ studyInstanceUID: study });
const metadata = await client.retrieveStudyMetadata({ studyInstanceUID: study });
const frames = {};
for (const instance of metadata) {
  if (!instance['7FE00010']) continue;
  const at = {
    studyInstanceUID: study,
    seriesInstanceUID: instance['0020000E'].Value[0],
    sopInstanceUID: instance['00080018'].Value[0],
  };
  const count = instance['00280008']?.Value[0] ?? 1;
  const frameNumbers = Array.from({ length: count }, (_, index) => index + 1);
  const pixels = await client.retrieveInstanceFrames({ ...at, frameNumbers });
  frames[at.sopInstanceUID] = pixels.map(digest);
  const file = await client.retrieveInstance(at);
  frames[`${at.sopInstanceUID} file`] = [digest(file)];
  const picture = await client.retrieveInstanceRendered({ ...at, mediaTypes: [{ mediaType: 'image/png' }] });
  // The client gives a list of one.
  frames[`${at.sopInstanceUID} picture`] = [Buffer.from([picture].flat()[0]).subarray(1, 4).toString()];
}
console.log(JSON.stringify({ studies: studies.length, series: series.length, instances: metadata.length, frames }));
