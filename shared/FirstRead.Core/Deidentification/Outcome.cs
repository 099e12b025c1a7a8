namespace FirstRead.Core.Deidentification;

/// <summary>What became of one attribute's value.</summary>
internal enum Outcome : byte
{
    Kept,

    /// <summary>A part of the value stayed, or none of it.</summary>
    Cleaned,

    /// <summary>By a dummy.</summary>
    Replaced,
    Emptied,
    Removed,
    DateShifted,
    UidMapped,

    /// <summary>A sequence that stayed: its items are counted attribute by attribute.</summary>
    Walked,

    /// <summary>The age, from the birth date.</summary>
    Computed,
}

/// <summary>Why.</summary>
internal enum Reason : byte
{
    /// <summary>A row of PS3.15 table E.1-1.</summary>
    Table,

    /// <summary>A row of keep-list.tsv.</summary>
    KeepList,

    /// <summary>On neither list: its VR decides, by whether it can hold text or dates.</summary>
    Vr,

    /// <summary>The value did not pass the check that its rule names.</summary>
    FailedCheck,

    /// <summary>The dictionary has no such tag, or another VR for it.</summary>
    UnknownAttribute,

    /// <summary>A private attribute: on the safe list when kept.</summary>
    Private,

    /// <summary>Pixels, or what stands behind them.</summary>
    Bulk,
}
