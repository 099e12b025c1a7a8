import type { Matrix } from '../viewer/orientation';
import type { Heatmap, Outline } from './outlines';

/** How the AI's marks are shown. */
export interface AiView {
  /** 0 to 1. */
  readonly opacity: number;
  /** The heatmaps of the slice drawn now; empty where none is wanted or known. */
  readonly heat: readonly (Heatmap & { readonly url: string })[];
}

interface OverlayProps {
  readonly outlines: readonly Outline[];
  readonly matrix: Matrix;
  readonly size: { readonly width: number; readonly height: number };
  readonly current: string | undefined;
  readonly ai?: AiView | undefined;
}

const plain: AiView = { opacity: 1, heat: [] };

/** The AI's outlines, boxes and heat. They stay in pixels of the image; one matrix puts them where the image is drawn. */
export function Overlay({ outlines, matrix, size, current, ai = plain }: OverlayProps) {
  return (
    <svg class="overlay" width={size.width} height={size.height} aria-label="AI outline" role="img">
      {/* The map is grey: how sure becomes how warm and how dense. */}
      <filter id="heat-colours" color-interpolation-filters="sRGB">
        <feColorMatrix values="1 0 0 0 0  1 0 0 0 0  1 0 0 0 0  1 0 0 0 0" />
        <feComponentTransfer>
          <feFuncR type="table" tableValues="0.1 0.6 1 1" />
          <feFuncG type="table" tableValues="0.1 0.2 0.6 0.95" />
          <feFuncB type="table" tableValues="0.5 0.4 0.1 0.4" />
          <feFuncA type="table" tableValues="0 0.35 0.55 0.65" />
        </feComponentTransfer>
      </filter>
      <g transform={`matrix(${matrix.join(' ')})`} opacity={ai.opacity}>
        {ai.heat.map(({ url, box: [left = 0, top = 0, right = 0, bottom = 0] }) => (
          <image key={url} class="heat" href={url} x={left} y={top} width={right - left} height={bottom - top} preserveAspectRatio="none" filter="url(#heat-colours)" />
        ))}
        {outlines.map(({ findingId, path, kind, superseded }, index) => (
          <g key={`${findingId}-${index}`} class={['outline', findingId === current && 'outline-current', kind === 'box' && 'outline-box', superseded && 'outline-superseded'].filter(Boolean).join(' ')}>
            <path class="outline-shade" d={path} vector-effect="non-scaling-stroke" />
            <path class="outline-line" d={path} vector-effect="non-scaling-stroke" data-finding={findingId} />
          </g>
        ))}
      </g>
    </svg>
  );
}
