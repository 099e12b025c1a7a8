/** A signature whose critical findings nobody was told of (docs/api.md, Untold). */
export interface UntoldFinding {
  readonly studyId: string;
  readonly code: string;
  readonly clinic: string;
  readonly modality?: string;
  readonly bodyPart?: string;
  /** Of the signed round. */
  readonly number: number;
  readonly findings: readonly { readonly id: string; readonly label: string }[];
  readonly signedBy: string;
  readonly signedAt: string;
}
