/** What the portal reads of a bundle's model.json (docs/bundles.md). */
export interface NoduleBundle {
  readonly name: string;
  readonly version: string;
  readonly sha256: string;
  readonly appliesTo: Rules;
  readonly input: {
    readonly tensor: string;
    readonly side: number;
    readonly normalisation: { readonly minimum: number; readonly maximum: number };
  };
  readonly output: { readonly probability: string; readonly features: string };
  readonly decision: {
    readonly probabilityThreshold: number;
    readonly maximumDistance: number;
    readonly minimumAreaPixels: number;
    readonly calibration: { readonly slope: number; readonly intercept: number };
  };
  readonly finding: { readonly label: string; readonly code: { readonly value: string; readonly scheme: string; readonly meaning: string } };
  readonly outOfDistribution: { readonly sha256: string; readonly count: number; readonly width: number; readonly neighbours: number; readonly threshold: number };
}

export interface Rules {
  readonly what: string;
  readonly modalities: readonly string[];
  readonly sopClasses: readonly string[];
  readonly bodyParts: readonly string[];
  readonly bodyPartWords: readonly string[];
  readonly excludedWords: readonly string[];
  readonly ageYears: readonly number[];
  readonly pixelMm: readonly number[];
}
