namespace FirstRead.Core.Triage;

/// <summary>Who is on call now. Stored as <c>ROTA</c>, <c>ONCALL</c> in the studies table (<c>name</c>, <c>phone</c>).</summary>
/// <param name="Phone">E.164: a plus sign and 8 to 15 digits.</param>
public sealed record OnCall(string Name, string Phone);

/// <summary>The rota.</summary>
public interface IRota
{
    /// <summary>Null when nobody is entered: an alert then fails loudly and is tried again.</summary>
    Task<OnCall?> GetAsync(CancellationToken cancel);

    Task PutAsync(OnCall onCall, CancellationToken cancel);
}
