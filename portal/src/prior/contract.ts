import type { Study } from '../api/contract';

/** docs/api.md: GET /api/studies/{studyId}/priors. */
export interface Prior {
  readonly study: Study;
  /** From it to the study that was asked for; negative where it came later, absent where a date is missing. */
  readonly days?: number;
}
