import type { Matrix } from '../viewer/orientation';
import type { Outline } from './outlines';

interface OverlayProps {
  readonly outlines: readonly Outline[];
  readonly matrix: Matrix;
  readonly size: { readonly width: number; readonly height: number };
  readonly current: string | undefined;
}

/** The AI's outlines. They stay in pixels of the image; one matrix puts them where the image is drawn. */
export function Overlay({ outlines, matrix, size, current }: OverlayProps) {
  return (
    <svg class="overlay" width={size.width} height={size.height} aria-label="AI outline" role="img">
      <g transform={`matrix(${matrix.join(' ')})`}>
        {outlines.map(({ findingId, path }, index) => (
          <g key={`${findingId}-${index}`} class={findingId === current ? 'outline outline-current' : 'outline'}>
            <path class="outline-shade" d={path} vector-effect="non-scaling-stroke" />
            <path class="outline-line" d={path} vector-effect="non-scaling-stroke" data-finding={findingId} />
          </g>
        ))}
      </g>
    </svg>
  );
}
