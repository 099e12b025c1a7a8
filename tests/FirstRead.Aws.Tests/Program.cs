using FirstRead.Aws.Tests.DynamoDb;

// What the processes run that a test starts; a test run itself never comes here.
return await PatientProcess.RunAsync(args, Console.In, Console.Out);
