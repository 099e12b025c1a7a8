global using Item = System.Collections.Generic.Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>;
global using Names = FirstRead.Core.Storage.StudiesAttributes;
