import { useMemo, useRef, useState } from 'preact/hooks';
import type { RefObject } from 'preact';
import type { Client } from '../api/client';
import type { Finding, StudyDetail } from '../api/contract';
import type { StackViewer } from '../viewer/StackViewer';
import { outlinesBySlice, type Outline } from './outlines';
import { indexOfSlice, stacksOf, type Stack } from './stack';
import { useContours, usePixelSession, type Contours, type PixelSession } from './usePixels';

/** What the image column shows, and how the rest of the page leads it. */
export interface Images {
  readonly pixels: PixelSession;
  readonly contours: Contours;
  readonly stacks: readonly Stack[];
  readonly stack: Stack | undefined;
  readonly outlines: ReadonlyMap<number, readonly Outline[]>;
  readonly overlay: boolean;
  readonly viewer: RefObject<StackViewer | null>;
  readonly toggleOverlay: () => void;
  readonly chooseSeries: (seriesInstanceUid: string) => void;
  /** Jumps to the finding's key image. */
  readonly show: (finding: Finding) => void;
}

export function useImages(client: Client, detail: StudyDetail, mayRead: boolean): Images {
  const { instances, result } = detail;
  const { studyId, aiWithheld } = detail.study;
  const pixels = usePixelSession(client, mayRead, aiWithheld ? [] : [studyId]);
  const contours = useContours(result?.contours, pixels.results.includes(studyId));
  const stacks = useMemo(() => stacksOf(instances, result), [instances, result]);
  const [chosenSeries, chooseSeries] = useState<string | null>(null);
  const [overlay, setOverlay] = useState(true);
  const viewer = useRef<StackViewer | null>(null);
  const stack = stacks.find((each) => each.seriesInstanceUid === chosenSeries) ?? stacks[0];
  const outlines = useMemo(
    () => (contours.document && stack ? outlinesBySlice(contours.document, stack) : new Map<number, Outline[]>()),
    [contours.document, stack],
  );
  const show = (finding: Finding): void => {
    const home = stacks.find((each) => each.seriesInstanceUid === finding.seriesInstanceUid);
    if (!home) return;
    if (home !== stack) chooseSeries(home.seriesInstanceUid);
    else viewer.current?.goTo(indexOfSlice(home, finding.keySopInstanceUid, finding.keyFrame));
  };
  return { pixels, contours, stacks, stack, outlines, overlay, viewer, toggleOverlay: () => setOverlay((on) => !on), chooseSeries, show };
}
