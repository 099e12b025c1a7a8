// A Part 10 writer for one synthetic picture (PS3.10, Explicit VR Little Endian): enough to check where pixels are drawn.

const longForm = new Set(['OB', 'OW', 'SQ', 'UN', 'UT']);

function element(group, number, vr, value) {
  const raw = typeof value === 'string' ? Buffer.from(value, 'latin1') : value;
  const pad = raw.length % 2 === 0 ? raw : Buffer.concat([raw, Buffer.from(vr === 'UI' ? '\0' : ' ')]);
  const head = Buffer.alloc(longForm.has(vr) ? 12 : 8);
  head.writeUInt16LE(group, 0);
  head.writeUInt16LE(number, 2);
  head.write(vr, 4, 'latin1');
  if (longForm.has(vr)) head.writeUInt32LE(pad.length, 8);
  else head.writeUInt16LE(pad.length, 6);
  return Buffer.concat([head, pad]);
}

function us(value) {
  const buffer = Buffer.alloc(2);
  buffer.writeUInt16LE(value);
  return buffer;
}

/** A black picture with a white rectangle: columns and rows from `left, top` up to, not including, `right, bottom`. */
export function rectanglePicture({ uid, columns, rows, spacing, left, top, right, bottom }) {
  const pixels = Buffer.alloc(columns * rows * 2);
  for (let row = top; row < bottom; row++)
    for (let column = left; column < right; column++) pixels.writeUInt16LE(1000, 2 * (row * columns + column));
  const meta = Buffer.concat([
    element(0x0002, 0x0002, 'UI', '1.2.840.10008.5.1.4.1.1.7'),
    element(0x0002, 0x0003, 'UI', uid),
    element(0x0002, 0x0010, 'UI', '1.2.840.10008.1.2.1'),
  ]);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(meta.length);
  return Buffer.concat([
    Buffer.alloc(128),
    Buffer.from('DICM'),
    element(0x0002, 0x0000, 'UL', length),
    meta,
    element(0x0008, 0x0016, 'UI', '1.2.840.10008.5.1.4.1.1.7'),
    element(0x0008, 0x0018, 'UI', uid),
    element(0x0008, 0x0060, 'CS', 'OT'),
    element(0x0020, 0x0032, 'DS', '0\\0\\0'),
    element(0x0020, 0x0037, 'DS', '1\\0\\0\\0\\1\\0'),
    element(0x0028, 0x0002, 'US', us(1)),
    element(0x0028, 0x0004, 'CS', 'MONOCHROME2'),
    element(0x0028, 0x0010, 'US', us(rows)),
    element(0x0028, 0x0011, 'US', us(columns)),
    element(0x0028, 0x0030, 'DS', spacing.join('\\')),
    element(0x0028, 0x0100, 'US', us(16)),
    element(0x0028, 0x0101, 'US', us(16)),
    element(0x0028, 0x0102, 'US', us(15)),
    element(0x0028, 0x0103, 'US', us(0)),
    element(0x0028, 0x1050, 'DS', '500'),
    element(0x0028, 0x1051, 'DS', '1000'),
    element(0x7fe0, 0x0010, 'OW', pixels),
  ]);
}

function ss(value) {
  const buffer = Buffer.alloc(2);
  buffer.writeInt16LE(value);
  return buffer;
}

/** 1 inside, 0 outside, and a soft edge of four pixels, as a scanner's own blur makes it. */
const soft = (outside) => Math.max(0, Math.min(1, 0.5 - outside / 4));

function grainAt(x, y, number) {
  let hash = (Math.imul(x, 374761393) + Math.imul(y, 668265263) + Math.imul(number, 97)) >>> 0;
  hash = Math.imul(hash ^ (hash >>> 13), 1274126177) >>> 0;
  hash = (hash ^ (hash >>> 16)) >>> 0;
  return (hash & 255) + ((hash >>> 8) & 255) + ((hash >>> 16) & 255) + (hash >>> 24) - 510;
}

/** A CT slice of a made-up chest, 0.7 mm a pixel, in HU: two lungs with vessels, and balls of soft tissue. Every run makes the same. */
export function chestSlice({ uid, number, z, balls, seriesUid, frameUid }) {
  const [columns, rows] = [512, 512];
  const pixels = Buffer.alloc(columns * rows * 2);
  const lungs = [{ x: 165, y: 250, a: 85, b: 135 }, { x: 347, y: 250, a: 85, b: 135 }];
  const vessels = Array.from({ length: 40 }, (_, index) => ({ x: (index % 2 === 0 ? 110 : 292) + ((index * 37) % 110) + number * ((index % 5) - 2) * 0.6, y: 150 + ((index * 53) % 210), r: 1.4 + (index % 4) * 0.7 }));
  for (let y = 0; y < rows; y++)
    for (let x = 0; x < columns; x++) {
      const body = soft((Math.hypot((x - 256) / 235, (y - 256) / 180) - 1) * 200);
      const lung = Math.max(...lungs.map(({ x: cx, y: cy, a, b }) => soft((Math.hypot((x - cx) / a, (y - cy) / b) - 1) * 100)));
      let tissue = 0;
      for (const { x: cx, y: cy, r } of vessels) if (Math.abs(x - cx) < 8 && Math.abs(y - cy) < 8) tissue = Math.max(tissue, 0.85 * soft(Math.hypot(x - cx, y - cy) - r));
      for (const ball of balls) tissue = Math.max(tissue, soft(Math.hypot(x - ball.x, y - ball.y, (z - ball.z) / 0.7) - ball.r));
      const inside = lung * (-860 + 890 * tissue) + (1 - lung) * 40;
      pixels.writeInt16LE(Math.round(body * inside + (1 - body) * -1000 + 0.5 * grainAt(x, y, number) * (0.3 + 0.7 * body)), 2 * (y * columns + x));
    }
  const sopClass = '1.2.840.10008.5.1.4.1.1.2';
  const meta = Buffer.concat([element(0x0002, 0x0002, 'UI', sopClass), element(0x0002, 0x0003, 'UI', uid), element(0x0002, 0x0010, 'UI', '1.2.840.10008.1.2.1')]);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(meta.length);
  return Buffer.concat([
    Buffer.alloc(128),
    Buffer.from('DICM'),
    element(0x0002, 0x0000, 'UL', length),
    meta,
    element(0x0008, 0x0008, 'CS', 'ORIGINAL\\PRIMARY\\AXIAL'),
    element(0x0008, 0x0016, 'UI', sopClass),
    element(0x0008, 0x0018, 'UI', uid),
    element(0x0008, 0x0060, 'CS', 'CT'),
    element(0x0008, 0x103e, 'LO', 'SIMULATED CHEST 1.4'),
    element(0x0010, 0x1010, 'AS', '061Y'),
    element(0x0018, 0x0015, 'CS', 'CHEST'),
    element(0x0020, 0x000e, 'UI', seriesUid),
    element(0x0020, 0x0013, 'IS', String(number)),
    element(0x0020, 0x0032, 'DS', `-179.2\\-179.2\\${z}`),
    element(0x0020, 0x0037, 'DS', '1\\0\\0\\0\\1\\0'),
    element(0x0020, 0x0052, 'UI', frameUid),
    element(0x0028, 0x0002, 'US', us(1)),
    element(0x0028, 0x0004, 'CS', 'MONOCHROME2'),
    element(0x0028, 0x0010, 'US', us(rows)),
    element(0x0028, 0x0011, 'US', us(columns)),
    element(0x0028, 0x0030, 'DS', '0.7\\0.7'),
    element(0x0028, 0x0100, 'US', us(16)),
    element(0x0028, 0x0101, 'US', us(16)),
    element(0x0028, 0x0102, 'US', us(15)),
    element(0x0028, 0x0103, 'US', ss(1)),
    element(0x0028, 0x1050, 'DS', '-600'),
    element(0x0028, 0x1051, 'DS', '1500'),
    element(0x0028, 0x1052, 'DS', '0'),
    element(0x0028, 0x1053, 'DS', '1'),
    element(0x7fe0, 0x0010, 'OW', pixels),
  ]);
}
