import { useEffect, useState } from 'preact/hooks';
import type { Model } from '../api/contract';
import { Dialog } from '../ui/Dialog';
import { limitsOf, type Card } from './modelCards';

/** One click from what a model says to what it does not know. */
export function ModelLimits({ model, onClose }: { readonly model: Model; readonly onClose: () => void }) {
  const [card, setCard] = useState<Card | null | undefined>(undefined);
  useEffect(() => {
    limitsOf(model.name).then(setCard, () => setCard(null));
  }, [model.name]);
  return (
    <Dialog title={`Limits of ${model.name} ${model.version}`} onClose={onClose}>
      {card === undefined && <p class="muted">Loading…</p>}
      {card === null && <p>No card of this model is here. Ask who runs FirstRead before you lean on it.</p>}
      {card && (
        <div class="limits">
          {card.intended.map((words) => <p key={words}>{words}</p>)}
          <ul>{card.limits.map((words) => <li key={words}>{words}</li>)}</ul>
          <p class="muted">From the model card; figures and data: {card.path}</p>
        </div>
      )}
      <div class="dialog-acts">
        <button type="button" class="primary" onClick={onClose} autofocus>Close</button>
      </div>
    </Dialog>
  );
}
