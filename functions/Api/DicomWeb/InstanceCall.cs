using FirstRead.Core.DicomWeb;
using FirstRead.Core.Studies;
using FirstRead.Dicom;
using FirstRead.Web;

namespace FirstRead.Functions.Api.DicomWeb;

/// <summary>Finds, audits and opens the instance that a path names, and says what is wrong where it cannot be read.</summary>
internal sealed class InstanceCall(ApiPorts ports, StudyHoldings holdings, DicomWebAudit audit)
{
    public async Task<Answer> DoAsync(Call call, Func<Study, InstanceHeader, Task<Answer>> act)
    {
        if (await holdings.FindAsync(call) is not { } study)
            return Problems.NotFound;
        await audit.ReadAsync(call, study.Id);
        try
        {
            return await holdings.PlaceAsync(call, study) is { } place && await InstanceHeader.ReadAsync(ports.Ranges, place, call.Cancelled) is { } header
                ? await act(study, header)
                : Problems.NotFound;
        }
        catch (DicomException broken)
        {
            return DicomWebProblems.Broken(broken);
        }
    }
}
