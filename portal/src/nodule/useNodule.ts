import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { RefObject } from 'preact';
import type { Mark, Picture, Place } from '../viewer/drawing/marks';
import { round } from '../viewer/drawing/marks';
import type { Hand } from '../viewer/hand';
import type { Header } from '../viewer/header';
import { scaleOfHeader } from '../viewer/scale';
import type { StackViewer } from '../viewer/StackViewer';
import type { NoduleBundle } from './bundle';
import { areaMm2, diameterMm } from './measure';
import type { NoduleNet } from './NoduleNet';

/** What the model outlines at a click, until a person takes it or leaves it. */
export interface Proposal {
  readonly mark: Mark;
  readonly confidence: number;
  readonly diameterMm: number | null;
  readonly areaMm2: number | null;
  /** From the click to the outline. */
  readonly milliseconds: number;
}

export interface Nodule {
  readonly hand: Hand;
  readonly proposal: Proposal | null;
  /** Why there is none, or what is going on. */
  readonly message: string | null;
  readonly bundle: NoduleBundle | null;
  /** The model is fetched and opened: a click does not wait for it. */
  readonly ready: boolean;
  /** Gets the model ready in idle time, if it is one for the picture in view; says nothing where it cannot. */
  readonly warm: (seriesInstanceUid: string) => void;
  readonly toggle: (on?: boolean) => void;
  readonly discard: () => void;
}

/** A click on a CT's nodule outlines and measures it, in this browser. */
export function useNodule(viewer: RefObject<StackViewer | null>): Nodule {
  const [active, setActive] = useState(false);
  const [cursor, setCursor] = useState<Place | null>(null);
  const [proposal, setProposal] = useState<Proposal | null>(null);
  const [message, setMessage] = useState<string | null>(null);
  const [bundle, setBundle] = useState<NoduleBundle | null>(null);
  const [ready, setReady] = useState(false);
  const net = useRef<Promise<NoduleNet> | null>(null);
  const gone = useRef(false);
  const warmedFor = useRef<string | null>(null);
  const asked = useRef(0);
  useEffect(
    () => () => {
      gone.current = true;
      void net.current?.then((each) => each.close(), () => undefined);
    },
    [],
  );

  const acts = useMemo(() => {
    const open = (): Promise<NoduleNet> =>
      (net.current ??= import('./NoduleNet').then(
        ({ NoduleNet }) => {
          const opened = new NoduleNet();
          setBundle(opened.bundle);
          return opened;
        },
        (error: unknown) => {
          net.current = null;
          throw error;
        },
      ));
    const prepare = async (): Promise<void> => {
      await (await open()).prepare();
      setReady(true);
    };
    const ask = async (picture: Picture, place: Place): Promise<void> => {
      const [number, begun] = [++asked.current, performance.now()];
      setProposal(null);
      setMessage('Outlining…');
      const { outcome, found } = await outlined(viewer.current, picture, place, open).catch((error: unknown) => ({
        outcome: error instanceof Error ? error.message : 'The model cannot be run in this browser.',
        found: null,
      }));
      // Only the last click counts.
      if (number !== asked.current) return;
      setMessage(outcome);
      setProposal(found && { ...found, milliseconds: performance.now() - begun });
    };
    const stop = (): void => {
      asked.current++;
      setProposal(null);
      setMessage(null);
    };
    const toggle = (on?: boolean): void => {
      stop();
      setCursor(null);
      setActive((was) => on ?? !was);
      if (on !== false)
        prepare().catch((error: unknown) => setMessage(error instanceof Error ? error.message : 'The model cannot be loaded.'));
    };
    const warm = (seriesInstanceUid: string): void => {
      if (net.current !== null || warmedFor.current === seriesInstanceUid) return;
      warmedFor.current = seriesInstanceUid;
      whenIdle(() => {
        fits(viewer.current?.header())
          .then((does) => (does && !gone.current ? prepare() : undefined))
          .catch(() => undefined);
      });
    };
    const press = (picture: Picture, place: Place): void => void ask(picture, place);
    const nothing = (): void => undefined;
    return { toggle, warm, discard: stop, press, tap: press, setCursor, cancel: () => toggle(false), move: nothing, release: nothing, close: nothing, erase: stop, undo: nothing, redo: nothing };
  }, [viewer]);

  const { toggle, warm, discard, ...hand } = acts;
  return { hand: { active, dragging: false, cursor, ...hand }, proposal, message, bundle, ready, warm, toggle, discard };
}

/** Not every browser tells when it is idle. */
function whenIdle(act: () => void): void {
  if ('requestIdleCallback' in window) requestIdleCallback(act, { timeout: 2000 });
  else setTimeout(act, 200);
}

async function fits(header: Header | null | undefined): Promise<boolean> {
  if (!header) return false;
  const [{ bundle }, { factsOf }, { misfits }] = await Promise.all([import('./files'), import('./facts'), import('./rules')]);
  return misfits(bundle.appliesTo, factsOf(header, 1)).length === 0;
}

async function outlined(
  viewer: StackViewer | null,
  picture: Picture,
  place: Place,
  open: () => Promise<NoduleNet>,
): Promise<{ readonly outcome: string | null; readonly found: Omit<Proposal, 'milliseconds'> | null }> {
  const [header, grey] = [viewer?.header(), viewer?.grey()];
  if (!header || !grey) return { outcome: 'The picture has no grey values.', found: null };
  const [net, { factsOf }, { misfits }] = await Promise.all([open(), import('./facts'), import('./rules')]);
  const against = misfits(net.bundle.appliesTo, factsOf(header, 1));
  if (against.length > 0) return { outcome: `Not ${net.bundle.appliesTo.what}: ${against.join(', ')}.`, found: null };
  const answer = await net.outlineAt(grey, place);
  if (answer.kind === 'nothing') return { outcome: 'The model outlines nothing near this point.', found: null };
  if (answer.kind === 'unlike') return { outcome: `Unlike anything the model was trained on (distance ${answer.distance.toFixed(1)}, at most ${answer.most}).`, found: null };
  const scale = scaleOfHeader(header, picture.frame);
  const { sopInstanceUid, frame } = picture;
  const mark: Mark = { kind: 'polygon', sopInstanceUid, frame, points: answer.outline.points.map(([x, y]) => [round(x), round(y)]) };
  return {
    outcome: null,
    found: {
      mark,
      confidence: answer.outline.confidence,
      diameterMm: scale && diameterMm(answer.outline.points, scale),
      areaMm2: scale && areaMm2(answer.outline.points, scale),
    },
  };
}
