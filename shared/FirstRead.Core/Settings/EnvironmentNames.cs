namespace FirstRead.Core.Settings;

/// <summary>Environment variables of our programs: cdk/ writes them, the settings records read them, nothing else spells them.</summary>
public static class EnvironmentNames
{
    public const string StudiesTable = "FIRSTREAD_STUDIES_TABLE";
    public const string VaultTable = "FIRSTREAD_VAULT_TABLE";
    public const string AuditTable = "FIRSTREAD_AUDIT_TABLE";
    public const string IncomingBucket = "FIRSTREAD_INCOMING_BUCKET";
    public const string DeidentifiedBucket = "FIRSTREAD_DEIDENTIFIED_BUCKET";
    public const string ResultsBucket = "FIRSTREAD_RESULTS_BUCKET";
    public const string FailuresBucket = "FIRSTREAD_FAILURES_BUCKET";

    /// <summary>Names of secrets, never their values.</summary>
    public const string LookupKeySecret = "FIRSTREAD_LOOKUP_KEY_SECRET";
    public const string UidKeySecret = "FIRSTREAD_UID_KEY_SECRET";
    public const string VaultKeySecret = "FIRSTREAD_VAULT_KEY_SECRET";
    public const string PixelSigningKeySecret = "FIRSTREAD_PIXEL_SIGNING_KEY_SECRET";

    /// <summary>CloudFront's id of the public key that belongs to <see cref="PixelSigningKeySecret"/>: the value of the cookie <c>CloudFront-Key-Pair-Id</c>.</summary>
    public const string PixelKeyPairId = "FIRSTREAD_PIXEL_KEY_PAIR_ID";

    public const string AlertTopic = "FIRSTREAD_ALERT_TOPIC_ARN";

    /// <summary>Number that text messages come from; without it SNS picks one of the account's.</summary>
    public const string SmsOrigination = "FIRSTREAD_SMS_ORIGINATION";

    /// <summary>Of the topic for operators.</summary>
    public const string OperationsTopic = "FIRSTREAD_OPERATIONS_TOPIC_ARN";

    /// <summary>Minutes after the first message at which the next persons are called, comma-separated.</summary>
    public const string EscalationMinutes = "FIRSTREAD_ESCALATION_MINUTES";

    /// <summary>How many minutes an alert may be put off, all in all.</summary>
    public const string SnoozeMinutes = "FIRSTREAD_SNOOZE_MINUTES";

    /// <summary>After how many minutes without a touch the portal logs off: 1 to 60, 15 where it is not set.</summary>
    public const string IdleMinutes = "FIRSTREAD_IDLE_MINUTES";

    /// <summary>How old the login of who signs may be, in seconds.</summary>
    public const string ReauthenticationSeconds = "FIRSTREAD_REAUTHENTICATION_SECONDS";

    /// <summary>Whom a test study calls, E.164, comma-separated; without them there are none.</summary>
    public const string TestPhones = "FIRSTREAD_TEST_PHONES";

    /// <summary>Hour of the day (0 to 23) and IANA time zone in which the day's test study is made; without the hour only when somebody asks.</summary>
    public const string TestStudyHour = "FIRSTREAD_TEST_STUDY_HOUR";
    public const string TestStudyZone = "FIRSTREAD_TEST_STUDY_ZONE";

    /// <summary>Within which it must be acknowledged, and after how many days everything of it is removed.</summary>
    public const string TestStudyAnswerSeconds = "FIRSTREAD_TEST_STUDY_ANSWER_SECONDS";
    public const string TestStudyDays = "FIRSTREAD_TEST_STUDY_DAYS";

    public const string PortalUrl = "FIRSTREAD_PORTAL_URL";

    public const string Cluster = "FIRSTREAD_CLUSTER";
    public const string TaskDefinition = "FIRSTREAD_TASK_DEFINITION";
    public const string ContainerName = "FIRSTREAD_CONTAINER_NAME";

    /// <summary>Comma-separated.</summary>
    public const string Subnets = "FIRSTREAD_SUBNETS";
    public const string SecurityGroups = "FIRSTREAD_SECURITY_GROUPS";
    public const string AssignPublicIp = "FIRSTREAD_ASSIGN_PUBLIC_IP";
    public const string MaxTasks = "FIRSTREAD_MAX_TASKS";

    /// <summary>Where spans go by OTLP over HTTP, without <c>/v1/traces</c>, and headers for it as <c>name=value</c>, comma-separated (OpenTelemetry's own names).</summary>
    public const string TraceEndpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    public const string TraceHeaders = "OTEL_EXPORTER_OTLP_HEADERS";

    /// <summary>Days that an original stays after its study was signed.</summary>
    public const string OriginalDays = "FIRSTREAD_ORIGINAL_DAYS";

    /// <summary>Minutes that all tasks together may run in a UTC day; 0 or unset: no cap.</summary>
    public const string DailyTaskMinutes = "FIRSTREAD_DAILY_TASK_MINUTES";

    /// <summary><c>true</c>: at the cap nothing more is launched; else it is only told.</summary>
    public const string DailyCapStops = "FIRSTREAD_DAILY_CAP_STOPS";

    /// <summary><c>cpu</c> (Fargate), <c>spot</c> (Fargate Spot) or <c>gpu</c> (the capacity provider named beside it).</summary>
    public const string ComputeProfile = "FIRSTREAD_COMPUTE_PROFILE";
    public const string CapacityProvider = "FIRSTREAD_CAPACITY_PROVIDER";

    /// <summary><c>student</c> or <c>clinical</c>: by which the bill is estimated.</summary>
    public const string Profile = "FIRSTREAD_PROFILE";

    public const string Issuer = "FIRSTREAD_ISSUER";

    /// <summary>OIDC client ids whose access tokens the Api takes; comma-separated.</summary>
    public const string ClientIds = "FIRSTREAD_CLIENT_IDS";

    /// <summary>Name of the secret that CloudFront shows; without it requests are taken from anywhere, as on one machine.</summary>
    public const string OriginSecret = "FIRSTREAD_ORIGIN_SECRET";

    public const string UploadExpirySeconds = "FIRSTREAD_UPLOAD_EXPIRY_SECONDS";
    public const string UploadStalledSeconds = "FIRSTREAD_UPLOAD_STALLED_SECONDS";

    /// <summary>After how many quiet seconds an upload that may still grow is closed: 60 where it is not set.</summary>
    public const string UploadQuietSeconds = "FIRSTREAD_UPLOAD_QUIET_SECONDS";

    /// <summary>How many uploads one clinic may announce in a minute.</summary>
    public const string UploadsPerMinute = "FIRSTREAD_UPLOADS_PER_MINUTE";

    /// <summary>Folder of published programs, which a local cloud then runs instead of the build's own (eng/publish-functions.sh, eng/publish-container.sh).</summary>
    public const string Programs = "FIRSTREAD_PROGRAMS";

    /// <summary>How far a program's clock is wrong, in seconds: set by a local cloud that plays faults, and honoured nowhere else (<see cref="ProgramClock"/>).</summary>
    public const string ClockOffsetSeconds = "FIRSTREAD_CLOCK_OFFSET_SECONDS";

    /// <summary>Set by the launcher for one task.</summary>
    public const string StudyId = "FIRSTREAD_STUDY_ID";
    public const string SlotNumber = "FIRSTREAD_SLOT";
    public const string SlotGeneration = "FIRSTREAD_SLOT_GENERATION";

    public const string ModelsDirectory = "FIRSTREAD_MODELS_DIR";

    /// <summary><c>auto</c>, <c>cpu</c> or <c>cuda</c>: where nets run.</summary>
    public const string Device = "FIRSTREAD_DEVICE";

    /// <summary>Names of bundles on trial, comma-separated.</summary>
    public const string ShadowModels = "FIRSTREAD_SHADOW_MODELS";

    /// <summary>Bounds of one inference task: threads of the net, parallel fetches, slices and megabytes of pictures in memory, seconds between heartbeats.</summary>
    public const string InferenceThreads = "FIRSTREAD_INFERENCE_THREADS";
    public const string FetchParallelism = "FIRSTREAD_FETCH_PARALLELISM";
    public const string SlicesInMemory = "FIRSTREAD_SLICES_IN_MEMORY";
    public const string PictureMegabytes = "FIRSTREAD_PICTURE_MB";
    public const string HeartbeatSeconds = "FIRSTREAD_HEARTBEAT_SECONDS";
}
