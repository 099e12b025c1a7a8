namespace Amazon.Lambda.Serialization.SystemTextJson;

/// <summary>A value has no metadata to be serialized by.</summary>
public class JsonSerializerException(string message) : Exception(message);
