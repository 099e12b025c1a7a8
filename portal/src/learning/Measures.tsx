import type { FullScore, ReadResult } from './contract';
import { length, percent, ratio } from './words';

/** Learner, AI and final read, each against the other. */
export function Measures({ scores, model }: { readonly scores: ReadResult['scores']; readonly model: string | undefined }) {
  const columns: readonly (readonly [string, FullScore])[] = [
    ['You, truth', scores.truth],
    ...(scores.aiTruth ? [['AI, truth', scores.aiTruth] as const] : []),
    ...(scores.ai ? [['You, AI', scores.ai] as const] : []),
  ];
  return (
    <section>
      <h2>Measures</h2>
      <table class="measures numeric">
        <thead>
          <tr><td />{columns.map(([name]) => <th key={name} scope="col">{name}</th>)}</tr>
        </thead>
        <tbody>
          <Row name="Found" columns={columns} of={({ found, lesions }) => (lesions === 0 ? 'none to find' : `${found} of ${lesions}`)} />
          <Row name="Sensitivity" columns={columns} of={(score) => percent(score.sensitivity)} />
          <Row name="False marks" columns={columns} of={(score) => `${score.falseMarks}`} />
          <Row name="Dice" columns={columns} of={(score) => ratio(score.dice)} />
          <Row name="IoU" columns={columns} of={(score) => ratio(score.iou)} />
          <Row name="Distance, mean" columns={columns} of={(score) => length(score.distance?.mean, score.distance)} />
          <Row name="Distance, 95 %" columns={columns} of={(score) => length(score.distance?.percentile95, score.distance)} />
        </tbody>
      </table>
      {model !== undefined && <p class="muted second">AI: {model}</p>}
      <details class="second">
        <summary>What these mean</summary>
        <p>A mark finds a lesion when its centre lies in it, or they overlap by an IoU of 0.5 or more. A mark on no lesion is false; a second one on the same lesion is neither.</p>
        <p>Dice and IoU say how well filled outlines cover each other on the slices that you marked (1: alike), a missed lesion counting 0. Distances run between the outlines' borders, both ways.</p>
      </details>
    </section>
  );
}

function Row({ name, columns, of }: { readonly name: string; readonly columns: readonly (readonly [string, FullScore])[]; readonly of: (score: FullScore) => string }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      {columns.map(([column, score]) => <td key={column}>{of(score)}</td>)}
    </tr>
  );
}
