namespace FirstRead.Core.Cost;

/// <summary>
/// What a study uses, for the bill. Counted in the code where it can be (writes, requests), guessed where only AWS could say (seconds of a
/// task, of a function that waits for S3); docs/cost.md prints each.
/// </summary>
public static class Assumptions
{
    public const decimal Giga = 1_000_000_000;
    public const decimal MinutesAMonth = 730 * 60;

    /// <summary>512 x 512 pixels of 16 bits and a header, uncompressed.</summary>
    public const decimal MegabytesAFile = 0.53m;

    /// <summary>Fargate's start, the pull of the image, the nets' opening: billed from the pull on.</summary>
    public const decimal TaskStartSeconds = 75;
    public const decimal TaskSecondsAFile = 0.3m;

    /// <summary>The layers of an image come from S3, through the gateway endpoint, which costs nothing.</summary>
    public const decimal EndpointGigabytesAStudy = 0.01m;

    /// <summary>1,769 MB for 0.4 s: a slice takes 0.03 s of CPU, the rest waits for S3 and DynamoDB.</summary>
    public const decimal GigabyteSecondsAFile = 0.7m;
    public const decimal GigabyteSecondsAStudy = 4;
    public const decimal GigabyteSecondsALook = 0.4m;
    public const decimal RequestsAStudy = 40;

    /// <summary>With indexes, and twice where the write is in a transaction.</summary>
    public const decimal WritesAFile = 10;
    public const decimal WritesAStudy = 80;
    public const decimal ReadsAFile = 8;
    public const decimal ReadsAStudy = 250;
    public const decimal ReadsALook = 12;
    public const decimal RowBytesAFile = 2_500;
    public const decimal RowBytesAStudy = 30_000;

    public const decimal KeyUsesAFile = 0.2m;
    public const decimal KeyUsesAStudy = 20;

    /// <summary>Ours, Lambda's own three, and CloudTrail's events, each 1.5 KB.</summary>
    public const decimal LogBytesAFile = 8_500;
    public const decimal LogBytesAStudy = 40_000;
    public const decimal LogBytesALook = 1_400;
    public const decimal DataEventsAFile = 5;
    public const decimal FlowGigabytesAStudy = 0.0005m;

    public const decimal TimesRead = 1;
    public const decimal MessagesAStudy = 1;

    /// <summary>One a day, on a phone of the department's.</summary>
    public const int TestStudiesAMonth = 30;
    public const int FilesATestStudy = 4;
}
