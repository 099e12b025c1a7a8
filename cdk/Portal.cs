using System.Text.Json;
using Amazon.CDK;
using Amazon.CDK.AWS.Apigatewayv2;
using Amazon.CDK.AWS.CertificateManager;
using Amazon.CDK.AWS.CloudFront;
using Amazon.CDK.AWS.CloudFront.Origins;
using Amazon.CDK.AWS.CloudWatch;
using Amazon.CDK.AWS.Cognito;
using Amazon.CDK.AWS.Logs;
using Amazon.CDK.AwsApigatewayv2Authorizers;
using Amazon.CDK.AwsApigatewayv2Integrations;
using Constructs;
using FirstRead.Core.Access;
using FirstRead.Core.Settings;
using FirstRead.Core.Storage;
using Distribution = Amazon.CDK.AWS.CloudFront.Distribution;
using HttpMethod = Amazon.CDK.AWS.Apigatewayv2.HttpMethod;
using LambdaFunction = Amazon.CDK.AWS.Lambda.Function;

namespace FirstRead.Cdk;

/// <summary>
/// One origin for the browser: the portal's files, the API, and pixels and results behind signed cookies (docs/api.md).
/// </summary>
public sealed class Portal : Construct
{
    private readonly HttpApi api;
    private readonly IReadOnlyList<UserPoolClient> machines;

    /// <param name="webAclArn">Null: nothing stands before CloudFront.</param>
    public Portal(Construct scope, DeploymentSettings settings, Storage storage, Encryption keys, Identity identity, Secrets secrets, string? webAclArn) : base(scope, "Portal")
    {
        api = new HttpApi(this, "Api", new HttpApiProps { ApiName = "firstread", Description = "FirstRead's API; reached through CloudFront" });
        LogRequests(settings, keys);
        PixelKey = new PublicKey(this, "PixelKey", new PublicKeyProps { EncodedKey = settings.PixelPublicKey, Comment = "Pixels and results" });
        var signers = new KeyGroup(this, "PixelSigners", new KeyGroupProps { Items = [PixelKey] });
        var headers = SecurityHeaders(settings, identity);
        Distribution = new Distribution(this, "Distribution", new DistributionProps
        {
            Comment = "FirstRead",
            WebAclId = webAclArn,
            DomainNames = settings.OwnName is { } named ? [named.Host] : null,
            Certificate = settings.OwnName is { } own ? Certificate.FromCertificateArn(this, "Certificate", own.CertificateArn) : null,
            DefaultRootObject = "index.html",
            PriceClass = PriceClass.PRICE_CLASS_100,
            MinimumProtocolVersion = SecurityPolicyProtocol.TLS_V1_2_2021,
            HttpVersion = HttpVersion.HTTP2_AND_3,
            DefaultBehavior = new BehaviorOptions
            {
                Origin = S3BucketOrigin.WithOriginAccessControl(storage.PortalFiles),
                ViewerProtocolPolicy = ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
                ResponseHeadersPolicy = headers,
                FunctionAssociations = [OnRequest("Pages", "if (!request.uri.includes('.')) request.uri = '/index.html';")],
            },
            AdditionalBehaviors = new Dictionary<string, IBehaviorOptions>
            {
                ["/api/*"] = new BehaviorOptions
                {
                    Origin = new HttpOrigin($"{api.ApiId}.execute-api.{settings.Region}.amazonaws.com", new HttpOriginProps
                    {
                        CustomHeaders = new Dictionary<string, string>
                        {
                            [OriginHeader.Name] = $"{{{{resolve:secretsmanager:{ResourceNames.OriginSecret}:SecretString:current}}}}",
                        },
                    }),
                    ViewerProtocolPolicy = ViewerProtocolPolicy.HTTPS_ONLY,
                    AllowedMethods = AllowedMethods.ALLOW_ALL,
                    CachePolicy = CachePolicy.CACHING_DISABLED,
                    OriginRequestPolicy = OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
                    ResponseHeadersPolicy = headers,
                },
                ["/pixels/*"] = Signed(S3BucketOrigin.WithOriginAccessControl(storage.Deidentified), signers, headers,
                    OnRequest("Pixels", "request.uri = request.uri.substring('/pixels'.length);")),
                // A case's own cookies; the key is the path.
                [$"/{ObjectKeys.TeachingPrefix}*"] = Signed(S3BucketOrigin.WithOriginAccessControl(storage.Deidentified), signers, headers),
                [$"/{ObjectKeys.ResultsPrefix}*"] = Signed(S3BucketOrigin.WithOriginAccessControl(storage.Results), signers, headers),
            },
        });
        // The library lets every distribution of the account decrypt what it fetches from a bucket under the data key, and says so: one
        // distribution's own id would make a circle. The bucket policies name the one distribution. Said after it warned; before, it does not hear.
        Annotations.Of(keys).AcknowledgeWarning("@aws-cdk/aws-cloudfront-origins:wildcardKeyPolicyForOac", "Bucket policies name the distribution.");
        Url = $"https://{settings.OwnName?.Host ?? Distribution.DistributionDomainName}";
        Distribution.Node.AddDependency(secrets.Origin);
        storage.LetPagesSend(Url);
        Client = identity.AddPortal(Url);
        machines = identity.AddMachines(settings.MachineClients);
        if (settings.OwnName is not null)
            new CfnOutput(this, "Target", new CfnOutputProps { Value = Distribution.DistributionDomainName, Description = "Where the name of your own has to lead (CNAME, or an alias of Route 53)" });
        new CfnOutput(this, "Url", new CfnOutputProps { Value = Url, Description = "Where people log in" });
    }

    public Distribution Distribution { get; }

    /// <summary>Without a slash at the end.</summary>
    public string Url { get; }

    /// <summary>Checks the cookies that the Api signs.</summary>
    public PublicKey PixelKey { get; }

    public UserPoolClient Client { get; }

    /// <summary>Gives every path its function; all but the configuration need a token of the pool.</summary>
    public void Route(Functions functions, Identity identity)
    {
        var tokens = new HttpJwtAuthorizer("Tokens", identity.Issuer, new HttpJwtAuthorizerProps { JwtAudience = [Client.UserPoolClientId, .. machines.Select(machine => machine.UserPoolClientId)] });
        Add("Uploads", functions.Uploads, tokens, "/api/uploads", "/api/uploads/{proxy+}");
        Add("Reidentify", functions.Reidentify, tokens, "/api/studies/{studyId}/identity", "/api/studies/{studyId}/reidentification", "/api/studies/{studyId}/release", "/api/releases", "/api/holds", "/api/holds/{proxy+}",
            "/api/patients/{proxy+}", "/api/erasures", "/api/erasures/{proxy+}");
        Add("Configuration", functions.Api, null, "/api/configuration");
        Add("Api", functions.Api, tokens, "/api/{proxy+}");
    }

    public Metric MetricServerErrors(MetricOptions options) => api.MetricServerError(options);

    /// <summary>One line a request: route and outcome, never a path, a query or a token.</summary>
    private void LogRequests(DeploymentSettings settings, Encryption keys)
    {
        var log = new LogGroup(this, "Log", new LogGroupProps
        {
            LogGroupName = $"/aws/apigateway/{ResourceNames.Prefix}",
            Retention = settings.Profile.LogRetention,
            EncryptionKey = keys.Data,
        });
        ((CfnStage)api.DefaultStage!.Node.DefaultChild!).AccessLogSettings = new CfnStage.AccessLogSettingsProperty
        {
            DestinationArn = log.LogGroupArn,
            Format = """{"time":"$context.requestTime","request":"$context.requestId","route":"$context.routeKey","status":"$context.status","ip":"$context.identity.sourceIp","authorizer":"$context.authorizer.error"}""",
        };
    }

    private void Add(string id, LambdaFunction function, IHttpRouteAuthorizer? authorizer, params string[] paths)
    {
        var integration = new HttpLambdaIntegration(id, function);
        foreach (var path in paths)
            api.AddRoutes(new AddRoutesOptions { Path = path, Methods = [HttpMethod.ANY], Integration = integration, Authorizer = authorizer ?? new HttpNoneAuthorizer() });
    }

    private static BehaviorOptions Signed(IOrigin origin, KeyGroup signers, ResponseHeadersPolicy headers, params FunctionAssociation[] functions) => new()
    {
        Origin = origin,
        ViewerProtocolPolicy = ViewerProtocolPolicy.HTTPS_ONLY,
        TrustedKeyGroups = [signers],
        ResponseHeadersPolicy = headers,
        FunctionAssociations = functions,
    };

    /// <summary>A CloudFront Function: a line of JavaScript at the edge, no Lambda.</summary>
    private FunctionAssociation OnRequest(string id, string statement) => new()
    {
        EventType = FunctionEventType.VIEWER_REQUEST,
        Function = new Function(this, $"On{id}", new FunctionProps
        {
            Runtime = FunctionRuntime.JS_2_0,
            Code = FunctionCode.FromInline($"function handler(event) {{ var request = event.request; {statement} return request; }}"),
        }),
    };

    /// <summary>The headers that the portal is tested under (portal/security-headers.json), and HSTS.</summary>
    private ResponseHeadersPolicy SecurityHeaders(DeploymentSettings settings, Identity identity)
    {
        var path = Path.Combine(RepositoryFolders.Root, "portal", "security-headers.json");
        using var file = JsonDocument.Parse(File.ReadAllText(path));
        string Header(string name) => file.RootElement.GetProperty(name).GetString()!;
        // The host that presigned URLs name: files go to it and reports come from it.
        var incoming = $"https://{settings.BucketName(ResourceNames.IncomingBucket)}.s3.{settings.Region}.amazonaws.com";
        var origins = $"{identity.LoginAddress} {identity.IssuerOrigin} {incoming}";
        return new ResponseHeadersPolicy(this, "Headers", new ResponseHeadersPolicyProps
        {
            SecurityHeadersBehavior = new ResponseSecurityHeadersBehavior
            {
                ContentSecurityPolicy = new ResponseHeadersContentSecurityPolicy
                {
                    ContentSecurityPolicy = Header("Content-Security-Policy").Replace("{connect-origins}", origins, StringComparison.Ordinal),
                    Override = true,
                },
                ContentTypeOptions = new ResponseHeadersContentTypeOptions { Override = true },
                ReferrerPolicy = new ResponseHeadersReferrerPolicy { ReferrerPolicy = HeadersReferrerPolicy.NO_REFERRER, Override = true },
                StrictTransportSecurity = new ResponseHeadersStrictTransportSecurity
                {
                    AccessControlMaxAge = Duration.Days(365),
                    IncludeSubdomains = true,
                    Override = true,
                },
            },
            CustomHeadersBehavior = new ResponseCustomHeadersBehavior
            {
                CustomHeaders = [.. new[] { "Cross-Origin-Opener-Policy", "Permissions-Policy" }.Select(
                    name => new ResponseCustomHeader { Header = name, Value = Header(name), Override = true })],
            },
        });
    }
}
