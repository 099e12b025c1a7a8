namespace FirstRead.Reports.Signing;

/// <summary>One document of a signature, as it is stored.</summary>
/// <param name="Name">One of <see cref="Core.Review.SignedSet"/>'s.</param>
public sealed record SignedDocument(string Name, string ContentType, byte[] Content);
