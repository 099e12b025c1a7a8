namespace FirstRead.Core.Studies.Lifecycle;

/// <summary>Every machine, as docs/lifecycle.md draws them.</summary>
public static class Lifecycles
{
    public static IReadOnlyList<DrawnMachine> All =>
    [
        UploadLifecycle.Machine.Drawn,
        FileLifecycle.Machine.Drawn,
        StudyLifecycle.Machine.Drawn,
        WorkLifecycle.Machine.Drawn,
        SlotLifecycle.Machine.Drawn,
        AlertLifecycle.Machine.Drawn,
        ReadingLifecycle.Machine.Drawn,
        HoldLifecycle.Machine.Drawn,
    ];
}
