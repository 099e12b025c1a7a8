/** A window to choose: width and level (PS3.3 C.11.2.1.2), or what the header or the pixels say. */
export type WindowPreset =
  | { readonly name: string; readonly width: number; readonly level: number }
  | { readonly name: string; readonly from: 'header' | 'pixels' };

const header = { name: 'As sent', from: 'header' } as const;
const pixels = { name: 'Auto', from: 'pixels' } as const;

/** HU. Narrow ones first for what is missed at night: a thin subdural, a fresh stroke. */
const ct: readonly WindowPreset[] = [
  { name: 'Brain', width: 80, level: 40 },
  { name: 'Subdural', width: 200, level: 75 },
  { name: 'Stroke', width: 40, level: 40 },
  { name: 'Bone', width: 2000, level: 500 },
  { name: 'Lung', width: 1500, level: -600 },
  { name: 'Mediastinum', width: 350, level: 50 },
  { name: 'Abdomen', width: 400, level: 50 },
];

/** Of a modality; a projection's and MR's values have no scale of their own, so there is no fixed window for them. */
export function presetsOf(modality: string | undefined): readonly WindowPreset[] {
  return modality === 'CT' ? [header, ...ct, pixels] : [header, pixels];
}
