import type { Finding } from '../api/contract';
import { percent } from '../format/numbers';
import type { AiChoice } from './useImages';

interface AiBarProps {
  readonly findings: readonly Finding[];
  readonly choice: AiChoice;
  readonly hasHeat: boolean;
  /** False while the marks are hidden. The bar stays: without it the picture would grow, and move under the eye. */
  readonly drawn: boolean;
  readonly onChoose: (choice: Partial<AiChoice>) => void;
}

/** How the AI's marks are drawn. What is hidden here is still to be decided: the list beside shows every finding. */
export function AiBar({ findings, choice, hasHeat, drawn, onChoose }: AiBarProps) {
  if (findings.length === 0) return null;
  const shown = !drawn ? 0 : findings.filter(({ confidence }) => confidence >= choice.least).length;
  return (
    <div class="ai-bar">
      <label>
        AI opacity
        <input type="range" disabled={!drawn} min={0} max={100} step={5} value={Math.round(choice.opacity * 100)} onInput={(event) => onChoose({ opacity: Number(event.currentTarget.value) / 100 })} />
      </label>
      <label>
        Confidence at least <span class="numeric">{percent(choice.least)}</span>
        <input type="range" disabled={!drawn} min={0} max={100} step={5} value={Math.round(choice.least * 100)} onInput={(event) => onChoose({ least: Number(event.currentTarget.value) / 100 })} />
      </label>
      <span class={shown < findings.length ? 'numeric warn' : 'numeric'} role="status">
        {shown} of {findings.length} {findings.length === 1 ? 'finding' : 'findings'} drawn
      </span>
      {hasHeat && (
        <button type="button" disabled={!drawn} aria-pressed={choice.heat} onClick={() => onChoose({ heat: !choice.heat })} title="Where the model looked, on the key image">
          Heatmap {choice.heat ? 'on' : 'off'}
        </button>
      )}
    </div>
  );
}
