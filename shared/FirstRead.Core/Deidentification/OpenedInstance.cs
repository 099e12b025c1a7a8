using FirstRead.Core.Deidentification.Pixels;
using FirstRead.Core.Identity;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Reading;

namespace FirstRead.Core.Deidentification;

/// <summary>A file whose header has been read and whose bulk data still waits in the source stream.</summary>
public sealed class OpenedInstance : IDisposable
{
    private bool taken;

    internal OpenedInstance(DicomReader reader, DicomDataset header, OriginalIdentity identity, TechnicalMetadata technical, PixelDecision pixels) =>
        (Reader, Header, Identity, Technical, Hold, Step) = (reader, header, identity, technical, pixels.Hold, pixels.Step);

    /// <summary>Protected health information: for the vault alone.</summary>
    public OriginalIdentity Identity { get; }

    public TechnicalMetadata Technical { get; }

    /// <summary>Not null: the instance must be held, not written.</summary>
    public PixelHold? Hold { get; }

    /// <summary>What is done with the pixels; null where they are copied as they are.</summary>
    internal PixelStep? Step { get; }

    internal DicomReader Reader { get; }

    internal DicomDataset Header { get; }

    /// <summary>Reads what is left of the source, so that a held file too is known to be whole and its digest can be told.</summary>
    /// <exception cref="InstanceRefusedException">The file is truncated or malformed behind its header.</exception>
    public void ReadToEnd()
    {
        Take();
        try
        {
            while (Reader.Read())
            {
            }
        }
        catch (DicomException problem)
        {
            throw InstanceRefusedException.From(problem);
        }
    }

    /// <summary>Frees buffers; the source stays open.</summary>
    public void Dispose() => Reader.Dispose();

    internal void Take() => taken = taken ? throw new InvalidOperationException("The source has been read already.") : true;
}
