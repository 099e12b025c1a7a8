using FirstRead.Core.Studies;

namespace FirstRead.Inference.Studies;

/// <summary>A study's instances and their bytes.</summary>
public interface IStudyImages
{
    IReadOnlyList<Instance> Instances { get; }

    /// <summary>The file, read once forward.</summary>
    /// <exception cref="StudyFailedException">There is none, and there will be none.</exception>
    /// <exception cref="StoreUnavailableException">It could not be read now.</exception>
    Task<Stream> OpenAsync(Instance instance, CancellationToken cancel);

    /// <summary>The same file for what stands before its pixels: however large it is, it is not held.</summary>
    /// <exception cref="StudyFailedException">There is none, and there will be none.</exception>
    /// <exception cref="StoreUnavailableException">It could not be read now, here or while the stream is read.</exception>
    Task<Stream> OpenHeaderAsync(Instance instance, CancellationToken cancel) => OpenAsync(instance, cancel);

    /// <summary>The same file for going through its frames, slowly: however large it is, it is not held.</summary>
    /// <exception cref="StudyFailedException">There is none, and there will be none.</exception>
    /// <exception cref="StoreUnavailableException">It could not be read now, here or while the stream is read.</exception>
    Task<Stream> OpenFramesAsync(Instance instance, CancellationToken cancel) => OpenAsync(instance, cancel);
}

/// <summary>Where results go.</summary>
public interface IResultSink
{
    /// <summary>Writes one object whole and returns what it is found by. A repeat overwrites.</summary>
    /// <exception cref="StoreUnavailableException">It could not be written now.</exception>
    Task<string> PutAsync(string name, byte[] content, string contentType, CancellationToken cancel);
}
