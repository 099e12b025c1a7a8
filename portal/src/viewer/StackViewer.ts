import * as core from '@cornerstonejs/core';
import * as tools from '@cornerstonejs/tools';
import type { Stack } from '../study/stack';
import { bindTools, forgetImages, headerOf, imageIdOf, startCornerstone, toolNames, type ToolName } from './cornerstone';
import type { Matrix } from './orientation';
import type { Field } from '../nodule/field';
import { greyValues, modalityValues, type Decoded } from './grey';
import type { Header } from './header';
import { outwards, prefetch } from './prefetch';
import { rangeOfPixels, type Range } from './voi';
import { presetsOf, type WindowPreset } from './windows';

/** What is on the screen now. */
export interface View {
  /** The slice whose pixels are drawn, which while loading is not yet the one asked for; -1 before the first. */
  readonly index: number;
  readonly loaded: number;
  readonly range: Range | null;
  readonly zoom: number;
  /** From pixels of the image (centre of the first is (0, 0)) to CSS pixels of the element. */
  readonly matrix: Matrix | null;
  readonly size: { readonly width: number; readonly height: number };
  readonly inverted: boolean;
  readonly tool: ToolName;
  /** The window that was chosen by name, while it stands. */
  readonly preset: string | null;
  readonly error: string | null;
}

/** Each viewer is an engine of its own: a prior stands beside the study. */
let viewers = 0;
let open = 0;
const { Events } = core.Enums;

/** One stack of images in one element. */
export class StackViewer {
  private readonly engineId = `firstread-${++viewers}`;
  private readonly viewportId = `${this.engineId}-stack`;
  private readonly engine: core.RenderingEngine;
  private readonly viewport: core.StackViewport;
  private readonly group: tools.Types.IToolGroup;
  private readonly resizer: ResizeObserver;
  private readonly abort = new AbortController();
  private imageIds: string[] = [];
  private reckoned: { readonly imageId: string; readonly field: Field } | null = null;
  private initial: Range | null = null;
  private chosen: (Range & { readonly name: string }) | null = null;
  private view: View;

  constructor(
    private readonly element: HTMLDivElement,
    private readonly onView: (view: View) => void,
    /** Renews the right to read pixels, once, when the first load is refused. */
    private readonly renew: () => Promise<void>,
  ) {
    startCornerstone();
    open++;
    this.view = { index: -1, loaded: 0, range: null, zoom: 1, matrix: null, size: this.size(), inverted: false, tool: 'window', preset: null, error: null };
    this.engine = new core.RenderingEngine(this.engineId);
    this.engine.enableElement({ viewportId: this.viewportId, type: core.Enums.ViewportType.STACK, element, defaultOptions: { background: [0, 0, 0] } });
    this.viewport = this.engine.getViewport(this.viewportId) as core.StackViewport;
    const group = tools.ToolGroupManager.createToolGroup(this.engineId);
    if (!group) throw new Error('The viewer could not be set up. Reload the page.');
    this.group = group;
    for (const name of Object.values(toolNames)) group.addTool(name);
    group.addViewport(this.viewportId, this.engineId);
    bindTools(group, 'window');
    for (const event of [Events.IMAGE_RENDERED, Events.CAMERA_MODIFIED, Events.VOI_MODIFIED, Events.STACK_NEW_IMAGE])
      element.addEventListener(event, this.publish);
    core.eventTarget.addEventListener(Events.IMAGE_LOAD_ERROR, this.fail as EventListener);
    // Cornerstone takes the focus at a click and swallows every key from then on; the page's keys would be dead.
    element.addEventListener('focus', () => element.blur(), { signal: this.abort.signal });
    this.resizer = new ResizeObserver(() => {
      this.engine.resize(true, true);
      this.publish();
    });
    this.resizer.observe(element);
  }

  async show(stack: Stack, start: number): Promise<void> {
    this.imageIds = stack.slices.map(imageIdOf);
    const first = this.imageIds[start];
    if (first === undefined) return;
    try {
      await core.imageLoader.loadAndCacheImage(first).catch(async () => {
        await this.renew();
        return core.imageLoader.loadAndCacheImage(first);
      });
      // Another stack may have taken this one's place meanwhile: its engine is gone.
      if (this.abort.signal.aborted) return;
      await this.viewport.setStack(this.imageIds, start);
    } catch (error) {
      this.update({ error: `The image cannot be shown: ${reasonOf(error)}` });
      return;
    }
    if (this.abort.signal.aborted) return;
    // One window for the whole stack: brightness must not jump from slice to slice.
    this.initial = this.windowOf(first);
    this.viewport.setProperties({ voiRange: this.initial });
    this.chosen = { name: presetsOf(undefined)[0]?.name ?? '', ...this.initial };
    this.viewport.render();
    this.publish();
    await prefetch(
      (index) => core.imageLoader.loadAndCacheImage(this.imageIds[index] ?? first),
      outwards(this.imageIds.length, start),
      this.abort.signal,
      (loaded) => this.update({ loaded }),
    );
  }

  goTo(index: number): void {
    const target = Math.max(0, Math.min(this.imageIds.length - 1, index));
    this.viewport.setImageIdIndex(target).then(this.publish, (error: unknown) => this.update({ error: reasonOf(error) }));
  }

  step(by: number): void {
    this.goTo(this.viewport.getTargetImageIdIndex() + by);
  }

  use(tool: ToolName): void {
    bindTools(this.group, tool);
    this.update({ tool });
  }

  window(levelBy: number, widthBy: number): void {
    const range = this.viewport.getProperties().voiRange ?? this.initial;
    if (!range) return;
    const width = Math.max(1, (range.upper - range.lower) * (1 + widthBy));
    const level = (range.lower + range.upper) / 2 + levelBy * (range.upper - range.lower);
    this.viewport.setProperties({ voiRange: { lower: level - width / 2, upper: level + width / 2 } });
    this.viewport.render();
  }

  zoom(factor: number): void {
    this.viewport.setZoom(this.viewport.getZoom() * factor);
    this.viewport.render();
  }

  pan(x: number, y: number): void {
    const [panX, panY] = this.viewport.getPan();
    this.viewport.setPan([panX + x, panY + y]);
    this.viewport.render();
  }

  /** A fixed window, the header's, or one made of the drawn picture's pixels. */
  preset(preset: WindowPreset): void {
    const range = 'width' in preset ? core.utilities.windowLevel.toLowHighRange(preset.width, preset.level) : preset.from === 'header' ? this.initial : this.windowOfPixels(this.drawn() ?? '');
    if (!range) return;
    this.viewport.setProperties({ voiRange: range });
    this.chosen = { name: preset.name, ...range };
    this.viewport.render();
    this.publish();
  }

  /** The preset after the one that stands. */
  nextPreset(by: number): void {
    const modality = this.header()?.['Modality'];
    const presets = presetsOf(typeof modality === 'string' ? modality : undefined);
    const now = presets.findIndex(({ name }) => name === this.view.preset);
    const next = presets[(now + by + presets.length) % presets.length];
    if (next) this.preset(next);
  }

  /** A quarter to the right, as it is seen. */
  turn(): void {
    const { viewUp, viewPlaneNormal } = this.viewport.getCamera();
    if (!viewUp || !viewPlaneNormal) return;
    // What was on the left comes to the top.
    this.viewport.setCamera({ viewUp: cross(viewPlaneNormal, viewUp) });
    this.viewport.render();
    this.publish();
  }

  /** Left for right, as it is seen. */
  mirror(): void {
    this.viewport.setCamera({ flipHorizontal: !this.viewport.getCamera().flipHorizontal });
    this.viewport.render();
    this.publish();
  }

  /** The drawn picture's header; null before the first. */
  header(): Header | null {
    const drawn = this.drawn();
    return drawn === null ? null : headerOf(drawn);
  }

  /** The drawn picture's modality values: of CT, HU. Null for colours. */
  values(): Field | null {
    // A region that is dragged asks at each step, and a radiograph has many pixels.
    const [drawn, decoded] = [this.drawn(), this.decoded()];
    if (drawn === null || !decoded) return null;
    if (this.reckoned?.imageId !== drawn) this.reckoned = { imageId: drawn, field: modalityValues(decoded) };
    return this.reckoned.field;
  }

  /** What a net is given of the drawn picture: brighter is more, padding dark. */
  grey(): Field | null {
    const [decoded, header] = [this.decoded(), this.header()];
    return decoded && header && greyValues(decoded, header);
  }

  invert(): void {
    this.viewport.setProperties({ invert: !this.view.inverted });
    this.viewport.render();
    this.publish();
  }

  reset(): void {
    this.viewport.resetCamera();
    this.viewport.setProperties({ invert: false, ...(this.initial ? { voiRange: this.initial } : {}) });
    this.chosen = this.initial && { name: presetsOf(undefined)[0]?.name ?? '', ...this.initial };
    this.viewport.render();
    this.publish();
  }

  destroy(): void {
    this.abort.abort();
    this.resizer.disconnect();
    core.eventTarget.removeEventListener(Events.IMAGE_LOAD_ERROR, this.fail as EventListener);
    tools.ToolGroupManager.destroyToolGroup(this.engineId);
    this.engine.destroy();
    // Pixels leave memory with the last picture on the page.
    if (--open === 0) forgetImages();
  }

  private readonly publish = (): void => {
    if (this.abort.signal.aborted || this.imageIds.length === 0) return;
    // The image that is drawn, not the one asked for: a contour must never lie on another slice's pixels.
    const drawn = this.drawn();
    const index = drawn === null ? -1 : this.imageIds.indexOf(drawn);
    // What a reader waits for: docs/performance.md tells how long.
    if (index >= 0 && this.view.index < 0) performance.mark('first-image');
    const { voiRange, invert } = this.viewport.getProperties();
    this.update({
      index,
      range: voiRange ?? null,
      preset: this.chosen && voiRange && Math.abs(voiRange.lower - this.chosen.lower) + Math.abs(voiRange.upper - this.chosen.upper) < 1e-3 ? this.chosen.name : null,
      zoom: this.viewport.getZoom(),
      matrix: index < 0 ? null : this.matrix(),
      size: this.size(),
      inverted: invert ?? false,
      error: index === this.viewport.getTargetImageIdIndex() ? null : this.view.error,
    });
  };

  private readonly fail = (event: CustomEvent<{ imageId: string; error: unknown }>): void => {
    if (!this.imageIds.includes(event.detail.imageId)) return;
    const slice = this.imageIds.indexOf(event.detail.imageId) + 1;
    this.update({ error: `Slice ${slice} cannot be shown: ${reasonOf(event.detail.error)}` });
  };

  /** The image's geometry as Cornerstone draws it: vtk's index (0, 0, 0) is the centre of the first pixel. */
  private matrix(): Matrix | null {
    const data = this.viewport.getImageData();
    const toWorld = data?.imageData.indexToWorld;
    if (!data || !toWorld) return null;
    const [columns, rows] = data.dimensions;
    const place = (column: number, row: number): core.Types.Point2 =>
      this.viewport.worldToCanvas(toWorld([column, row, 0]) as core.Types.Point3);
    const [origin, right, down] = [place(0, 0), place(columns, 0), place(0, rows)];
    return [
      (right[0] - origin[0]) / columns,
      (right[1] - origin[1]) / columns,
      (down[0] - origin[0]) / rows,
      (down[1] - origin[1]) / rows,
      origin[0],
      origin[1],
    ];
  }

  private windowOf(imageId: string): Range {
    const lut = core.metaData.get('voiLutModule', imageId) as { windowWidth?: number[]; windowCenter?: number[] } | undefined;
    const [width, center] = [lut?.windowWidth?.[0], lut?.windowCenter?.[0]];
    if (width !== undefined && center !== undefined && width >= 1) return core.utilities.windowLevel.toLowHighRange(width, center);
    return this.windowOfPixels(imageId) ?? { lower: 0, upper: 255 };
  }

  private windowOfPixels(imageId: string): Range | null {
    const image = core.cache.getImage(imageId);
    if (!image) return null;
    const scaled = image.preScale?.scaled === true;
    return rangeOfPixels(image.getPixelData(), scaled ? 1 : image.slope, scaled ? 0 : image.intercept);
  }

  private drawn(): string | null {
    return this.viewport.getCornerstoneImage()?.imageId ?? null;
  }

  private decoded(): Decoded | null {
    const image = core.cache.getImage(this.drawn() ?? '');
    if (!image || image.color) return null;
    const { columns, rows, slope, intercept } = image;
    return { columns, rows, slope, intercept, pixels: image.getPixelData(), scaled: image.preScale?.scaled === true };
  }

  private size(): View['size'] {
    return { width: this.element.clientWidth, height: this.element.clientHeight };
  }

  private update(change: Partial<View>): void {
    if (this.abort.signal.aborted) return;
    this.view = { ...this.view, ...change };
    this.onView(this.view);
  }
}

function cross([a, b, c]: core.Types.Point3, [x, y, z]: core.Types.Point3): core.Types.Point3 {
  return [b * z - c * y, c * x - a * z, a * y - b * x];
}

function reasonOf(error: unknown): string {
  const inner = (error as { error?: unknown } | null)?.error ?? error;
  if (inner instanceof XMLHttpRequest)
    return inner.status === 0 ? 'the server cannot be reached.' : `the server answered ${inner.status}.`;
  return inner instanceof Error ? inner.message : 'its pixels cannot be decoded.';
}
