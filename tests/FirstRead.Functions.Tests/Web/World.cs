using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Amazon.S3;
using FirstRead.Aws.Access;
using FirstRead.Aws.Audit;
using FirstRead.Aws.DynamoDb;
using FirstRead.Aws.Learning;
using FirstRead.Aws.Patients;
using FirstRead.Aws.Reviews;
using FirstRead.Aws.Triage;
using FirstRead.Aws.Uploads;
using FirstRead.Core;
using FirstRead.Core.Access;
using FirstRead.Core.Identity;
using FirstRead.Core.Patients;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;
using FirstRead.Core.Uploads;
using FirstRead.Functions.Api;
using FirstRead.Functions.Api.Learning;
using FirstRead.Functions.Api.Operations;
using FirstRead.Functions.Reidentify;
using FirstRead.Functions.Reidentify.Releases;
using FirstRead.Functions.Tests.Api.Operations;
using FirstRead.Functions.Uploads;
using FirstRead.Testing;
using FirstRead.Web;
using Microsoft.AspNetCore.Builder;

namespace FirstRead.Functions.Tests.Web;

/// <summary>The three web functions on real Kestrel and DynamoDB Local, with an issuer of our own. One for the whole run.</summary>
public sealed class World
{
    public const string Incoming = "firstread-incoming";
    public const string Results = "firstread-results";
    public const string Deidentified = "firstread-deidentified";
    public const string PortalUrl = "https://read.example.org";
    public const string OtherClinic = "south-clinic";
    public const string MachineClient = "pacs-north";

    private static readonly Lazy<Task<World>> Shared = new(StartAsync);
    private const int LargeBody = 1024 * 1024;
    private readonly Dictionary<Server, HttpClient> servers = [];
    private int studies = 1000;

    private World(TestIssuer issuer) => Issuer = issuer;

    public TestIssuer Issuer { get; }

    public RSA PixelKey { get; } = RSA.Create(2048);

    public DynamoUploadStore Uploads { get; private set; } = null!;

    public DynamoHoldStore Holds { get; private set; } = null!;

    public DynamoAnnouncedFiles Announced { get; private set; } = null!;

    public DynamoUploadTokens Tokens { get; private set; } = null!;

    public DynamoPartRecords PartRecords { get; private set; } = null!;

    public InMemoryPartStore Parts { get; } = new();

    /// <summary>More than all tests together announce in a minute.</summary>
    public static UploadRate Rate { get; } = new(3000);

    public InMemoryObjectStore Objects { get; } = new();

    public DynamoStudyStore Studies { get; private set; } = null!;

    public DynamoWorkQueue Queue { get; private set; } = null!;

    public DynamoReviewStore Reviews { get; private set; } = null!;

    public DynamoAlertStore Alerts { get; private set; } = null!;

    public DynamoReaderStore Readers { get; private set; } = null!;

    public DynamoClinicStore Clinics { get; private set; } = null!;

    public DynamoRota Rota { get; private set; } = null!;

    public DynamoTeachingStore Cases { get; private set; } = null!;

    public DynamoLearnerStore Learners { get; private set; } = null!;

    public DynamoPrincipalStore Principals { get; private set; } = null!;

    public DynamoAuditLog Audit { get; private set; } = null!;

    public DynamoPatientStudies Patients { get; private set; } = null!;

    public DynamoPatientLinks Links { get; private set; } = null!;

    public DynamoErasureStore Erasures { get; private set; } = null!;

    /// <summary>What a clinic's numbers are looked up by.</summary>
    public Keyring LookupKeys { get; } = Keyring.Create(new SystemRandomSource());

    public IdentityVault Vault { get; private set; } = null!;

    public OperationsWorld Operations { get; private set; } = null!;

    public (IAmazonDynamoDB Client, string Table) StudiesTable { get; private set; }

    public (IAmazonDynamoDB Client, string Table) AuditTable { get; private set; }

    public (IAmazonDynamoDB Client, string Table) VaultTable { get; private set; }

    public static Task<World> GetAsync() => Shared.Value;

    public Uri AddressOf(Server server) => servers[server].BaseAddress!;

    public StudyId NextStudyId(ClinicId? clinic = null) =>
        StudyId.From(clinic ?? Given.Clinic, (UInt128)(uint)Interlocked.Increment(ref studies));

    /// <summary>A person of this role, whose clinic is <see cref="Given.Clinic"/> where the role has one.</summary>
    public string TokenOf(Role role) => Issuer.Token(SubjectOf(role), RoleNames.Of(role));

    public static string SubjectOf(Role role) => $"sub-{RoleNames.Of(role)}";

    public string TokenOfOtherClinic() => Issuer.Token("sub-other-clinic", "clinic");

    public Task<HttpResponseMessage> SendAsync(Permission permission, string path, string? token, string? body = null, string? ifMatch = null, string? ifNoneMatch = null) =>
        SendAsync(permission.Server, new HttpMethod(permission.Method), path, token, body, ifMatch, ifNoneMatch);

    public async Task<HttpResponseMessage> SendAsync(Server server, HttpMethod method, string path, string? token, string? body = null, string? ifMatch = null, string? ifNoneMatch = null)
    {
        // Not disposed of: the answer names it, and tests read what was sent.
        var request = new HttpRequestMessage(method, path);
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (ifMatch is not null)
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        if (ifNoneMatch is not null)
            request.Headers.TryAddWithoutValidation("If-None-Match", ifNoneMatch);
        // A server that refuses a large body closes the connection, and a client that is still sending then loses the answer.
        request.Headers.ExpectContinue = body?.Length >= LargeBody;
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        return await servers[server].SendAsync(request);
    }

    public static async Task<JsonElement> JsonOf(HttpResponseMessage response)
    {
        using var document = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return document.RootElement.Clone();
    }

    public static async Task<string?> CodeOf(HttpResponseMessage response) =>
        response.Content.Headers.ContentType?.MediaType == "application/problem+json" ? (await JsonOf(response)).GetProperty("code").GetString() : null;

    private static async Task<World> StartAsync()
    {
        var world = new World(await TestIssuer.StartAsync());
        world.StudiesTable = await DynamoDbLocal.CreateStudiesTableAsync();
        var (client, studies) = world.StudiesTable;
        var (_, vault) = await DynamoDbLocal.CreateVaultTableAsync();
        var (_, audit) = await DynamoDbLocal.CreateAuditTableAsync();
        world.Uploads = new DynamoUploadStore(client, studies);
        world.Holds = new DynamoHoldStore(client, studies);
        world.Announced = new DynamoAnnouncedFiles(client, studies);
        world.Tokens = new DynamoUploadTokens(client, studies);
        world.PartRecords = new DynamoPartRecords(client, studies);
        world.Studies = new DynamoStudyStore(client, studies);
        world.Queue = new DynamoWorkQueue(client, studies, TimeProvider.System);
        (world.Patients, world.Links, world.Erasures) = (new DynamoPatientStudies(client, studies), new DynamoPatientLinks(client, studies), new DynamoErasureStore(client, studies));
        world.Reviews = new DynamoReviewStore(client, studies);
        world.Alerts = new DynamoAlertStore(client, studies);
        world.Cases = new DynamoTeachingStore(client, studies);
        world.Learners = new DynamoLearnerStore(client, studies);
        world.Readers = new DynamoReaderStore(client, studies);
        world.Clinics = new DynamoClinicStore(client, studies);
        world.Rota = new DynamoRota(client, studies);
        world.Principals = new DynamoPrincipalStore(client, studies);
        world.AuditTable = (client, audit);
        world.Audit = new DynamoAuditLog(client, audit);
        world.Operations = new OperationsWorld(client, studies, world.Uploads, world.Principals);
        await world.EnrolAsync();

        var settings = new WebSettings(0, world.Issuer.Address, [TestIssuer.ClientId]);
        var keyring = Keyring.Create(new SystemRandomSource());
        var secrets = new FixedSecrets(new()
        {
            ["vault-key"] = keyring.ToJson(),
            ["lookup-key"] = world.LookupKeys.ToJson(),
            ["pixel-key"] = world.PixelKey.ExportPkcs8PrivateKeyPem(),
        });
        world.VaultTable = (client, vault);
        world.Vault = new IdentityVault(new DynamoVaultStore(client, vault), new Sealer(keyring, new SystemRandomSource()));
        await world.ServeAsync(world.BuildUploads(settings, studies, audit), AuthorizationTable.ListUploads, Role.Clinic);
        var api = ApiProgram.Build(
            new ApiSettings(settings, studies, audit, Deidentified, Results, new Uri(PortalUrl), "pixel-key", "K123")
            {
                Operations = OperationsSettings.Standard with { Probes = Probes.ProbeWorld.Daily },
            },
            new ApiPorts(world.Studies, new DynamoPatientStudies(client, studies), new DynamoStudyIndex(client, studies, TimeProvider.System), new DynamoResultStore(client, studies), world.Reviews, world.Alerts, world.Rota, world.Objects, world.Objects, world.Principals, world.Audit, secrets, new LearningPorts(world.Cases, world.Learners, world.Holds), new SystemRandomSource(), TimeProvider.System, new ReadingPorts(world.Readers, world.Clinics)) { Operations = world.Operations.Ports });
        await world.ServeAsync(api, AuthorizationTable.Me, Role.Radiologist);
        var reidentify = ReidentifyProgram.Build(
            new ReidentifySettings(settings, studies, audit, vault, "vault-key", "lookup-key", Incoming, Results),
            new ReidentifyPorts(
                new DynamoVaultStore(client, vault),
                world.Holds,
                world.Uploads,
                new SignedStores(world.Studies, new DynamoResultStore(client, studies), world.Reviews, new NamedDownloads()),
                new PatientStores(
                    new PatientPorts(
                        world.Links, new DynamoPatientSplits(client, studies, vault), world.Patients, world.Audit, new SystemRandomSource(), TimeProvider.System),
                    world.Erasures),
                world.Objects,
                world.Principals,
                world.Audit,
                secrets,
                new SystemRandomSource(),
                TimeProvider.System,
                world.Readers));
        await world.ServeAsync(reidentify, AuthorizationTable.ListHolds, Role.Operator);
        return world;
    }

    private WebApplication BuildUploads(WebSettings settings, string studies, string audit)
    {
        var s3 = new AmazonS3Client(
            new BasicAWSCredentials("AKIDEXAMPLE", "secret"),
            new AmazonS3Config { ServiceURL = "http://127.0.0.1:9", ForcePathStyle = true, AuthenticationRegion = "us-east-1" });
        var lifetime = TimeSpan.FromMinutes(15);
        return UploadsProgram.Build(
            new UploadsSettings(settings, studies, audit, "firstread-incoming", lifetime, UploadPatience.Standard, Rate),
            new UploadsPorts(Uploads, Studies, Principals, Audit, new S3Presigner(s3, "firstread-incoming", lifetime, TimeProvider.System), Announced, Tokens, PartRecords, Parts, question => question is null ? null : $"clean {question}", new SystemRandomSource(), TimeProvider.System));
    }

    private async Task EnrolAsync()
    {
        foreach (var role in Enum.GetValues<Role>())
            await Principals.PutAsync(new Principal(SubjectOf(role), $"A {role}", role == Role.Clinic ? Given.Clinic : null, []), default);
        await Principals.PutAsync(new Principal("sub-other-clinic", "Another clinic", ClinicId.Parse(OtherClinic), []), default);
        await Principals.PutAsync(new Principal(MachineClient, "PACS North", Given.Clinic, [Role.Clinic]), default);
    }

    private async Task ServeAsync(WebApplication app, Permission first, Role role)
    {
        await app.StartAsync();
        servers[first.Server] = new HttpClient(new SocketsHttpHandler { UseCookies = false, Expect100ContinueTimeout = Timeout.InfiniteTimeSpan })
        {
            BaseAddress = new Uri(app.Urls.Single()),
            Timeout = Timeout.InfiniteTimeSpan,
        };
        // The first call fetches the issuer's keys, and on a busy machine the server's patience with the issuer may run out.
        for (var tries = 1; (int)(await SendAsync(first, first.Path, TokenOf(role))).StatusCode >= 500; tries++)
            Assert.That(tries, Is.LessThan(20), $"{first} never answers.");
    }

    /// <summary>URLs that say which object they lead to.</summary>
    private sealed class NamedDownloads : IDownloads
    {
        public PresignedGet Get(string key) => new($"https://incoming.example/{key}", Given.Now);
    }

    private sealed class FixedSecrets(Dictionary<string, string> values) : ISecretStore
    {
        public Task<string> GetAsync(string name, CancellationToken cancel) => Task.FromResult(values[name]);
    }
}
