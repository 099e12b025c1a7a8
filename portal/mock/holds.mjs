import { deflateSync, crc32 } from 'node:zlib';

const columns = 320;
const rows = 200;

const advice = {
  'pixel-risk': 'Look at every frame that may show a name, mark what names the patient, and release the file: the marked areas are blanked in every frame. Refuse it when marking does not help.',
  'identity-conflict': 'Ask the clinic whether this is the patient it knows under this ID. The same patient: the file\'s birth date, sex and name replace those known so far. Another patient: this study gets a pseudonym of its own.',
  'instance-conflict': 'The study already has other bytes under this SOP Instance UID (0008,0018), and those stand: one UID never names two images, so the file can only be refused. Refuse it, and ask the clinic which of the two is right. If it is this one, the clinic exports it under a UID of its own and sends it again.',
};

/** What waits for a person, and decisions on it. */
export class Holds {
  constructor() {
    const held = (file, code, message, suspects = []) => ({
      uploadId: `u${'0'.repeat(31)}1`, fileId: `f${String(file).padStart(32, '0')}`, clinic: 'north-clinic', studyId: `north-clinic.${'0'.repeat(32)}`, code, message, canRelease: code !== 'instance-conflict', advice: advice[code],
      heldAt: new Date(Date.now() - file * 600_000).toISOString(), suspects,
    });
    this.held = [
      held(3, 'pixel-risk', 'The pixels may show who the patient is: text lies over anatomy. A person must look before the image goes on.', [{ x: 16, y: 12, width: 118, height: 16 }]),
      held(2, 'identity-conflict', 'The patient ID is known with another name; a person must decide whose study this is.'),
      held(1, 'instance-conflict', 'The study has other bytes under this SOPInstanceUID (0008,0018). A person will look at it; nothing needs to be sent again.'),
    ];
    this.acts = [];
  }

  /** Null for what is not there. */
  handle(method, [upload, file, act], body) {
    if (!upload) return { holds: this.held };
    const held = this.held.find(({ uploadId, fileId }) => uploadId === upload && fileId === file);
    if (!held || method !== 'POST') return null;
    this.acts.push({ file, act, body });
    if (act === 'picture') return { frame: body.frame, frames: 2, columns, rows, png: picture().toString('base64') };
    if (act !== 'decision') return null;
    this.held = this.held.filter((other) => other !== held);
    return { decided: 1, verdict: body.verdict };
  }
}

/** A grey ramp with bright blocks where a name would stand. */
function picture() {
  const pixels = Buffer.alloc(rows * (columns + 1));
  for (let y = 0; y < rows; y++)
    for (let x = 0; x < columns; x++) pixels[y * (columns + 1) + 1 + x] = y > 14 && y < 26 && x > 18 && x < 130 && x % 9 < 6 ? 255 : (x + y) / 5;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(columns, 0);
  header.writeUInt32BE(rows, 4);
  header[8] = 8;
  return Buffer.concat([Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), chunk('IHDR', header), chunk('IDAT', deflateSync(pixels)), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
