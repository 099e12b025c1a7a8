using FirstRead.Core.Audit;
using FirstRead.Core.Identity;
using FirstRead.Core.Studies;

namespace FirstRead.Core.Patients;

/// <summary>What acts on patients stand on.</summary>
public sealed record PatientPorts(IPatientLinks Links, IPatientSplits Splits, IPatientStudies Studies, IAuditLog Audit, IRandomSource Random, TimeProvider Clock);

/// <summary>A person's act on patients.</summary>
/// <param name="By">The person's subject (<c>sub</c>).</param>
/// <param name="Reason">Stands in the audit log.</param>
public sealed record PatientAct(string By, string Reason);

/// <summary>What an act on patients comes to.</summary>
public enum PatientOutcome
{
    Done,

    /// <summary>What was asked for is so already.</summary>
    AlreadySo,

    /// <summary>The vault or the studies know none of that name.</summary>
    Unknown,

    /// <summary>It would leave nothing behind, or is too much for one act.</summary>
    NotPossible,

    /// <summary>Another was faster.</summary>
    Moved,
}
