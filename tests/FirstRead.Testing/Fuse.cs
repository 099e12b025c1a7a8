using System.Reflection;

namespace FirstRead.Testing;

/// <summary>Kills the program at the n-th call of any port it guards: before the call takes effect, or after and before its answer.</summary>
/// <remarks>
/// Where calls come one after another, a death after a write and one before the next leave the same behind, and so does one at any
/// read between them: <see cref="ArmBeforeWrite"/> tries each such state once.
/// </remarks>
public sealed class Fuse
{
    private static readonly string[] Reads = ["Get", "List", "Look", "Read", "Open", "Group", "Filed", "Worklist", "Describe"];
    private bool writesAlone;
    private int left = -1;
    private bool after;

    /// <summary>Whether it burnt since it was armed.</summary>
    public bool Burnt { get; private set; }

    public void Arm(int call, bool afterTheCall) => (left, after, Burnt, writesAlone) = (call, afterTheCall, false, false);

    /// <summary>Before the n-th call whose name does not say that it reads.</summary>
    public void ArmBeforeWrite(int write) => (left, after, Burnt, writesAlone) = (write, false, false, true);

    public void Disarm() => left = -1;

    public T Guard<T>(T port) where T : class
    {
        var proxy = DispatchProxy.Create<T, Proxy>();
        ((Proxy)(object)proxy).Attach(this, port);
        return proxy;
    }

    /// <summary>Around an effect: called before it (which counts) and after it.</summary>
    public void Pass(bool isAfter)
    {
        if (!isAfter)
            left--;
        if (left == 0 && after == isAfter)
        {
            left = -1;
            Burnt = true;
            throw new CrashException();
        }
    }

    // DispatchProxy derives from it: neither sealed nor private.
    public class Proxy : DispatchProxy
    {
        private Fuse fuse = null!;
        private object port = null!;

        internal void Attach(Fuse by, object guarded) => (fuse, port) = (by, guarded);

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            if (!fuse.writesAlone || !Reads.Any(read => targetMethod!.Name.StartsWith(read, StringComparison.Ordinal)))
                fuse.Pass(isAfter: false);
            var answer = targetMethod!.Invoke(port, args);
            if (fuse.left == 0 && fuse.after && answer is Task { IsFaulted: false } task)
            {
                task.GetAwaiter().GetResult();
                fuse.Pass(isAfter: true);
            }
            return answer;
        }
    }
}

/// <summary>The process died here.</summary>
public sealed class CrashException : Exception;
