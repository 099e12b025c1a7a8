import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Area, HeldPicture } from '../api/contract';
import { areaBetween, type Point } from './areas';

interface AreaPictureProps {
  readonly picture: HeldPicture;
  readonly areas: readonly Area[];
  readonly onAreas: (areas: readonly Area[]) => void;
}

/** The pixels as they came, and what is to be blanked. A drag adds an area, a click on one takes it away. */
export function AreaPicture({ picture, areas, onAreas }: AreaPictureProps) {
  const svg = useRef<SVGSVGElement>(null);
  const [drag, setDrag] = useState<{ readonly from: Point; readonly to: Point } | null>(null);
  // A blob of our own origin: the policy knows no data: URL. It is gone with the page.
  const url = useMemo(() => URL.createObjectURL(new Blob([bytesOf(picture.png)], { type: 'image/png' })), [picture]);
  useEffect(() => () => URL.revokeObjectURL(url), [url]);

  const pointOf = (event: PointerEvent): Point => {
    const matrix = svg.current?.getScreenCTM()?.inverse();
    return matrix ? new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix) : { x: 0, y: 0 };
  };
  const drawn = drag && areaBetween(drag.from, drag.to, picture.columns, picture.rows);
  const finish = (): void => {
    if (drawn) onAreas([...areas, drawn]);
    setDrag(null);
  };
  return (
    <svg
      ref={svg}
      class="held-picture"
      viewBox={`0 0 ${picture.columns} ${picture.rows}`}
      role="img"
      aria-label="The held picture, with the areas that will be blanked"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        const from = pointOf(event);
        setDrag({ from, to: from });
      }}
      onPointerMove={(event) => drag && setDrag({ ...drag, to: pointOf(event) })}
      onPointerUp={finish}
      onPointerCancel={() => setDrag(null)}
    >
      <image href={url} width={picture.columns} height={picture.rows} preserveAspectRatio="none" />
      {areas.map((area, index) => (
        <rect key={index} class="area" {...area} onPointerDown={(event) => {
          event.stopPropagation();
          onAreas(areas.filter((other) => other !== area));
        }} />
      ))}
      {drawn && <rect class="area drawn" {...drawn} />}
    </svg>
  );
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}
