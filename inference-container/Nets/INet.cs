namespace FirstRead.Inference.Nets;

/// <summary>A net in memory: the border to the native runtime.</summary>
public interface INet : IDisposable
{
    /// <summary>How many callers may run it at once.</summary>
    int Callers { get; }

    /// <summary>How many pictures a caller best gives it at a time.</summary>
    int Batch { get; }

    /// <summary>Runs a batch.</summary>
    /// <param name="images">Normalised values of <paramref name="count"/> squares, one after another.</param>
    NetAnswer Run(float[] images, int count);
}

/// <summary>Opens the net of an installed model.</summary>
public interface INetSource
{
    INet Open(InstalledModel model);
}

/// <summary>A net's outputs by their names, for a batch of <paramref name="count"/> pictures.</summary>
public sealed class NetAnswer(int count, IReadOnlyDictionary<string, NetOutput> outputs)
{
    public NetOutput this[string name] => outputs[name];

    /// <summary>One picture's part of an output.</summary>
    public ReadOnlySpan<float> Of(string name, int picture)
    {
        var values = outputs[name].Values;
        var each = values.Length / count;
        return values.AsSpan(picture * each, each);
    }
}

/// <param name="Values">Row by row.</param>
/// <param name="Shape">The batch's size first.</param>
public sealed record NetOutput(float[] Values, IReadOnlyList<int> Shape);
