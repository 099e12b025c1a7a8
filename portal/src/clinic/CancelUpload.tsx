import { useState } from 'preact/hooks';
import type { UploadDetail } from '../api/contract';
import { Dialog } from '../ui/Dialog';
import { Failure } from '../ui/Failure';
import { usePortal } from '../ui/portal';
import { count } from './amounts';
import { stopRunOf } from './sending/current';

/** Takes back an upload that is still open; says before what that does, for some of it may be with a reader already. */
export function CancelUpload({ upload }: { readonly upload: UploadDetail }) {
  const [asking, setAsking] = useState(false);
  return (
    <>
      <button type="button" class="quiet cancel-upload" onClick={() => setAsking(true)}>Cancel this upload…</button>
      {asking && <Confirm upload={upload} onClose={() => setAsking(false)} />}
    </>
  );
}

function Confirm({ upload, onClose }: { readonly upload: UploadDetail; readonly onClose: () => void }) {
  const { client } = usePortal();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const missing = upload.files.filter(({ state }) => state === 'pending').length;
  const here = upload.files.filter(({ state }) => state === 'accepted' || state === 'duplicate' || state === 'held').length;
  const cancel = async (): Promise<void> => {
    setBusy(true);
    setError(null);
    stopRunOf(upload.uploadId);
    try {
      await client.post(`/api/uploads/${encodeURIComponent(upload.uploadId)}/cancel`);
      onClose();
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };
  return (
    <Dialog title="Cancel this upload?" onClose={onClose}>
      <p>{missing === 0 ? 'No file is still to come.' : `${count(missing, 'file')} still to come will not be taken any more.`}</p>
      <p>
        {here === 0
          ? 'No file has arrived: nothing of this upload stays.'
          : `${count(here, 'file')} that arrived ${here === 1 ? 'stays' : 'stay'}: ${here === 1 ? 'its' : 'their'} study is read all the same, marked as incomplete. To have a patient’s images taken out, ask the operator.`}
      </p>
      <p class="muted">This cannot be undone. The same folder can be sent again.</p>
      {error !== null && <Failure error={error} />}
      <div class="dialog-acts">
        <button type="button" onClick={onClose} autofocus>Keep it</button>
        <button type="button" class="danger cancel-confirm" disabled={busy} onClick={() => void cancel()}>Cancel the upload</button>
      </div>
    </Dialog>
  );
}
