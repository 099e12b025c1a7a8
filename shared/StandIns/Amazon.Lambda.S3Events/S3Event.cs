namespace Amazon.Lambda.S3Events;

/// <summary>
/// An S3 event notification. Source: Amazon S3 User Guide, "Event message structure".
/// </summary>
public class S3Event
{
    public List<S3EventNotificationRecord> Records { get; set; }

    public class S3EventNotificationRecord
    {
        public string AwsRegion { get; set; }

        /// <summary>For example <c>ObjectCreated:Put</c>.</summary>
        public string EventName { get; set; }

        public string EventSource { get; set; }

        public DateTime EventTime { get; set; }

        public string EventVersion { get; set; }

        public S3Entity S3 { get; set; }
    }

    public class S3Entity
    {
        public string ConfigurationId { get; set; }

        public S3BucketEntity Bucket { get; set; }

        public S3ObjectEntity Object { get; set; }

        public string S3SchemaVersion { get; set; }
    }

    public class S3BucketEntity
    {
        public string Name { get; set; }

        public string Arn { get; set; }
    }

    public class S3ObjectEntity
    {
        /// <summary>URL-encoded, a space as a plus sign: decode it before use.</summary>
        public string Key { get; set; }

        public long Size { get; set; }

        public string ETag { get; set; }

        /// <summary>Null in a bucket without versions.</summary>
        public string VersionId { get; set; }

        /// <summary>Orders the events of one key: hexadecimal, compared after padding the shorter with zeros on the right.</summary>
        public string Sequencer { get; set; }
    }
}
