/** Says what a resident will get, and shows nothing that could give an answer away. */
export function TeachingPage() {
  return (
    <main class="prose">
      <h1>Teaching cases</h1>
      <p>Signed studies that a radiologist releases for teaching will appear here, each as a copy under new numbers and dates.</p>
      <ol>
        <li>You read blind: the AI's outlines and the final reading stay on the server until your marks are saved.</li>
        <li>Then your marks, the AI's and the truth stand side by side, with their measures.</li>
        <li>Your progress over time is yours to see.</li>
      </ol>
      <p class="muted">No case has been released yet: this version of FirstRead cannot release any.</p>
    </main>
  );
}
