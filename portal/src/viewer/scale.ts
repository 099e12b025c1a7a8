import type { Spacing } from '../nodule/measure';
import { itemOf, numbersOf, textOf, type Header } from './header';

/** Where a pixel's size holds: in the patient, at the detector (a projection magnifies what lies before it), or the header does not say. */
export type Basis = 'patient' | 'detector' | 'unstated';

export interface PixelScale extends Spacing {
  readonly basis: Basis;
}

/** Null where the header gives no size: then lengths are pixels. As shared/FirstRead.Core/Analysis/Results/PixelScale.cs decides. */
export function scaleOfHeader(header: Header, frame = 1): PixelScale | null {
  const pixel = spacingOf(measuresOf(header, frame));
  const imager = spacingOf(header, 'ImagerPixelSpacing');
  if (!pixel) return imager && { ...imager, basis: 'detector' };
  // PS3.3 C.10.7.1.3: values that differ were corrected or calibrated, and so were those with a type.
  const differs = imager !== null && (imager.rowMm !== pixel.rowMm || imager.columnMm !== pixel.columnMm);
  if (liesInPatient(header) || textOf(header, 'PixelSpacingCalibrationType') || differs) return { ...pixel, basis: 'patient' };
  return { ...pixel, basis: imager ? 'detector' : 'unstated' };
}

/** Enhanced objects have it in their functional groups (PS3.3 C.7.6.16.2.1). */
function measuresOf(header: Header, frame: number): Header {
  if (numbersOf(header, 'PixelSpacing').length === 2) return header;
  const perFrame = header['PerFrameFunctionalGroupsSequence'];
  const own = Array.isArray(perFrame) ? itemOf((perFrame[frame - 1] ?? {}) as Header, 'PixelMeasuresSequence') : undefined;
  return own ?? itemOf(itemOf(header, 'SharedFunctionalGroupsSequence') ?? {}, 'PixelMeasuresSequence') ?? {};
}

function liesInPatient(header: Header): boolean {
  const enhanced = Array.isArray(header['PerFrameFunctionalGroupsSequence']);
  return enhanced || (numbersOf(header, 'ImagePositionPatient').length === 3 && numbersOf(header, 'ImageOrientationPatient').length === 6);
}

function spacingOf(header: Header, keyword = 'PixelSpacing'): Spacing | null {
  const [rowMm, columnMm] = numbersOf(header, keyword);
  return rowMm !== undefined && columnMm !== undefined && rowMm > 0 && columnMm > 0 && Number.isFinite(rowMm + columnMm) ? { rowMm, columnMm } : null;
}
