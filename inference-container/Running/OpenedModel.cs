using FirstRead.Core.Analysis;
using FirstRead.Core.Analysis.Models;
using FirstRead.Inference.Nets;

namespace FirstRead.Inference.Running;

/// <summary>An installed model with its net in memory.</summary>
internal sealed class OpenedModel(InstalledModel installed, INet net) : IDisposable
{
    public ModelManifest Manifest => installed.Manifest;

    public ModelIdentity Identity => installed.Identity;

    /// <inheritdoc cref="INet.Callers"/>
    public int Callers => net.Callers;

    /// <inheritdoc cref="INet.Batch"/>
    public int Batch => net.Batch;

    /// <param name="squares">Normalised.</param>
    public NetAnswer Run(IReadOnlyList<float[]> squares)
    {
        if (squares is [var only])
            return net.Run(only, 1);
        var images = new float[squares.Count * squares[0].Length];
        for (var index = 0; index < squares.Count; index++)
            squares[index].CopyTo(images, index * squares[index].Length);
        return net.Run(images, squares.Count);
    }

    /// <summary>How far a picture of the batch lies from what the model was trained on; null where it gives no features.</summary>
    public double? Distance(NetAnswer answer, int picture) =>
        installed.Seen is { } seen ? seen.Distance(answer.Of(seen.Rule.Features, picture)) : null;

    /// <summary>Why a picture at this distance is not read; null where it is.</summary>
    public string? Refusal(double? distance) => installed.Seen?.Rule.Threshold is { } most && distance > most
        ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"unlike anything the model was trained on (distance {distance:0.###}, at most {most:0.###})")
        : null;

    public void Dispose() => net.Dispose();
}
