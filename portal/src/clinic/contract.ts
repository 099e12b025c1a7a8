import type { FileState, Priority } from '../api/contract';

/** The shapes of docs/api.md that only a clinic meets. */
export interface Manifest {
  readonly priority: Priority;
  readonly question?: string;
  readonly prior: boolean;
  readonly resume: true;
  readonly files: readonly { readonly bytes: number; readonly sha256: string }[];
}

/** Where one file goes, or how it stands when it is known. */
export interface Ticket {
  readonly index?: number;
  readonly uploadId: string;
  readonly fileId: string;
  readonly state: FileState;
  readonly url?: string;
  /** To be sent exactly so: they are signed. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Of a file that goes in parts. */
  readonly partBytes?: number;
}

export interface Tickets {
  readonly uploadId?: string;
  readonly files: readonly Ticket[];
}

export interface PartOffer {
  readonly present: readonly { readonly number: number; readonly sha256: string }[];
  readonly parts: readonly { readonly number: number; readonly url: string; readonly headers: Readonly<Record<string, string>> }[];
}

/** A signature, without a name. */
export interface SignedLine {
  readonly studyId: string;
  readonly number: number;
  readonly signedAt: string;
  readonly modality?: string;
  readonly bodyPart?: string;
  readonly receivedAt?: string;
}

export interface SignedPage {
  readonly releases: readonly SignedLine[];
  readonly next?: string;
}

/** The signed set under the patient's own name. */
export interface Release {
  readonly studyId: string;
  readonly number: number;
  readonly signedAt: string;
  readonly former?: number;
  readonly superseded: boolean;
  readonly studyInstanceUid: string;
  readonly accessionNumber?: string;
  readonly patientName?: string;
  readonly patientId?: string;
  readonly patientBirthDate?: string;
  readonly files: readonly ReleasedFile[];
}

export interface ReleasedFile {
  readonly name: string;
  readonly contentType: string;
  readonly bytes: number;
  readonly sha256: string;
  /** Whoever holds it can fetch the file until it expires. */
  readonly url: string;
  readonly expiresAt: string;
}
