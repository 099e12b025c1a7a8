const span = 10_000;

/** Bytes a second over the last ten seconds: what tells how long it still takes. */
export class Rate {
  private readonly marks: { readonly at: number; readonly bytes: number }[] = [];

  note(bytes: number, at: number): void {
    this.marks.push({ at, bytes });
    while (this.marks.length > 2 && (this.marks[1]?.at ?? at) < at - span) this.marks.shift();
  }

  get perSecond(): number | null {
    const [first, last] = [this.marks[0], this.marks.at(-1)];
    if (!first || !last || last.at - first.at < 1000) return null;
    return Math.max(0, ((last.bytes - first.bytes) * 1000) / (last.at - first.at));
  }
}
