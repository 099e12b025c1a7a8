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
