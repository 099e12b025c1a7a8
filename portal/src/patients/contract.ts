/** What operators do with patients: docs/api.md. Pseudonyms alone. */
export interface PatientStudy {
  readonly studyId: string;
  readonly code: string;
  readonly token: string;
  readonly clinic: string;
  readonly status: string;
  readonly modality?: string;
  readonly bodyPart?: string;
  readonly instances: number;
  readonly receivedAt: string;
  readonly signedAt?: string;
}

export interface PatientLink {
  readonly token: string;
  readonly by: string;
  readonly at: string;
}

export type ErasureState = 'requested' | 'confirmed' | 'done' | 'withdrawn';

export interface Erasure {
  readonly id: string;
  readonly code: string;
  readonly state: ErasureState;
  readonly clinic: string;
  readonly tokens: readonly string[];
  readonly reason: string;
  readonly legalBasis: string;
  readonly force?: string;
  readonly requestedBy: string;
  readonly requestedAt: string;
  readonly confirmableAt?: string;
  readonly confirmedBy?: string;
  readonly confirmedAt?: string;
  readonly finishedAt?: string;
  readonly counts: { readonly studies: number; readonly versions: number; readonly files: number; readonly rows: number; readonly vaultItems: number };
}

export interface Patient {
  readonly token: string;
  readonly links: readonly PatientLink[];
  readonly studies: readonly PatientStudy[];
  readonly erasures: readonly Erasure[];
}

/** By a study's id or code, or by a clinic's own number; never in an address. */
export type Find = { readonly study: string } | { readonly token: string } | { readonly clinic: string; readonly patientId: string; readonly issuer?: string; readonly reason: string };
