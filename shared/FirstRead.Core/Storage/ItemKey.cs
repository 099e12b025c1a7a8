namespace FirstRead.Core.Storage;

/// <summary>Primary key of an item: every table of ours has string attributes <c>pk</c> and <c>sk</c>.</summary>
public readonly record struct ItemKey(string Pk, string Sk)
{
    public const string PkName = "pk";
    public const string SkName = "sk";
}
