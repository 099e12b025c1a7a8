using FirstRead.Cdk;

PipelineApp.Create(outputFolder: null).Synth();
