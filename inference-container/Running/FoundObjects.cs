using FirstRead.Core.Analysis.Geometry;
using FirstRead.Core.Analysis.Results;
using FirstRead.Core.Studies;

namespace FirstRead.Inference.Running;

/// <summary>What a model found in a study, ready to be written.</summary>
/// <param name="Source">All pictures that were read.</param>
/// <param name="Segmentation">Null where nothing was found, or not in a volume.</param>
/// <param name="Views">One for each finding, in the findings' order.</param>
internal sealed record FoundObjects(ReportSource Source, IReadOnlyList<ReportedFinding> Findings, Segmentation? Segmentation, IReadOnlyList<FindingView> Views);

/// <summary>The picture that shows a finding.</summary>
/// <param name="Picture">Is decoded again: to keep every picture until its findings are known would not be bounded.</param>
/// <param name="Drawn">What is drawn, given its grey values as displayed.</param>
/// <param name="Heat">Where the model looked; null where it does not say.</param>
internal sealed record FindingView(Instance Picture, Func<Field, KeyImage> Drawn, HeatLayer? Heat = null);
