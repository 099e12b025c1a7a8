import type { Priority, Risk, Study, StudyStatus, StudyTimes } from '../api/contract';

/** The shapes of docs/api.md, "Operations". */

export type Stage = 'uploaded' | 'deidentified' | 'complete' | 'analysed' | 'alerted' | 'acknowledged' | 'signed' | 'released';

export interface Funnel {
  readonly from: string;
  readonly to: string;
  readonly madeAt?: string;
  readonly studies: number;
  readonly stages: readonly StageFigures[];
  readonly statuses: Readonly<Partial<Record<StudyStatus, number>>>;
  readonly days: readonly { readonly day: string; readonly reached: Readonly<Partial<Record<Stage, number>>> }[];
}

export interface StageFigures {
  readonly stage: Stage;
  readonly since?: Stage;
  readonly reached: number;
  readonly timed: number;
  readonly medianSeconds?: number;
  readonly p95Seconds?: number;
}

export interface FunnelStudy {
  readonly studyId: string;
  readonly code: string;
  readonly clinic: string;
  readonly status: StudyStatus;
  readonly priority: Priority;
  readonly highestRisk: Risk;
  readonly modality?: string;
  readonly slices: number;
  readonly incomplete: boolean;
  readonly times: StudyTimes;
  readonly reason?: string;
}

export interface Standstill {
  readonly study: Study;
  readonly code: string;
  readonly since: string;
  readonly why: string;
  readonly do: string;
  readonly canReplay: boolean;
}

export interface Queue {
  readonly maxTasks: number;
  readonly paused: boolean;
  readonly waitingCount: number;
  readonly taskTime?: { readonly usedMinutes: number; readonly capMinutes: number; readonly over: boolean; readonly paused: boolean };
  readonly slots: readonly { readonly number: number; readonly studyId: string; readonly code: string; readonly task?: string; readonly silentLooks: number }[];
  readonly running: readonly Work[];
  readonly waiting: readonly Work[];
}

export interface Work {
  readonly studyId: string;
  readonly code: string;
  readonly priority: Priority;
  readonly enqueuedAt: string;
  readonly launches: number;
  readonly launchedAt?: string;
  readonly attempt: number;
  readonly deaths: number;
  readonly owner?: string;
}

export interface FailedEvent {
  readonly key: string;
  readonly function: string;
  readonly at: string;
  readonly attempts: number;
  readonly condition: string;
  readonly error?: string;
  readonly canReplay: boolean;
  readonly replayedAt?: string;
}

export interface ClinicUpload {
  readonly uploadId: string;
  readonly createdAt: string;
  readonly open: boolean;
  readonly priority: Priority;
  readonly fileCount: number;
  readonly states: Readonly<Record<string, number>>;
  readonly reasons: readonly { readonly state: string; readonly code: string; readonly message: string; readonly files: number; readonly fileIds: readonly string[] }[];
}

export interface ReadTally {
  readonly model?: string;
  readonly version?: string;
  readonly modality?: string;
  readonly scanner?: string;
  readonly studies: number;
  readonly shown: number;
  readonly accepted: number;
  readonly amended: number;
  readonly rejected: number;
  readonly added: number;
  readonly unchanged: number;
}

export interface Reads {
  readonly from: string;
  readonly to: string;
  readonly madeAt?: string;
  readonly reads: readonly ReadTally[];
  readonly days: readonly { readonly day: string; readonly reads: readonly ReadTally[] }[];
}

export interface Cost {
  readonly from: string;
  readonly to: string;
  readonly madeAt?: string;
  readonly profile: string;
  readonly studies: number;
  readonly files: number;
  readonly taskHours: number;
  readonly estimatedUsd: number;
  readonly standingUsd: number;
  readonly services: readonly { readonly service: string; readonly usd: number }[];
  readonly region: string;
  readonly pricesOf: string;
}

export type Channel = 'sms' | 'email' | 'webhook';
export type Day = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun';

export interface LocalHours {
  readonly zone: string;
  readonly from: string;
  readonly to: string;
  readonly days?: readonly Day[];
  readonly firstDay?: string;
  readonly lastDay?: string;
}

export interface RotaPerson {
  readonly id: string;
  readonly name: string;
  readonly channels: readonly Channel[];
  readonly phone?: string;
  readonly quietHours?: LocalHours;
}

export interface RotaShift {
  readonly person: string;
  readonly level: number;
  readonly hours: LocalHours;
}

export interface RotaOverride {
  readonly zone: string;
  readonly from: string;
  readonly to: string;
  readonly replaces?: string;
  readonly person?: string;
}

/** docs/alerts.md, "Rota". */
export interface Rota {
  readonly persons: readonly RotaPerson[];
  readonly shifts: readonly RotaShift[];
  readonly overrides: readonly RotaOverride[];
  readonly fallback?: string;
}

export interface RotaSpan {
  readonly from: string;
  readonly to: string;
  readonly order: readonly { readonly id: string; readonly name: string }[];
  readonly problem?: string;
}

export interface RotaAnswer {
  readonly rota: Rota;
  readonly stored: boolean;
  readonly preview: readonly RotaSpan[];
}

export interface PolicyAnswer {
  readonly policy: { readonly rules: readonly PolicyRule[] };
  readonly stored: boolean;
}

export interface PolicyRule {
  readonly name: string;
  readonly when: Readonly<Record<string, unknown>>;
  readonly then: 'alert' | 'record';
}

export interface PolicyTrial {
  readonly studyId: string;
  readonly code: string;
  readonly modality?: string;
  readonly risk: Risk;
  readonly outcome: string;
  readonly now: { readonly rule: string; readonly calls: boolean };
  readonly then: { readonly rule: string; readonly calls: boolean };
}

export type AiDisplay = 'first' | 'on-demand' | 'after-own-read';

export interface Clinic {
  readonly id: string;
  readonly name?: string;
  readonly aiDisplay: AiDisplay;
  readonly eTag?: string;
  readonly machines: readonly Principal[];
  readonly people: number;
}

export interface Principal {
  readonly subject: string;
  readonly name: string;
  readonly clinic?: string;
  readonly machineRoles: readonly string[];
  readonly eTag: string;
}

export interface Phone {
  readonly person: string;
  readonly name: string;
  readonly channels: readonly Channel[];
  readonly lastTest?: PhoneTest;
}

export interface PhoneTest {
  readonly channel: Channel;
  readonly sentAt: string;
  readonly sentBy: string;
  readonly failure?: string;
  readonly confirmedAt?: string;
  readonly confirmedBy?: string;
}

export interface TestStudies {
  readonly on: boolean;
  readonly hour?: number;
  readonly zone: string;
  readonly answerSeconds: number;
  readonly studies: readonly TestStudy[];
}

export interface TestStudy {
  readonly id: string;
  readonly state: 'planned' | 'sent' | 'acknowledged' | 'overdue';
  readonly createdAt: string;
  readonly askedBy: string;
  readonly sentAt?: string;
  readonly studyId?: string;
  readonly code?: string;
  readonly status?: string;
  readonly alertedAt?: string;
  readonly acknowledgedAt?: string;
}
