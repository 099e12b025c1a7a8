using FirstRead.Core.Studies;
using FirstRead.Dicom.Datasets;

namespace FirstRead.Inference.Studies;

/// <summary>Headers of a study's instances, so many fetched at once, however many ask.</summary>
internal sealed class HeaderSource(IStudyImages study, int parallel) : IDisposable
{
    private readonly SemaphoreSlim _free = new(parallel, parallel);

    /// <summary>What is made of each header, in the instances' order; the headers themselves are not kept.</summary>
    /// <exception cref="StudyFailedException">One cannot be read.</exception>
    /// <exception cref="StoreUnavailableException">One could not be read now.</exception>
    public async Task<T[]> ReadAsync<T>(IReadOnlyList<Instance> instances, Func<Instance, DicomDataset, T> take, CancellationToken cancel)
    {
        var taken = new T[instances.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = parallel, CancellationToken = cancel };
        await Parallel.ForEachAsync(Enumerable.Range(0, instances.Count), options, async (index, inner) =>
        {
            await _free.WaitAsync(inner);
            try
            {
                await using var file = await study.OpenHeaderAsync(instances[index], inner);
                taken[index] = SliceFile.Guarded(instances[index], () => take(instances[index], SliceFile.ReadHeader(file, instances[index])));
            }
            finally
            {
                _free.Release();
            }
        });
        return taken;
    }

    public void Dispose() => _free.Dispose();
}
