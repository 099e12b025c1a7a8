/** The shapes of docs/api.md. Times are ISO 8601 UTC; a member that is null is left out. */

export type Role = 'clinic' | 'radiologist' | 'resident' | 'operator';
export type StudyStatus = 'receiving' | 'queued' | 'analysing' | 'analysed' | 'not-applicable' | 'failed' | 'held';
export type Risk = 'undetermined' | 'no-finding' | 'indeterminate' | 'high';
export type Priority = 'routine' | 'urgent' | 'stat';
export type FileState = 'pending' | 'accepted' | 'duplicate' | 'refused' | 'held' | 'expired' | 'ignored';
export type UploadState = 'growing' | 'open' | 'cancelling' | 'closed' | 'cancelled';
export type Verdict = 'accept' | 'amend' | 'reject';

export interface Configuration {
  readonly issuer: string;
  readonly clientId: string;
  readonly portalUrl: string;
  /** Minutes without a touch before the portal logs off. */
  readonly idleMinutes?: number;
}

export interface Me {
  readonly subject: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly clinic?: string;
}

export interface StudyTimes {
  readonly receivedAt: string;
  readonly lastInstanceAt?: string;
  readonly completeAt?: string;
  readonly launchedAt?: string;
  readonly analysisStartedAt?: string;
  readonly analysedAt?: string;
  readonly alertedAt?: string;
  readonly acknowledgedAt?: string;
  readonly signedAt?: string;
  readonly releasedAt?: string;
}

export interface Study {
  readonly studyId: string;
  /** The study's six characters in a text message. */
  readonly code: string;
  readonly status: StudyStatus;
  readonly reason?: string;
  readonly incomplete: boolean;
  /** Why it is incomplete. */
  readonly missing?: string;
  readonly simulated: boolean;
  readonly priority: Priority;
  /** 0 (routine) to 3 (now); while `aiWithheld`, what the clinic asked for. */
  readonly urgency: number;
  readonly risk: Risk;
  readonly highestRisk: Risk;
  readonly modality?: string;
  readonly bodyPart?: string;
  readonly question?: string;
  readonly prior: boolean;
  readonly instanceCount: number;
  readonly attempt: number;
  readonly resultAttempt: number;
  readonly revision: number;
  readonly clinic: string;
  /** As an operator entered it. */
  readonly clinicName?: string;
  readonly times: StudyTimes;
  /** The current result in a few words. */
  readonly finding?: string;
  /** What the model found is not shown to this reader yet. */
  readonly aiWithheld?: boolean;
  /** Of a list: who has the study open now. */
  readonly readers?: readonly Reader[];
}

export interface Reader {
  readonly name: string;
  readonly you: boolean;
}

export interface Instance {
  readonly sopInstanceUid: string;
  readonly sopClassUid: string;
  readonly seriesInstanceUid: string;
  readonly modality?: string;
  readonly seriesDescription?: string;
  readonly instanceNumber?: number;
  readonly rows?: number;
  readonly columns?: number;
  readonly frames: number;
  /** ImagePositionPatient (0020,0032), mm. */
  readonly imagePosition?: readonly number[];
  /** ImageOrientationPatient (0020,0037): cosines of the row, then of the column. */
  readonly imageOrientation?: readonly number[];
  readonly path: string;
}

export interface Model {
  readonly name: string;
  readonly version: string;
  readonly digest: string;
  readonly deviceUid: string;
}

export interface Finding {
  readonly id: string;
  readonly label: string;
  readonly code: { readonly value: string; readonly scheme: string; readonly meaning: string };
  /** 0 to 1. */
  readonly confidence: number;
  /** Probability by type name. */
  readonly types: Readonly<Record<string, number>>;
  readonly seriesInstanceUid: string;
  readonly keySopInstanceUid: string;
  readonly keyFrame: number;
  readonly sliceCount: number;
  readonly areaMm2?: number;
  readonly diameterMm?: number;
  readonly volumeMm3?: number;
  readonly highRisk: boolean;
}

export interface Result {
  readonly attempt: number;
  readonly outcome: 'analysed' | 'not-applicable' | 'failed';
  readonly reason?: string;
  readonly risk: Risk;
  readonly simulated: boolean;
  readonly notice: string;
  readonly model?: Model;
  readonly findings: readonly Finding[];
  readonly contours?: string;
  readonly overlays: readonly string[];
  readonly segmentation?: string;
  readonly timingsMs: Readonly<Record<string, number>>;
  readonly finishedAt: string;
}

export interface Decision {
  readonly findingId: string;
  readonly decision: Verdict;
  readonly reason?: string;
  readonly by: string;
  readonly at: string;
  /** What stands in place of the finding's outlines, where it was amended. */
  readonly contours?: readonly Drawn[];
}

/** One outline in pixels of the image, the centre of the first at 0, 0: a polygon, or a box (left, top, right, bottom). */
export interface Drawn {
  readonly sopInstanceUid: string;
  readonly frame?: number;
  readonly polygon?: readonly (readonly number[])[];
  readonly box?: readonly number[];
}

export interface DrawnPoint {
  readonly sopInstanceUid: string;
  readonly frame?: number;
  readonly column: number;
  readonly row: number;
}

export interface FindingCode {
  readonly value: string;
  readonly scheme: string;
  readonly meaning: string;
}

/** A finding that a radiologist adds. */
export interface NewFinding {
  readonly label: string;
  readonly code: { readonly scheme: string; readonly value: string };
  readonly contours?: readonly Drawn[];
  readonly point?: DrawnPoint;
}

/** A finding of the radiologist's own. */
export interface OwnFinding {
  readonly id: string;
  readonly label: string;
  readonly code: FindingCode;
  readonly contours?: readonly Drawn[];
  readonly point?: DrawnPoint;
  readonly by: string;
  readonly at: string;
}

export interface Signature {
  readonly number: number;
  readonly impression: string;
  readonly signedBy: string;
  readonly signedAt: string;
  readonly resultAttempt: number;
  /** Paths of the signed documents, behind the pixel cookies. */
  readonly files?: readonly string[];
  readonly aiDisplay?: AiDisplay;
  readonly critical?: CriticalResult;
}

/** When a clinic's readers see what the model found. */
export type AiDisplay = 'first' | 'on-demand' | 'after-own-read';
export type CommunicationMeans = 'phone' | 'in-person' | 'message';

export interface CriticalResult {
  readonly findings: readonly { readonly id: string; readonly label: string }[];
  /** Absent while nobody was told. */
  readonly communication?: Communication & { readonly by: string; readonly notedAt: string };
}

/** Who was told of a critical finding. */
export interface Communication {
  readonly told: string;
  readonly means: CommunicationMeans;
  readonly at: string;
  readonly readBack: boolean;
}

/** That a reader was shown what the model found, and what that reader had said before. */
export interface OwnRead {
  readonly by: string;
  readonly at: string;
  readonly resultAttempt: number;
  /** Absent where the reader only asked. */
  readonly impression?: string;
  readonly marks?: readonly OwnFinding[];
}

export interface Review {
  readonly decisions: readonly Decision[];
  readonly signatures: readonly Signature[];
  readonly ownFindings?: readonly OwnFinding[];
  readonly ownReads?: readonly OwnRead[];
}

export interface StudyDetail {
  readonly study: Study;
  readonly instances: readonly Instance[];
  readonly result?: Result;
  readonly review: Review;
  readonly aiDisplay?: AiDisplay;
}

export interface UploadSummary {
  readonly uploadId: string;
  readonly createdAt: string;
  readonly fileCount: number;
  readonly open: boolean;
  readonly state: UploadState;
  readonly priority: Priority;
  readonly prior: boolean;
  /** What became of the files; absent while one is still to come. */
  readonly tally?: Readonly<Record<'accepted' | 'duplicate' | 'refused' | 'held' | 'expired' | 'ignored', number>>;
}

export interface UploadFile {
  readonly fileId: string;
  /** Its place in the manifest, or in its archive, from 1. */
  readonly number?: number;
  readonly state: FileState;
  readonly code?: string;
  readonly message?: string;
  readonly studyId?: string;
  /** Id of the file that it came in. */
  readonly archive?: string;
}

export interface UploadStudy {
  readonly studyId: string;
  /** The six characters by which readers know it. */
  readonly code: string;
  readonly modality?: string;
  readonly bodyPart?: string;
  readonly status: StudyStatus;
  readonly reason?: string;
  readonly risk: Risk;
  readonly signedAt?: string;
}

export interface UploadDetail {
  readonly uploadId: string;
  readonly createdAt: string;
  readonly open: boolean;
  readonly state: UploadState;
  readonly priority: Priority;
  readonly prior: boolean;
  readonly files: readonly UploadFile[];
  readonly studies: readonly UploadStudy[];
}

export type HoldCode = 'pixel-risk' | 'identity-conflict' | 'study-conflict' | 'instance-conflict';

/** Whole pixels of the stored picture; the first column and row are 0. */
export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A file that waits for a person. */
export interface HeldFile {
  readonly uploadId: string;
  readonly fileId: string;
  readonly clinic: string;
  readonly studyId?: string;
  readonly code: HoldCode;
  readonly message: string;
  /** False: it can only be refused. */
  readonly canRelease: boolean;
  /** What to look at and what to do. */
  readonly advice: string;
  readonly heldAt: string;
  readonly suspects: readonly Area[];
  /** Not carried out yet. */
  readonly decision?: { readonly verdict: 'release' | 'refuse'; readonly at: string };
}

/** One attribute at every depth where it stood, over all images of a study. */
export interface AttributeCount {
  /** As (0010,0010), or private, or unknown. */
  readonly tag: string;
  readonly keyword: string;
  readonly action: string;
  readonly reason: string;
  /** CID 7050; absent for the basic profile. */
  readonly option?: string;
  readonly count: number;
}

/** What was done to the images of a study: counts, never a value. */
export interface Deidentification {
  readonly studyInstanceUid: string;
  readonly instances: number;
  /** Images of which nothing is known here. */
  readonly withoutReport?: number;
  readonly profiles: readonly string[];
  readonly methods: readonly string[];
  readonly software: readonly string[];
  /** Images by code of CID 7050. */
  readonly options: Readonly<Record<string, number>>;
  readonly attributes: readonly AttributeCount[];
  readonly pixelInstances: number;
  readonly boxesBlanked: number;
  readonly markersKept: number;
}

/** The pixels as they came: they may show a patient's name. */
export interface HeldPicture {
  /** From 0. */
  readonly frame: number;
  readonly frames: number;
  readonly columns: number;
  readonly rows: number;
  /** Base64; may be smaller than columns by rows. */
  readonly png: string;
}

export interface HoldDecision {
  readonly verdict: 'release' | 'refuse';
  readonly reason: string;
  readonly patient?: 'same' | 'separate';
  readonly blank?: readonly Area[];
  readonly study: boolean;
}

export interface Decided {
  readonly decided: number;
  readonly verdict: 'release' | 'refuse';
}

/** The contours file. Points are column, row pairs; the centre of the first pixel is (0, 0). */
export interface ContourDocument {
  readonly version: number;
  readonly notice: string;
  readonly findings: readonly {
    readonly findingId: string;
    readonly contours: readonly Contour[];
    /** Left, top, right, bottom of what a detector marked. */
    readonly box?: readonly number[];
    /** Where a model looked: a PNG beside this file, over part of one picture. */
    readonly heatmap?: { readonly file: string; readonly sopInstanceUid: string; readonly frame: number; readonly box: readonly number[] };
  }[];
  /** How frames lie that were read as slices; absent where all slices were single pictures. */
  readonly frames?: readonly FrameOrder[];
}

/** Frames of one object, from 1, in the order in which they lie along the normal of their orientation. */
export interface FrameOrder {
  readonly sopInstanceUid: string;
  readonly orientation: readonly number[];
  readonly frames: readonly number[];
}

export interface Contour {
  readonly sopInstanceUid: string;
  readonly frame: number;
  readonly points: readonly (readonly number[])[];
}
