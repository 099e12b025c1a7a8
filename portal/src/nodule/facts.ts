import { numberOf, textOf, textsOf, type Header } from '../viewer/header';
import { scaleOfHeader } from '../viewer/scale';
import type { PictureFacts } from './rules';

/** What a header says that the bundle's rules ask; absent members are what it does not say. */
export function factsOf(header: Header, frames: number): PictureFacts {
  const present = (name: string, value: string | undefined) => (value === undefined || value === '' ? {} : { [name]: value });
  return {
    ...present('modality', textOf(header, 'Modality')),
    ...present('sopClass', textOf(header, 'SOPClassUID')),
    ...present('bodyPart', textOf(header, 'BodyPartExamined')),
    ...present('age', textOf(header, 'PatientAge')),
    ...present('species', textOf(header, 'PatientSpeciesDescription')),
    ...present('photometric', textOf(header, 'PhotometricInterpretation')),
    texts: ['SeriesDescription', 'StudyDescription', 'ProtocolName', 'AcquisitionDeviceProcessingDescription', 'ImageType'].flatMap((keyword) => textsOf(header, keyword)),
    frames: Math.max(frames, numberOf(header, 'NumberOfFrames') ?? 1),
    // Of pictures that lie in the patient: a projection's pixels have no size there.
    spacing: inPatient(header) ? scaleOfHeader(header) : null,
  };
}

function inPatient(header: Header): boolean {
  return scaleOfHeader(header)?.basis === 'patient';
}
