using FirstRead.Core.Access;
using FirstRead.Web;

namespace FirstRead.Functions.Api.Operations;

/// <summary>Every endpoint of the area.</summary>
internal static class OperationsArea
{
    public static Gate MapOperations(this Gate gate, ApiPorts ports, ApiSettings settings)
    {
        var funnel = new FunnelEndpoints(ports);
        var work = new WorkEndpoints(ports, settings.Operations);
        var failures = new FailureEndpoints(ports);
        var rota = new RotaEndpoints(ports);
        var policy = new PolicyEndpoints(ports);
        var clinics = new ClinicEndpoints(ports);
        var principals = new PrincipalEndpoints(ports);
        var phones = new PhoneEndpoints(ports);
        var tests = new TestStudyEndpoints(ports, settings.Operations.Probes);
        return gate
            .Map(AuthorizationTable.Funnel, funnel.SumAsync)
            .Map(AuthorizationTable.FunnelStudies, funnel.ListAsync)
            .Map(AuthorizationTable.Reads, new ReadsEndpoint(ports).SumAsync)
            .Map(AuthorizationTable.Cost, new CostEndpoint(ports, settings.Operations).EstimateAsync)
            .Map(AuthorizationTable.Stuck, work.ListStuckAsync)
            .Map(AuthorizationTable.Queue, work.QueueAsync)
            .Map(AuthorizationTable.ReplayStudy, work.ReplayAsync)
            .Map(AuthorizationTable.Failures, failures.ListAsync)
            .Map(AuthorizationTable.ReplayFailure, failures.ReplayAsync)
            .Map(AuthorizationTable.UploadsOfClinic, new UploadsEndpoint(ports).ListAsync)
            .Map(AuthorizationTable.GetRota, rota.GetAsync)
            .Map(AuthorizationTable.PutRota, rota.PutAsync)
            .Map(AuthorizationTable.PreviewRota, rota.PreviewAsync)
            .Map(AuthorizationTable.GetPolicy, policy.GetAsync)
            .Map(AuthorizationTable.PutPolicy, policy.PutAsync)
            .Map(AuthorizationTable.PreviewPolicy, policy.PreviewAsync)
            .Map(AuthorizationTable.ListClinics, clinics.ListAsync)
            .Map(AuthorizationTable.EnterClinic, clinics.EnterAsync)
            .Map(AuthorizationTable.ChangeClinic, clinics.ChangeAsync)
            .Map(AuthorizationTable.ListPrincipals, principals.ListAsync)
            .Map(AuthorizationTable.EnrolPrincipal, principals.EnrolAsync)
            .Map(AuthorizationTable.ChangePrincipal, principals.ChangeAsync)
            .Map(AuthorizationTable.RemovePrincipal, principals.RemoveAsync)
            .Map(AuthorizationTable.ListPhones, phones.ListAsync)
            .Map(AuthorizationTable.TestPhone, phones.TestAsync)
            .Map(AuthorizationTable.ConfirmPhone, phones.ConfirmAsync)
            .Map(AuthorizationTable.ListTestStudies, tests.ListAsync)
            .Map(AuthorizationTable.AskTestStudy, tests.AskAsync);
    }
}
