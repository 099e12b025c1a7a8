/** Values on a grid, row after row: a slice, a probability map. */
export interface Field {
  readonly columns: number;
  readonly rows: number;
  readonly values: Float32Array;
}

/** A set of pixels of a field, row after row. */
export interface Region {
  /** Indices into the field, ascending. */
  readonly pixels: readonly number[];
  readonly has: (column: number, row: number) => boolean;
}
