namespace FirstRead.Core.Deidentification.Pixels;

/// <summary>
/// A person's decision about one held instance, after looking at it: <see cref="Blank"/> is empty for "no text to hide", else
/// those boxes are blanked in every frame. It takes the place of the detector, not of device regions. Whoever gives it to
/// <see cref="Deidentifier.Open"/> has checked that it is meant for that very file and writes the audit record.
/// </summary>
/// <param name="By">Who decided: a user's id, not a patient's.</param>
/// <param name="At">When.</param>
/// <param name="Reason">Why, in the operator's words; goes to the audit record, never into the file.</param>
/// <param name="Blank">In pixels of the stored picture; what reaches beyond it is clipped.</param>
public sealed record PixelRelease(string By, DateTimeOffset At, string Reason, IReadOnlyList<PixelBox> Blank);
