import type { Stack } from './stack';

interface SliceBarProps {
  readonly stack: Stack;
  readonly index: number;
  readonly outlined: readonly number[];
  readonly onGo: (index: number) => void;
}

/** Where in the stack: a slider, with marks on the slices that the AI outlined. */
export function SliceBar({ stack, index, outlined, onGo }: SliceBarProps) {
  const count = stack.slices.length;
  if (count < 2) return null;
  return (
    <div class="slice-bar">
      <svg viewBox={`0 0 ${count} 1`} preserveAspectRatio="none" aria-hidden="true">
        {outlined.map((slice) => (
          <rect key={slice} x={slice + 0.1} y="0" width="0.8" height="1" />
        ))}
      </svg>
      <input
        type="range"
        aria-label="Slice"
        min={1}
        max={count}
        value={index + 1}
        onInput={(event) => onGo(Number(event.currentTarget.value) - 1)}
      />
    </div>
  );
}
