import type { BoundaryDistance } from './contract';

const topics: Readonly<Record<string, string>> = {
  head: 'Head', neck: 'Neck', chest: 'Chest', breast: 'Breast', abdomen: 'Abdomen', pelvis: 'Pelvis', spine: 'Spine',
  'upper-limb': 'Upper limb', 'lower-limb': 'Lower limb', other: 'Other',
};

const difficulties: Readonly<Record<string, string>> = { introductory: 'Introductory', intermediate: 'Intermediate', advanced: 'Advanced' };

const reasons: Readonly<Record<string, string>> = {
  'reading-changed': 'the reading changed before the copy was made',
  'faces-may-show': 'a face might be rebuilt from the pictures, and nobody agreed',
  'pixels-at-risk': 'pixels may show a name',
  'no-pictures': 'no picture could be copied',
  'truth-not-in-copy': 'a finding lies on a picture that cannot be copied, or has no outline',
  'copy-failed': 'the copy failed five times: an operator must look',
};

export const topicWords = (topic: string): string => topics[topic] ?? topic;
export const difficultyWords = (difficulty: string): string => difficulties[difficulty] ?? difficulty;
export const reasonWords = (reason: string): string => reasons[reason] ?? reason;
export const modeWords = (mode: string): string => (mode === 'blind' ? 'Blind' : 'AI on demand');

export const percent = (share: number | undefined): string => (share === undefined ? '–' : `${Math.round(share * 100)} %`);
export const ratio = (value: number | undefined): string => (value === undefined ? '–' : value.toFixed(2));
export const length = (value: number | undefined, distance: BoundaryDistance | undefined): string =>
  value === undefined || !distance ? '–' : `${value.toFixed(1)} ${distance.inMm ? 'mm' : 'px'}`;
export const plural = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;
