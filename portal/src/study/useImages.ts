import { useMemo, useRef, useState } from 'preact/hooks';
import type { RefObject } from 'preact';
import type { Client } from '../api/client';
import type { Finding, StudyDetail } from '../api/contract';
import { useMeasuring, type Measuring } from '../viewer/measuring/useMeasuring';
import type { StackViewer } from '../viewer/StackViewer';
import { heatmapsOf, outlinesBySlice, type Heatmap, type Outline } from './outlines';
import { indexOfSlice, stacksOf, type Stack } from './stack';
import { useContours, usePixelSession, type Contours, type PixelSession } from './usePixels';

/** How the reader wants to see what the AI marked. */
export interface AiChoice {
  /** 0 to 1. */
  readonly opacity: number;
  /** Findings below it are not drawn: 0 to 1. */
  readonly least: number;
  readonly heat: boolean;
}

/** What the image column shows, and how the rest of the page leads it. */
export interface Images {
  readonly pixels: PixelSession;
  readonly contours: Contours;
  readonly stacks: readonly Stack[];
  readonly stack: Stack | undefined;
  readonly outlines: ReadonlyMap<number, readonly Outline[]>;
  readonly heatmaps: readonly Heatmap[];
  readonly ai: AiChoice;
  readonly chooseAi: (choice: Partial<AiChoice>) => void;
  readonly overlay: boolean;
  readonly viewer: RefObject<StackViewer | null>;
  readonly measuring: Measuring;
  readonly toggleOverlay: () => void;
  readonly chooseSeries: (seriesInstanceUid: string) => void;
  /** Jumps to the finding's key image. */
  readonly show: (finding: Finding) => void;
  /** Jumps to a picture of the study. */
  readonly goTo: (sopInstanceUid: string, frame: number) => void;
}

export function useImages(client: Client, detail: StudyDetail, mayRead: boolean): Images {
  const { instances, result, review } = detail;
  const pixels = usePixelSession(client, mayRead);
  const contours = useContours(result?.contours, pixels.ready);
  const stacks = useMemo(() => stacksOf(instances, result), [instances, result]);
  const [chosenSeries, chooseSeries] = useState<string | null>(null);
  const [overlay, setOverlay] = useState(true);
  const [ai, setAi] = useState<AiChoice>({ opacity: 1, least: 0, heat: false });
  const viewer = useRef<StackViewer | null>(null);
  const measuring = useMeasuring();
  const stack = stacks.find((each) => each.seriesInstanceUid === chosenSeries) ?? stacks[0];
  const outlines = useMemo(() => {
    if (!contours.document || !stack) return new Map<number, Outline[]>();
    const sure = new Set(result?.findings.filter(({ confidence }) => confidence >= ai.least).map(({ id }) => id));
    const otherwise = new Set(review.decisions.filter(({ decision }) => decision !== 'accept').map(({ findingId }) => findingId));
    const drawn = outlinesBySlice(contours.document, stack, (findingId) => sure.has(findingId));
    return new Map([...drawn].map(([index, here]) => [index, here.map((outline) => (otherwise.has(outline.findingId) ? { ...outline, superseded: true } : outline))]));
  }, [contours.document, stack, result, review, ai.least]);
  const heatmaps = useMemo(() => (contours.document && stack ? heatmapsOf(contours.document, stack) : []), [contours.document, stack]);
  const goTo = (sopInstanceUid: string, frame: number): void => {
    const home = stacks.find((each) => indexOfSlice(each, sopInstanceUid, frame) >= 0);
    if (!home) return;
    if (home !== stack) chooseSeries(home.seriesInstanceUid);
    else viewer.current?.goTo(indexOfSlice(home, sopInstanceUid, frame));
  };
  return {
    pixels,
    contours,
    stacks,
    stack,
    outlines,
    heatmaps,
    ai,
    chooseAi: (choice) => setAi((old) => ({ ...old, ...choice })),
    overlay,
    viewer,
    measuring,
    toggleOverlay: () => setOverlay((on) => !on),
    chooseSeries,
    show: (finding) => goTo(finding.keySopInstanceUid, finding.keyFrame),
    goTo,
  };
}
