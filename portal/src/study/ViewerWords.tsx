import { textOf, textsOf, type Header } from '../viewer/header';
import { edgesOf, edgesOfLetters, isMirrored } from '../viewer/orientation';
import type { View } from '../viewer/StackViewer';
import type { Stack } from './stack';

interface ViewerWordsProps {
  readonly stack: Stack;
  readonly view: View;
  readonly header: Header | null;
  readonly outlined: boolean;
  readonly simulated: boolean;
  readonly verified: boolean;
}

/** What is written on the picture: sides, place, window, and whose the outline is. */
export function ViewerWords({ stack, view, header, outlined, simulated, verified }: ViewerWordsProps) {
  const edges =
    view.matrix && (edgesOf(stack.slices[view.index]?.orientation, view.matrix) ?? edgesOfLetters(header ? textsOf(header, 'PatientOrientation') : [], view.matrix));
  const side = header && (textOf(header, 'ImageLaterality') ?? textOf(header, 'Laterality'));
  const projection = header && textOf(header, 'ViewPosition');
  const { range } = view;
  return (
    <div class="words">
      {edges && (
        <>
          <span class="edge edge-top">{edges.top}</span>
          <span class="edge edge-right">{edges.right}</span>
          <span class="edge edge-bottom">{edges.bottom}</span>
          <span class="edge edge-left">{edges.left}</span>
        </>
      )}
      <p class="corner corner-top-left">
        {stack.description}
        {(projection || side) && <span class="second">{[projection, side && `side ${side}`].filter(Boolean).join(', ')}</span>}
      </p>
      <p class="corner corner-top-right">
        {simulated && <strong class="simulated">SIMULATED</strong>}
        {outlined && <span class="outline-owner">AI outline{verified ? '' : ', unverified'}</span>}
      </p>
      <p class="corner corner-bottom-left numeric">
        Slice {view.index + 1} / {stack.slices.length}
        {!stack.byGeometry && stack.slices.length > 1 && <span class="second">in order of number: no geometry</span>}
        {stack.missing > 0 && <span class="second warn">{stack.missing} missing between neighbours</span>}
      </p>
      <p class="corner corner-bottom-right numeric">
        {/* The linear function's window (PS3.3 C.11.2.1.2.1) reaches half a value beyond both its ends. */}
        {range && `W ${Math.round(range.upper - range.lower + 1)}  L ${Math.round((range.upper + range.lower + 1) / 2)}`}
        <span class="second">Zoom {view.zoom.toFixed(1)}{view.inverted && ', inverted'}{view.matrix && isMirrored(view.matrix) && ', mirrored'}</span>
      </p>
    </div>
  );
}
