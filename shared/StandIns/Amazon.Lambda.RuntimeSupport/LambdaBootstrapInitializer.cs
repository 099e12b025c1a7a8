namespace Amazon.Lambda.RuntimeSupport;

/// <summary>Prepares the function. False: do not take invocations.</summary>
public delegate Task<bool> LambdaBootstrapInitializer();
