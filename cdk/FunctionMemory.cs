namespace FirstRead.Cdk;

/// <summary>
/// What each function is given, MB. 1,769 MB buy one vCPU, less a share of it (AWS Lambda Developer Guide, "Configure Lambda function memory"). The most that each was seen
/// to hold, of which inputs, and by which command: docs/performance.md, "Memory of each function". None is given less than twice that, but for Ingest, whose
/// largest inputs are streamed.
/// </summary>
public static class FunctionMemory
{
    /// <summary>A clinic waits for the answer: more than half a vCPU.</summary>
    public const double Uploads = 1024;

    /// <summary>Looks for text in pictures: a whole vCPU.</summary>
    public const double Ingest = 1769;

    /// <summary>Between a result and the phone.</summary>
    public const double Triage = 1024;

    /// <summary>Once a minute, and nobody waits.</summary>
    public const double Reconcile = 512;

    /// <summary>A clinic waits for its report.</summary>
    public const double Reidentify = 1024;

    /// <summary>A reader waits.</summary>
    public const double Api = 1024;

    /// <summary>Nobody waits.</summary>
    public const double Erase = 512;

    /// <summary>Looks for text in pictures, as Ingest does.</summary>
    public const double Teaching = 1769;

    /// <summary>Four times a year.</summary>
    public const double RotateSecret = 256;
}
