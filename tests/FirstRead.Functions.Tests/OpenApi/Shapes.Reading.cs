using System.Text.Json.Nodes;
using FirstRead.Core.Access;
using FirstRead.Functions.Api.Bodies;
using FirstRead.Functions.Api.Communications;
using FirstRead.Functions.Api.Pixels;
using FirstRead.Functions.Api.Readers;
using FirstRead.Functions.Api.Trail;
using FirstRead.Functions.Reidentify;

namespace FirstRead.Functions.Tests.OpenApi;

public static partial class Shapes
{
    /// <summary>Of <c>ReportJson</c>, which writes it without a type.</summary>
    private static readonly JsonObject DeidentificationReport = JsonNode.Parse("""
        {
          "type": "object",
          "properties": {
            "studyInstanceUid": {"type": "string"},
            "instances": {"type": "integer"},
            "withoutReport": {"type": "integer"},
            "profiles": {"type": "array", "items": {"type": "string"}},
            "methods": {"type": "array", "items": {"type": "string"}},
            "software": {"type": "array", "items": {"type": "string"}},
            "options": {"type": "object", "additionalProperties": {"type": "integer"}},
            "attributes": {
              "type": "array",
              "items": {
                "type": "object",
                "properties": {
                  "tag": {"type": "string"}, "keyword": {"type": "string"}, "action": {"type": "string"},
                  "reason": {"type": "string"}, "option": {"type": "string"}, "count": {"type": "integer"}
                },
                "required": ["tag", "keyword", "action", "reason", "count"],
                "additionalProperties": false
              }
            },
            "pixelInstances": {"type": "integer"},
            "boxesBlanked": {"type": "integer"},
            "markersKept": {"type": "integer"}
          },
          "required": ["studyInstanceUid", "instances", "profiles", "methods", "software", "options", "attributes", "pixelInstances", "boxesBlanked", "markersKept"],
          "additionalProperties": false
        }
        """)!.AsObject();

    private static IReadOnlyList<Shape> Reading =>
    [
        Shape.Json(AuthorizationTable.Worklist, ApiJson.Default.WorklistBody).Query("limit", "1 to 500, 200 where it is left out").Query("after", "an earlier answer's next").Query("state", "done, for what was signed in the last day").ETag(),
        Shape.Json(AuthorizationTable.Study, ApiJson.Default.StudyInView).ETag(),
        Shape.Json(AuthorizationTable.Deidentification, DeidentificationReport).ETag(),
        Shape.Json(AuthorizationTable.DecideFinding, ApiJson.Default.ReviewBody).Takes(ApiJson.Default.DecisionRequest).IfMatch(),
        Shape.Json(AuthorizationTable.AddFinding, ApiJson.Default.ReviewBody, 201).Takes(ApiJson.Default.OwnFindingRequest).IfMatch(),
        Shape.Json(AuthorizationTable.RemoveFinding, ApiJson.Default.ReviewBody).IfMatch(),
        Shape.Json(AuthorizationTable.FindingCodes, ApiJson.Default.FindingCodesBody),
        Shape.Json(AuthorizationTable.Sign, ApiJson.Default.SignedBody).Takes(ApiJson.Default.SignRequest).IfMatch(),
        Shape.Json(AuthorizationTable.Addendum, ApiJson.Default.SignedBody).Takes(ApiJson.Default.AddendumRequest).IfMatch(),
        Shape.File(AuthorizationTable.Report, "application/pdf").Query("format", "pdf, fhir or sr"),
        Shape.Json(AuthorizationTable.PixelSession, PixelSessionJson.Default.PixelSessionBody).Takes(PixelSessionJson.Default.PixelSessionRequest),
        Shape.Json(AuthorizationTable.StartReading, ReadersJson.Default.ReadersBody),
        Shape.Json(AuthorizationTable.OwnRead, ApiJson.Default.ReviewBody).Takes(ReadersJson.Default.OwnReadRequest).IfMatch(),
        Shape.Json(AuthorizationTable.ShowAi, ApiJson.Default.ReviewBody).IfMatch(),
        Shape.Json(AuthorizationTable.Untold, CommunicationJson.Default.CommunicationsBody),
        Shape.Json(AuthorizationTable.Communicate, CommunicationJson.Default.CommunicationBody, 201).Takes(CommunicationJson.Default.LateCommunicationRequest),
        Shape.Json(AuthorizationTable.AuditTrail, AuditTrailJson.Default.AuditTrailBody),
        Shape.Json(AuthorizationTable.ReaderIdentity, IdentityBodyJson.Default.IdentityBody).Takes(IdentityBodyJson.Default.IdentityRequest),
    ];
}
