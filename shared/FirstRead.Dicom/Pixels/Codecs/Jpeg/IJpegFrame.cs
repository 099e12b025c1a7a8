namespace FirstRead.Dicom.Pixels.Codecs.Jpeg;

/// <summary>A JPEG frame while its scans come in: lossless, or of coefficients.</summary>
internal interface IJpegFrame
{
    /// <summary>Every component has had a scan, so that an end without EOI is one.</summary>
    bool IsWhole { get; }

    /// <summary>Decodes a scan's entropy-coded data to its end.</summary>
    void Decode(JpegScan scan, JpegTables tables, ref JpegBits bits);

    /// <summary>The samples, interleaved by pixel, in Bits Allocated bits each.</summary>
    byte[] Finish();
}
