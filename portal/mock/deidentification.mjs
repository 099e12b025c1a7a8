/** A study's de-identification report as the API serves it: what a clinical-review run says of an MR series, times its images. */
const rows = [
  ['(0008,0012)', 'InstanceCreationDate', 'dateShifted', 'table', '113107'],
  ['(0008,0018)', 'SOPInstanceUID', 'uidMapped', 'table'],
  ['(0008,0020)', 'StudyDate', 'dateShifted', 'table', '113107'],
  ['(0008,0030)', 'StudyTime', 'kept', 'table', '113107'],
  ['(0008,0050)', 'AccessionNumber', 'emptied', 'table'],
  ['(0008,0060)', 'Modality', 'kept', 'keepList'],
  ['(0008,0070)', 'Manufacturer', 'kept', 'keepList'],
  ['(0008,0080)', 'InstitutionName', 'removed', 'table'],
  ['(0008,0090)', 'ReferringPhysicianName', 'emptied', 'table'],
  ['(0008,1030)', 'StudyDescription', 'cleaned', 'table', '113105'],
  ['(0008,103E)', 'SeriesDescription', 'cleaned', 'table', '113105'],
  ['(0008,1090)', 'ManufacturerModelName', 'removed', 'table'],
  ['(0008,1140)', 'ReferencedImageSequence', 'walked', 'table'],
  ['(0010,0010)', 'PatientName', 'replaced', 'table'],
  ['(0010,0020)', 'PatientID', 'replaced', 'table'],
  ['(0010,0030)', 'PatientBirthDate', 'emptied', 'table'],
  ['(0010,0040)', 'PatientSex', 'kept', 'table', '113108'],
  ['(0010,1010)', 'PatientAge', 'computed', 'table', '113108'],
  ['(0010,1040)', 'PatientAddress', 'removed', 'table'],
  ['(0010,4000)', 'PatientComments', 'removed', 'table'],
  ['(0018,0050)', 'SliceThickness', 'kept', 'vr'],
  ['(0018,0080)', 'RepetitionTime', 'kept', 'vr'],
  ['(0018,1000)', 'DeviceSerialNumber', 'removed', 'table'],
  ['(0018,1020)', 'SoftwareVersions', 'removed', 'failedCheck'],
  ['(0020,0032)', 'ImagePositionPatient', 'kept', 'vr', undefined, 3],
  ['(0020,000D)', 'StudyInstanceUID', 'uidMapped', 'table'],
  ['(0028,0010)', 'Rows', 'kept', 'vr'],
  ['(0028,0030)', 'PixelSpacing', 'kept', 'vr', undefined, 2],
  ['(7FE0,0010)', 'PixelData', 'kept', 'bulk'],
  ['private', '', 'removed', 'private', undefined, 17],
  ['unknown', '', 'removed', 'unknownAttribute', undefined, 1],
];

export function reportOf({ study, slices }) {
  const images = slices.length;
  const options = Object.fromEntries(['113100', '113101', '113105', '113107', '113108'].map((code) => [code, code === '113101' ? Math.ceil(images / 10) : images]));
  return {
    studyInstanceUid: `2.25.${study.studyId.slice(-8)}`, instances: images, profiles: ['clinical-review'], methods: ['FirstRead clinical-review: PS3.15 2025e table E.1-1'], software: ['FirstRead 0.1.0'], options,
    attributes: rows.map(([tag, keyword, action, reason, option, times = 1]) => ({ tag, keyword, action, reason, ...(option ? { option } : {}), count: times * images })),
    pixelInstances: Math.ceil(images / 10), boxesBlanked: 3, markersKept: 1,
  };
}
