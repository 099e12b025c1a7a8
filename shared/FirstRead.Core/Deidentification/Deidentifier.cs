using FirstRead.Core.Identity;

namespace FirstRead.Core.Deidentification;

/// <summary>
/// De-identifies one Part 10 file as a stream (PS3.15 Annex E), in two steps, for the date shift must be known before the
/// first attribute is written and the patient is known only after group 0010. Memory is bounded by the header's limits,
/// whatever the pixels' size. Holds no state: one instance serves any number of threads.
/// </summary>
public sealed class Deidentifier(DeidentificationProfile profile)
{
    /// <summary>Reads the header: everything before the pixels or other bulk data.</summary>
    /// <param name="source">Read forward only, synchronously; stays the caller's.</param>
    /// <exception cref="InstanceRefusedException">Not DICOM, truncated, malformed, beyond the limits, or without its UIDs.</exception>
    public OpenedInstance Open(Stream source) => throw new NotSupportedException($"{profile}{source}");

    /// <summary>
    /// Writes the de-identified file and reads the source to its very end, trailing bytes included, so that a digest taken
    /// on the way is the whole file's. Only a return means that the file was whole.
    /// </summary>
    /// <param name="opened">From <see cref="Open"/>; can be written once.</param>
    /// <exception cref="InstanceRefusedException">As above; also when <see cref="OpenedInstance.Hold"/> is set.</exception>
    public DeidentifiedInstance Write(OpenedInstance opened, Pseudonym pseudonym, UidMap uids, Stream target) =>
        throw new NotSupportedException($"{opened}{pseudonym}{uids}{target}");
}
