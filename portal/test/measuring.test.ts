import { describe, expect, it } from 'vitest';
import { angleOf, ellipseArea, lengthOf, statisticsOf, wordsOf } from '../src/viewer/measuring/measures';
import { labelPlace } from '../src/viewer/measuring/labels';
import { cancel, erase, move, noMeasures, press, release, take, type MeasuringState } from '../src/viewer/measuring/state';
import { scaleOfHeader } from '../src/viewer/scale';
import type { Picture, Place } from '../src/viewer/drawing/marks';
import { edgesOfLetters, isMirrored } from '../src/viewer/orientation';
import { presetsOf } from '../src/viewer/windows';

const picture: Picture = { sopInstanceUid: '2.25.1', frame: 1, columns: 100, rows: 80 };
const scale = { rowMm: 2, columnMm: 0.5, basis: 'patient' } as const;
const field = { columns: 10, rows: 10, values: Float32Array.from({ length: 100 }, (_, index) => (index % 10) * 10) };

describe('a measure', () => {
  it('is in millimetres of both axes, or in pixels', () => {
    expect(lengthOf([[0, 0], [8, 0]], scale)).toBe(4);
    expect(lengthOf([[0, 0], [0, 8]], scale)).toBe(16);
    expect(lengthOf([[0, 0], [3, 4]], null)).toBe(5);
    expect(angleOf([[8, 0], [0, 0], [0, 8]], scale)).toBeCloseTo(90, 9);
    // 8 columns are 4 mm and 2 rows are 4 mm: 45 degrees in the patient, 14 on the pixels.
    expect(angleOf([[8, 0], [0, 0], [8, 2]], scale)).toBeCloseTo(45, 9);
    expect(ellipseArea([[0, 0], [10, 4]], scale)).toBeCloseTo((Math.PI / 4) * 40, 9);
  });

  it('has the statistics of the pixels whose centre lies inside', () => {
    expect(statisticsOf([[1.5, 1.5], [4.5, 4.5]], field)).toEqual({ count: 9, mean: 30, deviation: expect.closeTo(Math.sqrt(600 / 9), 6), lowest: 20, highest: 40 });
    expect(statisticsOf([[-5, -5], [2, 2]], field)).toMatchObject({ count: 3, lowest: 0, highest: 10 });
    expect(statisticsOf([[2.2, 2.2], [2.6, 2.6]], field)).toBeNull();
  });

  it('says what its numbers mean', () => {
    const length = { kind: 'length', picture, points: [[0, 0], [8, 0]] } as const;
    expect(wordsOf(length, scale, null, 'HU')).toEqual(['4.0 mm']);
    expect(wordsOf(length, { ...scale, basis: 'detector' }, null, '')).toEqual(['4.0 mm at the detector']);
    expect(wordsOf(length, { ...scale, basis: 'unstated' }, null, '')).toEqual(['4.0 mm, calibration not stated']);
    expect(wordsOf(length, null, null, '')).toEqual(['8.0 px']);
    const region = { kind: 'ellipse', picture, points: [[1.5, 1.5], [4.5, 4.5]] } as const;
    expect(wordsOf(region, scale, field, 'HU')).toEqual(['Mean 30.0 HU, SD 8.2', '20.0 to 40.0 HU', '7.1 mm²']);
    expect(wordsOf(region, null, null, '')).toEqual(['7.1 px²']);
  });

  it('stands beside what was measured and inside the picture', () => {
    const size = { width: 400, height: 300 };
    expect(labelPlace([[10, 10], [100, 100]], ['12 mm'], size)[0]).toBeGreaterThan(100);
    expect(labelPlace([[300, 10], [395, 100]], ['12 mm'], size)[0]).toBeLessThan(300);
    const [x, y] = labelPlace([[2, 2], [398, 298]], ['a long line of words'], size);
    expect(x).toBeGreaterThanOrEqual(0);
    expect(y).toBeLessThanOrEqual(300);
  });
});

describe('the measuring hand', () => {
  const drag = (state: MeasuringState, from: Place, to: Place): MeasuringState => release(move(press(state, picture, from, 2), to));

  it('draws a length, takes its end again, and removes it', () => {
    const one = drag(take(noMeasures, 'length'), [10, 10], [20, 10]);
    expect(one.measures).toMatchObject([{ kind: 'length', points: [[10, 10], [20, 10]] }]);
    expect(drag(one, [20.5, 10], [30, 12]).measures).toMatchObject([{ points: [[10, 10], [30, 12]] }]);
    expect(erase(one).measures).toEqual([]);
    expect(release(press(take(noMeasures, 'length'), picture, [5, 5], 2)).measures).toEqual([]);
  });

  it('draws an angle arm by arm, and forgets one that was never finished', () => {
    const arm = drag(take(noMeasures, 'angle'), [10, 10], [20, 10]);
    expect(drag(arm, [20, 30], [20, 40]).measures).toMatchObject([{ points: [[10, 10], [20, 10], [20, 40]] }]);
    expect(take(arm, 'length').measures).toEqual([]);
    expect(cancel(press(arm, picture, [20, 30], 2)).measures).toEqual([]);
  });

  it('leaves the measures of other pictures alone', () => {
    const one = drag(take(noMeasures, 'length'), [10, 10], [20, 10]);
    expect(press(one, { ...picture, frame: 2 }, [20, 10], 2).measures).toHaveLength(2);
  });
});

describe('a pixel', () => {
  const inPatient = { ImagePositionPatient: [0, 0, 0], ImageOrientationPatient: [1, 0, 0, 0, 1, 0] };

  it('has the size that the header gives it, and where it holds', () => {
    expect(scaleOfHeader({ PixelSpacing: [0.7, 0.8], ...inPatient })).toEqual({ rowMm: 0.7, columnMm: 0.8, basis: 'patient' });
    expect(scaleOfHeader({ ImagerPixelSpacing: [0.14, 0.14] })).toMatchObject({ basis: 'detector', rowMm: 0.14 });
    expect(scaleOfHeader({ PixelSpacing: [0.14, 0.14], ImagerPixelSpacing: [0.14, 0.14] })).toMatchObject({ basis: 'detector' });
    expect(scaleOfHeader({ PixelSpacing: [0.12, 0.12], ImagerPixelSpacing: [0.14, 0.14] })).toMatchObject({ basis: 'patient', rowMm: 0.12 });
    expect(scaleOfHeader({ PixelSpacing: [0.14, 0.14], PixelSpacingCalibrationType: 'GEOMETRY' })).toMatchObject({ basis: 'patient' });
    expect(scaleOfHeader({ PixelSpacing: [0.14, 0.14] })).toMatchObject({ basis: 'unstated' });
    expect(scaleOfHeader({ PixelSpacing: [0, 0.14] })).toBeNull();
    expect(scaleOfHeader({})).toBeNull();
  });

  it('of an enhanced object has it in its functional groups', () => {
    const measures = (mm: number) => ({ PixelMeasuresSequence: [{ PixelSpacing: [mm, mm] }] });
    expect(scaleOfHeader({ SharedFunctionalGroupsSequence: [measures(0.5)], PerFrameFunctionalGroupsSequence: [{}, measures(0.6)] }, 1)).toMatchObject({ rowMm: 0.5, basis: 'patient' });
    expect(scaleOfHeader({ SharedFunctionalGroupsSequence: [measures(0.5)], PerFrameFunctionalGroupsSequence: [{}, measures(0.6)] }, 2)).toMatchObject({ rowMm: 0.6 });
  });
});

describe('a projection', () => {
  it('has its letters from PatientOrientation, on a turned and on a mirrored picture too', () => {
    expect(edgesOfLetters(['L', 'F'], [1, 0, 0, 1, 0, 0])).toEqual({ right: 'L', left: 'R', bottom: 'F', top: 'H' });
    expect(edgesOfLetters(['L', 'F'], [0, 1, -1, 0, 0, 0])).toEqual({ bottom: 'L', top: 'R', left: 'F', right: 'H' });
    expect(edgesOfLetters(['L', 'F'], [-1, 0, 0, 1, 0, 0])).toMatchObject({ right: 'R', left: 'L', top: 'H' });
    expect(edgesOfLetters(['<b>', 'F'], [1, 0, 0, 1, 0, 0])).toBeNull();
    expect(isMirrored([-1, 0, 0, 1, 0, 0])).toBe(true);
    expect(isMirrored([0, 1, -1, 0, 0, 0])).toBe(false);
  });

  it('has no fixed window; CT has seven', () => {
    expect(presetsOf('DX').map(({ name }) => name)).toEqual(['As sent', 'Auto']);
    expect(presetsOf('CT').filter((preset) => 'width' in preset)).toHaveLength(7);
  });
});
