namespace FirstRead.Core.Tests.Analysis.Results;

/// <summary>A row of a template of PS3.16: what may stand below one content item.</summary>
/// <param name="Concept">Value and scheme; <c>*</c> any, empty for none.</param>
/// <param name="Most">Its VM: 1, or many.</param>
/// <param name="Requirement">M, U; MC: one row at least of those with this requirement.</param>
/// <param name="Below">Rows of the next level.</param>
internal sealed record TemplateRow(string Relationship, string ValueType, string Concept, int Most, string Requirement, params IReadOnlyList<TemplateRow> Below)
{
    /// <summary>The same item under several templates: it must follow one of them.</summary>
    public IReadOnlyList<IReadOnlyList<TemplateRow>> Templates { get; init; } = [];
}
