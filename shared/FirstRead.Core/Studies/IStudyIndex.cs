namespace FirstRead.Core.Studies;

/// <summary>Ways to studies for whoever knows no id: open or signed, they are all there. Strongly consistent.</summary>
public interface IStudyIndex
{
    /// <summary>The study under this pseudonymous StudyInstanceUID; null where there is none.</summary>
    Task<Study?> FindAsync(string studyInstanceUid, CancellationToken cancel);

    /// <summary>Every study, the last received first, read as far as the caller goes.</summary>
    IAsyncEnumerable<Study> ListAsync(CancellationToken cancel);
}
