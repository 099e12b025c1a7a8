/** The teaching shapes of docs/api.md. */
import type { Drawn, DrawnPoint } from '../viewer/drawing/marks';

export type ReadMode = 'blind' | 'ai-on-demand';

/** A case as a learner knows it: nothing here follows from what is to be found. */
export interface TeachingCase {
  readonly caseId: string;
  readonly code: string;
  readonly topic: string;
  readonly difficulty: string;
  readonly simulated: boolean;
  readonly pictures: number;
  readonly mode?: ReadMode;
  readonly savedAt?: string;
}

export interface TeachingInstance {
  readonly sopInstanceUid: string;
  readonly sopClassUid: string;
  readonly seriesInstanceUid: string;
  readonly modality?: string;
  readonly instanceNumber?: number;
  readonly rows: number;
  readonly columns: number;
  readonly frames: number;
  readonly imagePosition?: readonly number[];
  readonly imageOrientation?: readonly number[];
  readonly pixelSpacing?: readonly number[];
  readonly path: string;
}

export interface CaseInView {
  readonly case: TeachingCase;
  readonly instances: readonly TeachingInstance[];
  readonly aiRevealedAt?: string;
}

/** One mark: outlines, or a point. */
export interface Marking {
  readonly id?: string;
  readonly label?: string;
  readonly contours?: readonly Drawn[];
  readonly point?: DrawnPoint;
}

export interface RevealedAi {
  readonly revealedAt?: string;
  readonly model: string;
  readonly ai: readonly Marking[];
}

export interface BoundaryDistance {
  readonly mean: number;
  readonly percentile95: number;
  readonly inMm: boolean;
}

export interface Score {
  readonly lesions: number;
  readonly found: number;
  readonly falseMarks: number;
  readonly sensitivity?: number;
  readonly dice?: number;
  readonly iou?: number;
  readonly distance?: BoundaryDistance;
}

export interface LesionScore {
  readonly lesion: string;
  readonly label?: string;
  readonly mark?: string;
  readonly overlap?: { readonly dice: number; readonly iou: number; readonly pictures: number; readonly lesionPictures: number };
  readonly distance?: BoundaryDistance;
  readonly measurable: boolean;
}

export interface FullScore extends Score {
  readonly marks: number;
  readonly pairs: readonly LesionScore[];
}

export interface ReadResult {
  readonly case: TeachingCase;
  readonly aiRevealedAt?: string;
  readonly marks: readonly Marking[];
  readonly truth: readonly Marking[];
  readonly ai?: readonly Marking[];
  readonly model?: string;
  readonly referenceWithAi: boolean;
  readonly scores: { readonly truth: FullScore; readonly ai?: FullScore; readonly aiTruth?: FullScore };
}

export interface ReadSummary {
  readonly caseId: string;
  readonly code: string;
  readonly mode: ReadMode;
  readonly savedAt: string;
  readonly topic: string;
  readonly difficulty: string;
  readonly findings: readonly string[];
  readonly referenceWithAi: boolean;
  readonly truth: Score;
  readonly ai?: Score;
  readonly aiTruth?: Score;
}

/** A study's case as its radiologist knows it. */
export interface StudyTeaching {
  readonly topics: readonly string[];
  readonly difficulties: readonly string[];
  readonly facesMayShow: boolean;
  /** What a case of it would be; absent while it is not signed. */
  readonly includes?: 'positive' | 'negative';
  readonly case?: {
    readonly caseId: string;
    readonly code: string;
    readonly state: 'requested' | 'ready' | 'barred' | 'withdrawing' | 'withdrawn';
    readonly reason?: string;
    readonly includes: 'positive' | 'negative';
    readonly topic: string;
    readonly difficulty: string;
    readonly pictures: number;
    readonly requestedAt: string;
  };
}
