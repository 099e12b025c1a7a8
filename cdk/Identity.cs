using Amazon.CDK;
using Amazon.CDK.AWS.Cognito;
using Constructs;
using FirstRead.Core.Settings;

namespace FirstRead.Cdk;

/// <summary>Who logs in: people that an operator invites, with a second factor. Which clinic a person belongs to stands in the studies table.</summary>
public sealed class Identity : Construct
{
    private static readonly string[] Roles = ["clinic", "radiologist", "resident", "operator"];

    public Identity(Construct scope, DeploymentSettings settings) : base(scope, "Identity")
    {
        Pool = new UserPool(this, "Pool", new UserPoolProps
        {
            UserPoolName = ResourceNames.Prefix,
            SelfSignUpEnabled = false,
            SignInAliases = new SignInAliases { Email = true },
            Mfa = Mfa.REQUIRED,
            MfaSecondFactor = new MfaSecondFactor { Otp = true, Sms = false },
            AccountRecovery = AccountRecovery.EMAIL_ONLY,
            PasswordPolicy = new PasswordPolicy { MinLength = 14, RequireDigits = true, RequireLowercase = true, RequireUppercase = true, RequireSymbols = true },
            DeletionProtection = true,
            RemovalPolicy = RemovalPolicy.RETAIN,
        });
        var tier = (CfnUserPool)Pool.Node.DefaultChild!;
        // Library 2.160 does not know tiers yet.
        tier.AddPropertyOverride("UserPoolTier", settings.Profile.ThreatProtection ? "PLUS" : "ESSENTIALS");
        if (settings.Profile.ThreatProtection)
            tier.UserPoolAddOns = new CfnUserPool.UserPoolAddOnsProperty { AdvancedSecurityMode = "ENFORCED" };
        foreach (var role in Roles)
            new CfnUserPoolGroup(this, $"Group-{role}", new CfnUserPoolGroupProps { UserPoolId = Pool.UserPoolId, GroupName = role });
        var domain = Pool.AddDomain("Domain", new UserPoolDomainOptions
        {
            CognitoDomain = new CognitoDomainOptions { DomainPrefix = $"{ResourceNames.Prefix}-{settings.Account}" },
        });
        LoginAddress = $"https://{domain.DomainName}.auth.{settings.Region}.amazoncognito.com";
        IssuerOrigin = $"https://cognito-idp.{settings.Region}.amazonaws.com";
    }

    public UserPool Pool { get; }

    /// <summary>As <c>iss</c> in the tokens.</summary>
    public string Issuer => $"{IssuerOrigin}/{Pool.UserPoolId}";

    /// <summary>Where the pool's discovery document and keys are.</summary>
    public string IssuerOrigin { get; }

    /// <summary>Origin of the login pages and of the token endpoint.</summary>
    public string LoginAddress { get; }

    /// <summary>Registers the portal: authorization code with PKCE, no client secret.</summary>
    public UserPoolClient AddPortal(string portalUrl) => Pool.AddClient("Portal", new UserPoolClientOptions
    {
        UserPoolClientName = "portal",
        GenerateSecret = false,
        PreventUserExistenceErrors = true,
        AccessTokenValidity = Duration.Minutes(60),
        IdTokenValidity = Duration.Minutes(60),
        RefreshTokenValidity = Duration.Hours(12),
        SupportedIdentityProviders = [UserPoolClientIdentityProvider.COGNITO],
        OAuth = new OAuthSettings
        {
            Flows = new OAuthFlows { AuthorizationCodeGrant = true },
            Scopes = [OAuthScope.OPENID],
            CallbackUrls = [$"{portalUrl}/"],
            LogoutUrls = [$"{portalUrl}/"],
        },
    });

    /// <summary>
    /// A client a clinic, for a PACS that sends without a person: its id and secret give a token of an hour. What it may do stands in the
    /// studies table, under its id.
    /// </summary>
    public IReadOnlyList<UserPoolClient> AddMachines(IReadOnlyList<string> clinics)
    {
        if (clinics.Count == 0)
            return [];
        var scope = new ResourceServerScope(new ResourceServerScopeProps { ScopeName = "upload", ScopeDescription = "Send studies of one clinic" });
        var server = Pool.AddResourceServer("Machines", new UserPoolResourceServerOptions { Identifier = ResourceNames.Prefix, Scopes = [scope] });
        return [.. clinics.Select(clinic => Pool.AddClient($"Machine-{clinic}", new UserPoolClientOptions
        {
            UserPoolClientName = $"machine-{clinic}",
            GenerateSecret = true,
            AccessTokenValidity = Duration.Minutes(60),
            OAuth = new OAuthSettings { Flows = new OAuthFlows { ClientCredentials = true }, Scopes = [OAuthScope.ResourceServer(server, scope)] },
        }))];
    }
}
