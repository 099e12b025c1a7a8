namespace Amazon.Lambda.Core;

/// <summary>Turns an event into a value, and a value into the answer.</summary>
public interface ILambdaSerializer
{
    T Deserialize<T>(Stream requestStream);

    void Serialize<T>(T response, Stream responseStream);
}
