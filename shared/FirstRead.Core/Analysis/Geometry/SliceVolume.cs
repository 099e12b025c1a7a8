namespace FirstRead.Core.Analysis.Geometry;

/// <summary>A picture and what may tell it from others in its place.</summary>
/// <param name="Marks">In the order of <see cref="VolumeMark.All"/>.</param>
public sealed record MarkedPicture(PlacedPicture Picture, IReadOnlyList<string?> Marks);

/// <summary>One of several volumes of a series: an echo, a time point.</summary>
/// <param name="Name">What is its own: <c>EchoTime 30, TemporalPosition 2</c>.</param>
/// <param name="Kind">Which kind of picture, from 0: all time points of one echo have the same.</param>
/// <param name="Time">Which time point of its kind, from 0.</param>
public sealed record SliceVolume(string Name, int Kind, int Time, IReadOnlyList<PlacedPicture> Pictures);
