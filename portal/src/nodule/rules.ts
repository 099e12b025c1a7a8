import type { Rules } from './bundle';
import type { Spacing } from './measure';

/** What a picture's header says that the bundle's rules ask. */
export interface PictureFacts {
  readonly modality?: string;
  readonly sopClass?: string;
  readonly bodyPart?: string;
  /** SeriesDescription, StudyDescription, ProtocolName, AcquisitionDeviceProcessingDescription, ImageType. */
  readonly texts: readonly string[];
  /** PatientAge (0010,1010). */
  readonly age?: string;
  readonly species?: string;
  readonly photometric?: string;
  readonly frames: number;
  readonly spacing: Spacing | null;
}

// A CAT scan is no cat: only words that nothing else is called by.
const animals = ['CANINE', 'FELINE', 'EQUINE', 'BOVINE', 'AVIAN', 'VETERINARY'];

/** What speaks against the model, in words, as ModelRules.cs decides; empty where it applies. */
export function misfits(rules: Rules, facts: PictureFacts): string[] {
  if (!rules.modalities.includes(facts.modality ?? '')) return [facts.modality ? `Modality ${facts.modality}` : 'no Modality'];
  const words = new Set(facts.texts.flatMap((text) => text.toUpperCase().match(/[A-Z0-9]+/g) ?? []));
  const against: string[] = [];
  const species = facts.species?.toUpperCase();
  if (species && species !== 'HUMAN' && species !== 'HOMO SAPIENS') against.push(`PatientSpeciesDescription ${species}`);
  else against.push(...animals.filter((word) => words.has(word)).map((word) => `described as ${word}`));
  const bodyPart = facts.bodyPart?.toUpperCase() ?? '';
  if (bodyPart !== '' && !rules.bodyParts.includes(bodyPart)) against.push(`BodyPartExamined ${bodyPart}`);
  if (bodyPart === '' && !rules.bodyPartWords.some((word) => words.has(word))) against.push('nothing names the body part');
  against.push(...rules.excludedWords.filter((word) => words.has(word)).map((word) => `described as ${word}`));
  const [youngest = 0, oldest = Infinity] = rules.ageYears;
  const age = yearsOf(facts.age);
  if (age !== null && (age < youngest || Math.floor(age) > oldest)) against.push(`PatientAge ${facts.age}`);
  if (!rules.sopClasses.includes(facts.sopClass ?? '')) against.push(`SOPClassUID ${facts.sopClass ?? 'absent'}`);
  if (!/^MONOCHROME[12]$/.test(facts.photometric ?? '')) against.push('not a grey picture');
  if (facts.frames > 1) against.push('a picture of several frames');
  against.push(...ofSpacing(rules, facts.spacing));
  return against;
}

function ofSpacing({ pixelMm: [smallest = 0, largest = Infinity] }: Rules, spacing: Spacing | null): string[] {
  if (!spacing) return ['no PixelSpacing'];
  const fits = [spacing.rowMm, spacing.columnMm].every((mm) => mm >= smallest && mm <= largest);
  return fits ? [] : [`PixelSpacing ${spacing.rowMm.toFixed(3)} by ${spacing.columnMm.toFixed(3)} mm`];
}

/** Three digits and D, W, M or Y. */
export function yearsOf(age: string | undefined): number | null {
  const match = /^(\d{3})([DWMY])$/.exec(age ?? '');
  if (!match) return null;
  const perYear = { Y: 1, M: 12, W: 52.18, D: 365.25 }[match[2] ?? ''];
  return perYear === undefined ? null : Number(match[1]) / perYear;
}
