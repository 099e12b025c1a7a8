import { messageOf } from '../api/problem';

/** An error where it happened, with the way on. */
export function Failure({ error, action, onAction }: { readonly error: unknown; readonly action?: string; readonly onAction?: () => void }) {
  return (
    <div class="failure" role="alert">
      <span>{messageOf(error)}</span>
      {action && onAction && (
        <button type="button" onClick={onAction}>
          {action}
        </button>
      )}
    </div>
  );
}
