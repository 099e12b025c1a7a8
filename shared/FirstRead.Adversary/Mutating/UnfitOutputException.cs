namespace FirstRead.Adversary.Mutating;

/// <summary>An output that must not be.</summary>
public sealed class UnfitOutputException(string message) : Exception(message);
