/** What the login window says when it could not close itself. */
export function HandedOver() {
  return (
    <main class="entrance">
      <h1>FirstRead</h1>
      <p role="status">Done. Close this window and go on where you were.</p>
      <button type="button" class="primary" onClick={() => close()}>Close</button>
    </main>
  );
}
