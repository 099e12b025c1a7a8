import type { ComponentChildren } from 'preact';
import type { ToolName } from '../viewer/cornerstone';
import type { MeasureKind } from '../viewer/measuring/measures';
import type { Measuring } from '../viewer/measuring/useMeasuring';
import type { StackViewer, View } from '../viewer/StackViewer';
import { presetsOf } from '../viewer/windows';
import type { Stack } from './stack';

interface ViewerToolsProps {
  readonly view: View | null;
  readonly viewer: () => StackViewer | null;
  readonly modality: string | undefined;
  readonly stack: Stack | undefined;
  readonly stacks: readonly Stack[];
  readonly overlay: boolean;
  readonly hasOutlines: boolean;
  readonly measuring?: Measuring;
  readonly extraTools?: ComponentChildren;
  readonly onToggleOverlay?: () => void;
  readonly onSeries: (seriesInstanceUid: string) => void;
  readonly onHelp?: () => void;
}

const tools: readonly (readonly [ToolName, string, string])[] = [
  ['window', 'Window', '1'],
  ['pan', 'Pan', '2'],
  ['zoom', 'Zoom', '3'],
  ['scroll', 'Scroll', '4'],
];

const measures: readonly (readonly [MeasureKind, string, string])[] = [
  ['length', 'Length', '5'],
  ['angle', 'Angle', '6'],
  ['ellipse', 'Region', '7'],
];

export function ViewerTools({ view, viewer, modality, stack, stacks, overlay, hasOutlines, measuring, extraTools, onToggleOverlay, onSeries, onHelp }: ViewerToolsProps) {
  const measure = measuring?.state.tool ?? null;
  const presets = presetsOf(modality);
  return (
    <div class="tools" role="toolbar" aria-label="Image tools">
      {onToggleOverlay && (
        <button type="button" class="overlay-toggle" aria-pressed={overlay} disabled={!hasOutlines} onClick={onToggleOverlay}>
          AI outline {hasOutlines ? (overlay ? 'on' : 'off') : 'none'} <kbd>o</kbd>
        </button>
      )}
      <span class="tool-group">
        {tools.map(([name, words, key]) => (
          <button type="button" key={name} aria-pressed={measure === null && view?.tool === name} onClick={() => choose(name)} title={`Left button: ${words.toLowerCase()} (${key})`}>
            {words}
          </button>
        ))}
      </span>
      {measuring && (
        <span class="tool-group">
          {measures.map(([name, words, key]) => (
            <button type="button" key={name} aria-pressed={measure === name} onClick={() => measuring.take(measure === name ? null : name)} title={`Left button: ${words.toLowerCase()} (${key})`}>
              {words}
            </button>
          ))}
          <button type="button" disabled={measuring.state.measures.length === 0} onClick={measuring.clear} title="Remove all measures">Clear</button>
        </span>
      )}
      {extraTools}
      <select aria-label="Window preset" title="Window (v)" value={view?.preset ?? ''} onChange={(event) => setWindow(event.currentTarget.value)}>
        <option value="" disabled>Own window</option>
        {presets.map((preset) => (
          <option key={preset.name} value={preset.name}>
            {preset.name}
            {'width' in preset && ` ${preset.width}/${preset.level}`}
          </option>
        ))}
      </select>
      <span class="tool-group">
        <button type="button" onClick={() => viewer()?.turn()} title="Turn by a quarter (q)">Turn</button>
        <button type="button" onClick={() => viewer()?.mirror()} title="Left for right (h)">Flip</button>
        <button type="button" onClick={() => viewer()?.invert()} aria-pressed={view?.inverted ?? false} title="Invert (i)">Invert</button>
        <button type="button" onClick={() => viewer()?.reset()} title="Reset (r)">Reset</button>
      </span>
      {stacks.length > 1 && (
        <select aria-label="Series" value={stack?.seriesInstanceUid ?? ''} onChange={(event) => onSeries(event.currentTarget.value)}>
          {stacks.map((each) => (
            <option key={each.seriesInstanceUid} value={each.seriesInstanceUid}>
              {each.description} ({each.slices.length})
            </option>
          ))}
        </select>
      )}
      {onHelp && <button type="button" class="help" onClick={onHelp} title="Keys (?)">Keys <kbd>?</kbd></button>}
    </div>
  );

  function choose(name: ToolName): void {
    measuring?.take(null);
    viewer()?.use(name);
  }

  function setWindow(name: string): void {
    const preset = presets.find((each) => each.name === name);
    if (preset) viewer()?.preset(preset);
  }
}
