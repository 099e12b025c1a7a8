import type { TargetedEvent } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { Priority } from '../api/contract';
import { priorityWords } from '../format/labels';
import { usePortal } from '../ui/portal';
import { startRun } from './sending/current';
import type { Order } from './sending/SendRun';
import { entriesOf, filesOf, type Found } from './sending/walk';

const priorities = Object.keys(priorityWords) as readonly Priority[];
const longestQuestion = 500;

/** What to send, and what for. */
export function SendForm() {
  const { client } = usePortal();
  const [order, setOrder] = useState<Order>({ priority: 'routine', question: '', prior: false });
  const [over, setOver] = useState(false);
  const folder = useRef<HTMLInputElement>(null);
  const files = useRef<HTMLInputElement>(null);
  const send = (found: AsyncIterable<Found>): void => startRun(client, order, found);
  const choose = ({ currentTarget }: TargetedEvent<HTMLInputElement>): void => {
    if (currentTarget.files && currentTarget.files.length > 0) send(filesOf([...currentTarget.files]));
  };
  return (
    <section class="send" aria-label="Send a study">
      <form class="send-order" onSubmit={(event) => event.preventDefault()}>
        <fieldset>
          <legend>Priority</legend>
          {priorities.map((priority) => (
            <label key={priority} class={`choice choice-${priority}`}>
              <input type="radio" name="priority" value={priority} checked={order.priority === priority} onChange={() => setOrder({ ...order, priority })} />
              {priorityWords[priority]}
            </label>
          ))}
        </fieldset>
        <label class="send-question">
          Clinical question
          <input type="text" maxLength={longestQuestion} value={order.question} placeholder="headache, left-sided weakness" onInput={({ currentTarget }) => setOrder({ ...order, question: currentTarget.value })} />
        </label>
        <label class="choice">
          <input type="checkbox" checked={order.prior} onChange={({ currentTarget }) => setOrder({ ...order, prior: currentTarget.checked })} />
          An earlier study, for comparison only
        </label>
      </form>
      <div
        class={over ? 'drop drop-over' : 'drop'}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          if (event.dataTransfer) send(entriesOf(event.dataTransfer));
        }}
      >
        <p class="drop-words">Drop a folder here</p>
        <p class="drop-acts">
          <button type="button" onClick={() => folder.current?.click()}>Choose a folder…</button>
          <button type="button" onClick={() => files.current?.click()}>Choose files…</button>
        </p>
        <p class="muted">File names stay on this computer. A folder that was sent in part goes on where it ended when it is dropped again.</p>
        <input ref={folder} type="file" hidden multiple aria-label="Folder to send" onChange={choose} {...{ webkitdirectory: true }} />
        <input ref={files} type="file" hidden multiple aria-label="Files to send" onChange={choose} />
      </div>
    </section>
  );
}
