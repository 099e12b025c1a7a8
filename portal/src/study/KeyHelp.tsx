import { Dialog } from '../ui/Dialog';
import { imageKeyWords } from './imageKeys';
import { readingKeyWords } from './readingKeys';

const groups = [
  ['Reading', readingKeyWords],
  ['Image', imageKeyWords],
] as const;

export function KeyHelp({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog title="Keys" onClose={onClose}>
      <div class="key-help">
        {groups.map(([name, keys]) => (
          <section key={name}>
            <h3>{name}</h3>
            <dl>
              {keys.map(([key, meaning]) => (
                <div key={key}>
                  <dt><kbd>{key}</kbd></dt>
                  <dd>{meaning}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <p class="muted">Left button: window. Right: zoom. Middle: pan. Wheel: scroll.</p>
      <div class="dialog-acts">
        <button type="button" onClick={onClose}>Close</button>
      </div>
    </Dialog>
  );
}
