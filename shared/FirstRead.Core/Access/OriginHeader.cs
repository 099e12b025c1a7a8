namespace FirstRead.Core.Access;

/// <summary>What CloudFront adds to each request that it passes on to the API; the functions turn away what comes without.</summary>
public static class OriginHeader
{
    public const string Name = "x-firstread-origin";
}
