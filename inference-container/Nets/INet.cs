using FirstRead.Core.Analysis.Models;

namespace FirstRead.Inference.Nets;

/// <summary>A net in memory: the border to the native runtime.</summary>
public interface INet : IDisposable
{
    /// <summary>Runs a batch; not for two callers at once.</summary>
    /// <param name="images">Normalised values of <paramref name="count"/> squares, one after another.</param>
    NetAnswer Run(float[] images, int count);
}

/// <summary>Opens the net of an installed model.</summary>
public interface INetSource
{
    INet Open(InstalledModel model);
}

/// <param name="Probability">As many values as the images have, 0 to 1.</param>
/// <param name="Types">Type probabilities of each image, one after another; empty when the model names none.</param>
public sealed record NetAnswer(float[] Probability, float[] Types);
