// @vitest-environment node
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { analyse, squareAt } from '../src/nodule/analyse';
import type { NoduleBundle } from '../src/nodule/bundle';
import { cropAt, roundToEven, stretched } from '../src/nodule/crop';
import type { Field } from '../src/nodule/field';
import { areaMm2, diameterMm } from '../src/nodule/measure';
import { calibrated, distanceToTraining } from '../src/nodule/outline';
import { regionsOf } from '../src/nodule/regions';
import { misfits, yearsOf } from '../src/nodule/rules';
import { openNet } from '../src/nodule/session';
import { traced } from '../src/nodule/tracing';
import type { Place } from '../src/viewer/drawing/marks';
import { greyValues } from '../src/viewer/grey';

const root = join(import.meta.dirname, '../..');
const golden = join(root, 'tests/golden-tensors');
const folder = join(root, 'inference-container/models/lung-nodule-ct');
const bundle = JSON.parse(readFileSync(join(folder, 'model.json'), 'utf8')) as NoduleBundle;
const spacing = { rowMm: 0.7, columnMm: 0.7 };

function bytesOf(path: string): ArrayBuffer {
  const file = readFileSync(path);
  return file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength) as ArrayBuffer;
}

function picture(columns: number, rows: number, value: (x: number, y: number) => number): Field {
  return { columns, rows, values: Float32Array.from({ length: columns * rows }, (_, index) => value(index % columns, Math.floor(index / columns))) };
}

interface GoldenTensor {
  readonly model: string;
  readonly width: number;
  readonly height: number;
  readonly maximum: number;
  readonly point: Place;
  readonly side: number;
  readonly step: number;
  readonly file: string;
}

/** inference-container/train/golden.py: all numbers whole, divisions rounded down. */
function formula({ width: w, height: h, maximum }: GoldenTensor): Field {
  const div = (a: number, b: number): number => Math.floor(a / b);
  return picture(w, h, (x, y) => {
    const inside = (2 * x + 1 - w) ** 2 * h ** 2 + (2 * y + 1 - h) ** 2 * w ** 2 <= div(w ** 2 * h ** 2 * 4, 5);
    return inside ? div(maximum, 4) + div(maximum * (x + 2 * y), 2 * (w + 2 * h)) + div(((31 * x + 17 * y + 7 * ((x * y) % 13)) % 64) * maximum, 512) : (x + y) % 3;
  });
}

describe('the square that the net is given', () => {
  const { cases } = JSON.parse(readFileSync(join(golden, 'cases.json'), 'utf8')) as { cases: GoldenTensor[] };

  it.each(cases.filter(({ model }) => model === bundle.name))('equals what the training code makes: $file', (one) => {
    const square = squareAt(formula(one), one.point, bundle);
    const expected = new Float32Array(bytesOf(join(golden, one.file)));
    const rows = Array.from({ length: one.side }, (_, row) => row).filter((row) => row % one.step === Math.floor(one.step / 2));
    const ours = rows.flatMap((row) => [...square.subarray(row * one.side, (row + 1) * one.side)]);
    expect(ours).toHaveLength(expected.length);
    expect(Math.max(...ours.map((value, index) => Math.abs(value - (expected[index] ?? NaN))))).toBeLessThan(5e-5);
  });

  it('rounds a point as .NET does, and has the lowest value beyond the edge', () => {
    expect([0.5, 1.5, 2.5, 2.4, 2.6, -0.5].map(roundToEven)).toEqual([0, 2, 2, 2, 3, 0]);
    const crop = cropAt(picture(4, 4, (x, y) => 10 + x + y), [0, 0], 4);
    expect([...crop]).toEqual([10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 11, 10, 10, 11, 12]);
    expect([...stretched(Float32Array.of(5, 5), -1.2, 2.8)].map((value) => value.toFixed(4))).toEqual(['-1.2000', '-1.2000']);
  });

  it('is made of brighter-is-more values, padding as dark as the darkest', () => {
    const decoded = { columns: 2, rows: 2, pixels: [-2000, 0, 5, 10], slope: 2, intercept: -1000, scaled: false };
    expect([...greyValues(decoded, {}).values]).toEqual([-5000, -1000, -990, -980]);
    expect([...greyValues(decoded, { PixelPaddingValue: -2000 }).values]).toEqual([-1000, -1000, -990, -980]);
    expect([...greyValues(decoded, { PixelPaddingValue: -2000, PhotometricInterpretation: 'MONOCHROME1' }).values]).toEqual([-1000, -980, -990, -1000]);
    expect([...greyValues({ ...decoded, pixels: [-5000, -1000, -990, -980], scaled: true }, { PixelPaddingValue: [-2000] }).values]).toEqual([-1000, -1000, -990, -980]);
  });
});

describe('regions and outlines', () => {
  const field = (lines: readonly string[]): Field => picture(lines[0]?.length ?? 0, lines.length, (x, y) => Number(lines[y]?.[x] ?? 0) / 9);

  it('fills holes, orders by size and drops what lies in a hole', () => {
    const found = regionsOf(field(['99999000', '90009000', '90909000', '90009090', '99999000']), 0.5);
    expect(found.map(({ pixels }) => pixels.length)).toEqual([25, 1]);
  });

  it('keeps regions apart that touch by a corner, and each outline its own', () => {
    const lines = field(['0000', '0900', '0090', '0000']);
    const [first, second] = regionsOf(lines, 0.5);
    expect(regionsOf(lines, 0.5)).toHaveLength(2);
    for (const region of [first, second]) expect(region && traced(lines, region, 0.5)).toHaveLength(4);
    expect(first && traced(lines, first, 0.5)).toEqual([[1, 0.5], [1.5, 1], [1, 1.5], [0.5, 1]]);
  });

  it('measures as the container does', () => {
    const square: readonly Place[] = [[0, 0], [10, 0], [10, 5], [0, 5]];
    expect(areaMm2(square, { rowMm: 2, columnMm: 1 })).toBe(100);
    expect(diameterMm(square, { rowMm: 2, columnMm: 1 })).toBeCloseTo(Math.hypot(10, 10), 9);
    expect(calibrated(0.5, { slope: 1, intercept: 0 })).toBeCloseTo(0.5, 12);
    expect(calibrated(1, { slope: 2.9696, intercept: -5.7888 })).toBeGreaterThan(0.999);
    const rule = { sha256: '', count: 3, width: 2, neighbours: 2, threshold: 1 };
    expect(distanceToTraining(Float32Array.of(0, 0), Float32Array.of(3, 4, 6, 8, 0, 1), rule)).toBe(3);
    expect(distanceToTraining(Float32Array.of(NaN, 0), Float32Array.of(3, 4, 6, 8, 0, 1), rule)).toBe(Infinity);
  });
});

describe('where the model applies', () => {
  const facts = { modality: 'CT', sopClass: '1.2.840.10008.5.1.4.1.1.2', bodyPart: 'CHEST', texts: ['AXIAL'], age: '061Y', photometric: 'MONOCHROME2', frames: 1, spacing };

  it('is asked of the header as the container asks', () => {
    expect(misfits(bundle.appliesTo, facts)).toEqual([]);
    expect(misfits(bundle.appliesTo, { ...facts, modality: 'MR' })).toEqual(['Modality MR']);
    expect(misfits(bundle.appliesTo, { ...facts, bodyPart: 'HEAD' })).toEqual(['BodyPartExamined HEAD']);
    expect(misfits(bundle.appliesTo, { ...facts, bodyPart: '', texts: ['Thorax 1.0'] })).toEqual([]);
    expect(misfits(bundle.appliesTo, { ...facts, texts: ['LOCALIZER'] })).toEqual(['described as LOCALIZER']);
    expect(misfits(bundle.appliesTo, { ...facts, age: '012Y' })).toEqual(['PatientAge 012Y']);
    expect(misfits(bundle.appliesTo, { ...facts, spacing: null })).toEqual(['no PixelSpacing']);
    expect(misfits(bundle.appliesTo, { ...facts, spacing: { rowMm: 1.2, columnMm: 0.7 } })).toEqual(['PixelSpacing 1.200 by 0.700 mm']);
    expect(misfits(bundle.appliesTo, { ...facts, species: 'Canine' })).toEqual(['PatientSpeciesDescription CANINE']);
    expect(yearsOf('018M')).toBe(1.5);
    expect(yearsOf('18')).toBeNull();
  });
});

describe('the answer to a click', () => {
  interface Click {
    readonly point: Place;
    readonly unlike?: boolean;
    readonly confidence?: number;
    readonly diameterMm?: number;
    readonly areaMm2?: number;
    readonly points?: readonly Place[];
  }

  /** The formula of NoduleClickTests.cs. */
  function slice(): Field {
    const balls = [[200.3, 180.6, 8.6], [300, 300, 4], [505, 498, 7], [240, 150, 2.6], [226, 205, 3], [186, 216, 3.4], [330, 280, 2.5]] as const;
    const edge = (outside: number): number => Math.max(0, Math.min(1, 0.5 - outside / 4));
    const grain = (x: number, y: number): number => {
      let hash = (Math.imul(x, 374761393) + Math.imul(y, 668265263)) >>> 0;
      hash = Math.imul(hash ^ (hash >>> 13), 1274126177) >>> 0;
      hash = (hash ^ (hash >>> 16)) >>> 0;
      return (hash & 255) + ((hash >>> 8) & 255) + ((hash >>> 16) & 255) + (hash >>> 24) - 510;
    };
    return picture(512, 512, (x, y) => {
      let tissue = edge(x - 60);
      for (const [bx, by, radius] of balls) tissue = Math.max(tissue, edge(Math.sqrt((x - bx) * (x - bx) + (y - by) * (y - by)) - radius));
      return Math.max(0, Math.min(4095, Math.floor(140 + 890 * tissue + 0.5 * grain(x, y)))) - 1000;
    });
  }

  it('has the numbers of the container, for the same bundle and the same clicks', async () => {
    const { clicks } = JSON.parse(readFileSync(join(golden, 'nodule-clicks.json'), 'utf8')) as { clicks: Click[] };
    const wasm = createRequire(import.meta.url).resolve('onnxruntime-web/ort-wasm-simd-threaded.wasm');
    const net = await openNet(bytesOf(join(folder, 'model.onnx')), bundle, { binary: bytesOf(wasm) });
    const rows = new Float32Array(bytesOf(join(folder, 'features.f32')));
    const grey = slice();
    expect(clicks).toHaveLength(7);
    for (const click of clicks) {
      const answer = await analyse(squareAt(grey, click.point, bundle), click.point, bundle, rows, net);
      expect(answer.kind, String(click.point)).toBe(click.unlike ? 'unlike' : click.points ? 'outline' : 'nothing');
      if (answer.kind !== 'outline' || !click.points) continue;
      const { points, confidence } = answer.outline;
      expect(confidence).toBeCloseTo(click.confidence ?? NaN, 3);
      expect(diameterMm(points, spacing)).toBeCloseTo(click.diameterMm ?? NaN, 0);
      expect(Math.abs(diameterMm(points, spacing) - (click.diameterMm ?? NaN))).toBeLessThan(0.06);
      expect(Math.abs(areaMm2(points, spacing) - (click.areaMm2 ?? NaN))).toBeLessThan(0.06);
      expect(points).toHaveLength(click.points.length);
      for (const [index, [x, y]] of points.entries()) {
        const [expectedX = NaN, expectedY = NaN] = click.points[index] ?? [];
        expect(Math.hypot(x - expectedX, y - expectedY)).toBeLessThan(0.005);
      }
    }
  }, 60_000);
});
