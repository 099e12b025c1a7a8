using FirstRead.Core.Access;
using FirstRead.Core.Operations;
using FirstRead.Core.Operations.Failures;
using FirstRead.Core.Operations.Hours;
using FirstRead.Core.Operations.Phones;
using FirstRead.Core.Studies;
using FirstRead.Core.Triage;
using FirstRead.Core.Triage.Policy;

namespace FirstRead.Functions.Api.Operations;

/// <summary>What the area of operators stands on, beside what every area does.</summary>
public sealed record OperationsPorts(
    IHourStore Hours,
    IWorkQueue Queue,
    ISlotStore Slots,
    IUploadStore Uploads,
    IFailedEvents Failures,
    IFunctionCalls Functions,
    IOperatorDocuments Documents,
    ITriagePolicy Policy,
    IClinicStore Clinics,
    IPrincipalDirectory Principals,
    IPhoneTests PhoneTests,
    IAlertMessages Messages);
