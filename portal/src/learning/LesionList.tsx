import type { FullScore, Marking } from './contract';
import { length, plural, ratio } from './words';

/** What there was to find, and what became of each. */
export function LesionList({ score, marks }: { readonly score: FullScore; readonly marks: readonly Marking[] }) {
  const numberOf = (id: string): number => marks.findIndex((mark) => mark.id === id) + 1;
  if (score.lesions === 0)
    return (
      <section>
        <h2>There was nothing to find</h2>
        <p>{score.marks === 0 ? 'You said so.' : `You marked ${plural(score.marks, 'place')}.`}</p>
      </section>
    );
  return (
    <section>
      <h2>What there was to find</h2>
      <ol class="lesion-list">
        {score.pairs.map((pair) => (
          <li key={pair.lesion}>
            <b>{pair.label ?? pair.lesion}</b>
            {pair.mark === undefined ? <span class="missed">Missed</span> : <span class="found">Found by your mark {numberOf(pair.mark)}</span>}
            {pair.overlap && (
              <span class="muted second numeric">
                Dice {ratio(pair.overlap.dice)}, IoU {ratio(pair.overlap.iou)}, on {pair.overlap.pictures} of its {plural(pair.overlap.lesionPictures, 'slice')}
                {pair.distance && `; ${length(pair.distance.mean, pair.distance)} apart, 95 % within ${length(pair.distance.percentile95, pair.distance)}`}
              </span>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
