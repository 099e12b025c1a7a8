import type { ToolName } from '../viewer/cornerstone';
import type { StackViewer, View } from '../viewer/StackViewer';
import type { Stack } from './stack';

interface ViewerToolsProps {
  readonly view: View | null;
  readonly viewer: () => StackViewer | null;
  readonly stack: Stack | undefined;
  readonly stacks: readonly Stack[];
  readonly overlay: boolean;
  readonly hasOutlines: boolean;
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

export function ViewerTools({ view, viewer, stack, stacks, overlay, hasOutlines, onToggleOverlay, onSeries, onHelp }: ViewerToolsProps) {
  return (
    <div class="tools" role="toolbar" aria-label="Image tools">
      {onToggleOverlay && (
        <button type="button" class="overlay-toggle" aria-pressed={overlay} disabled={!hasOutlines} onClick={onToggleOverlay}>
          AI outline {hasOutlines ? (overlay ? 'on' : 'off') : 'none'} <kbd>o</kbd>
        </button>
      )}
      <span class="tool-group">
        {tools.map(([name, words, key]) => (
          <button type="button" key={name} aria-pressed={view?.tool === name} onClick={() => viewer()?.use(name)} title={`Left button: ${words.toLowerCase()} (${key})`}>
            {words}
          </button>
        ))}
      </span>
      <button type="button" onClick={() => viewer()?.invert()} aria-pressed={view?.inverted ?? false} title="Invert (i)">Invert</button>
      <button type="button" onClick={() => viewer()?.reset()} title="Reset (r)">Reset</button>
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
}
