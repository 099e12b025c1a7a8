namespace FirstRead.Core.Deidentification.Pixels;

/// <summary>What is done with the pixels of an opened instance before they are written.</summary>
/// <param name="Regions">Blanked in every frame, whatever is found: by device, by ultrasound regions, or by a person's release.</param>
/// <param name="Searches">Whether text is looked for; not after a person has looked.</param>
/// <param name="ClearsUnused">Bits of a codestream that hold no sample are cleared, which only writing it again does.</param>
internal sealed record PixelStep(IReadOnlyList<PixelBox> Regions, bool Searches, bool ClearsUnused);
