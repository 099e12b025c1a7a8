namespace FirstRead.Core.Analysis.Models;

/// <summary>From a probability map on slices to marks, lesions and risk. Confidence is calibrated mean probability.</summary>
/// <param name="ProbabilityThreshold">The outline runs where the probability has this value.</param>
/// <param name="IgnoreBelowMm2">Specks that are no mark.</param>
/// <param name="MinimumAreaMm2">Smallest outline that makes a finding or counts towards high risk.</param>
/// <param name="MaximumAreaMm2">Largest such outline: beyond it the model has failed, not found.</param>
/// <param name="MinimumNeighbouringSlices">How many slices in a row must show the lesion.</param>
/// <param name="MinimumExtentMm">How far the lesion must reach across slices, so that thin slices prove no more than thick ones: slices in a row times their distance.</param>
/// <param name="MinimumConfidence">Inside one outline, to make a finding.</param>
/// <param name="HighRiskConfidence">Inside all of a lesion's outlines, for high risk; not below <paramref name="MinimumConfidence"/>.</param>
/// <param name="LinkDistanceMm">Outlines on neighbouring slices belong together when they overlap or their centres lie within this.</param>
public sealed record DecisionRules(
    double ProbabilityThreshold,
    double IgnoreBelowMm2,
    double MinimumAreaMm2,
    double MaximumAreaMm2,
    int MinimumNeighbouringSlices,
    double MinimumExtentMm,
    double MinimumConfidence,
    double HighRiskConfidence,
    double LinkDistanceMm);

/// <summary>From one probability to a finding.</summary>
/// <param name="Threshold">A finding from this probability on, before calibration.</param>
/// <param name="HighRiskConfidence">High risk from this confidence on.</param>
/// <param name="HeatmapThreshold">Outlines of the heatmap run here; null without a heatmap.</param>
public sealed record PresenceRules(double Threshold, double HighRiskConfidence, double? HeatmapThreshold);

/// <summary>From boxes to findings.</summary>
/// <param name="PresenceThreshold">Below it the picture has no finding, whatever its boxes score.</param>
/// <param name="ScoreThreshold">A box counts from this score on, before calibration.</param>
/// <param name="HighRiskConfidence">High risk from this confidence on.</param>
/// <param name="OutlineThreshold">Outlines run here; null without them.</param>
/// <param name="Overlap">Of two boxes that share more than this part of their union, the better stays.</param>
/// <param name="MostBoxes">On one picture.</param>
public sealed record DetectionRules(
    double PresenceThreshold,
    double ScoreThreshold,
    double HighRiskConfidence,
    double? OutlineThreshold,
    double Overlap,
    int MostBoxes);

/// <summary>From a probability map around a point to one outline.</summary>
/// <param name="ProbabilityThreshold">The outline runs here.</param>
/// <param name="MaximumDistance">The outline must come this near to the point, source pixels.</param>
/// <param name="MinimumAreaPixels">Smaller outlines are none.</param>
/// <param name="HighRiskDiameterMm">High risk from this diameter on; null: never high.</param>
public sealed record PointRules(double ProbabilityThreshold, double MaximumDistance, double MinimumAreaPixels, double? HighRiskDiameterMm);
