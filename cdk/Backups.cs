using Amazon.CDK;
using Amazon.CDK.AWS.Backup;
using Amazon.CDK.AWS.Events;
using Amazon.CDK.AWS.IAM;
using Constructs;
using FirstRead.Core.Settings;

namespace FirstRead.Cdk;

/// <summary>A copy of the tables each week, beside point-in-time recovery: it outlives a table that was deleted, and its 35 days.</summary>
public sealed class Backups : Construct
{
    public Backups(Construct scope, Storage storage, Encryption keys) : base(scope, "Backups")
    {
        var vault = new BackupVault(this, "Vault", new BackupVaultProps
        {
            BackupVaultName = ResourceNames.Prefix,
            // Whoever may read a copy may read the table: its own key opens both.
            EncryptionKey = keys.Phi,
            BlockRecoveryPointDeletion = true,
            RemovalPolicy = RemovalPolicy.RETAIN,
        });
        var plan = new BackupPlan(this, "Plan", new BackupPlanProps
        {
            BackupPlanName = ResourceNames.Prefix,
            BackupVault = vault,
            BackupPlanRules =
            [
                new BackupPlanRule(new BackupPlanRuleProps
                {
                    RuleName = "weekly",
                    ScheduleExpression = Schedule.Cron(new CronOptions { WeekDay = "SUN", Hour = "3", Minute = "0" }),
                    DeleteAfter = Duration.Days(90),
                }),
            ],
        });
        plan.AddSelection("Tables", new BackupSelectionOptions
        {
            BackupSelectionName = "tables",
            Role = new Role(this, "Copier", new RoleProps
            {
                RoleName = $"{ResourceNames.Prefix}-backup",
                AssumedBy = new ServicePrincipal("backup.amazonaws.com"),
                ManagedPolicies = [ManagedPolicy.FromAwsManagedPolicyName("service-role/AWSBackupServiceRolePolicyForBackup")],
            }),
            DisableDefaultBackupPolicy = true,
            Resources = [BackupResource.FromDynamoDbTable(storage.Studies), BackupResource.FromDynamoDbTable(storage.Vault), BackupResource.FromDynamoDbTable(storage.Audit)],
        });
    }
}
