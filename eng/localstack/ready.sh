#!/usr/bin/env bash
# Runs inside LocalStack once it is ready: creates what cdk/ declares, as far as LocalStack has it. Run twice, it changes nothing.
set -euo pipefail
account=000000000000
region=us-east-1

for bucket in firstread-incoming firstread-deidentified firstread-results firstread-failures; do
  awslocal s3api head-bucket --bucket "$bucket" 2>/dev/null && continue
  awslocal s3api create-bucket --bucket "$bucket" >/dev/null
  awslocal s3api put-bucket-versioning --bucket "$bucket" --versioning-configuration Status=Enabled
done

keys=(--billing-mode PAY_PER_REQUEST --key-schema AttributeName=pk,KeyType=HASH AttributeName=sk,KeyType=RANGE)
text() { for name in "$@"; do echo "AttributeName=$name,AttributeType=S"; done; }
# What the index of hours has beside the keys.
included="status priority highestRisk modality queuedInstances incomplete receivedAt deidentifiedAt completeAt launchedAt analysisStartedAt analysedAt alertedAt acknowledgedAt signedAt releasedAt comparison"
projection() { if [ "$1" = INCLUDE ]; then echo "{\"ProjectionType\":\"INCLUDE\",\"NonKeyAttributes\":[\"${included// /\",\"}\"]}"; else echo "{\"ProjectionType\":\"$1\"}"; fi; }
index() { echo "{\"IndexName\":\"$1\",\"KeySchema\":[{\"AttributeName\":\"$2\",\"KeyType\":\"HASH\"},{\"AttributeName\":\"$3\",\"KeyType\":\"RANGE\"}],\"Projection\":$(projection "$4")}"; }
table() { local name=$1; shift; awslocal dynamodb describe-table --table-name "$name" >/dev/null 2>&1 || awslocal dynamodb create-table --table-name "$name" "${keys[@]}" "$@" >/dev/null; }
table firstread-studies --attribute-definitions $(text pk sk dueShard dueAt worklist rank clinicUploads createdAt clinicSignatures signedAt hour hourAt) \
  --global-secondary-indexes "[$(index due dueShard dueAt KEYS_ONLY),$(index worklist worklist rank ALL),$(index clinicUploads clinicUploads createdAt ALL),$(index clinicSignatures clinicSignatures signedAt KEYS_ONLY),$(index hours hour hourAt INCLUDE)]" \
  --stream-specification StreamEnabled=true,StreamViewType=NEW_AND_OLD_IMAGES
table firstread-vault --attribute-definitions $(text pk sk)
table firstread-audit --attribute-definitions $(text pk sk)

topic=$(awslocal sns create-topic --name firstread-alerts --query TopicArn --output text)
for secret in firstread/lookup-key firstread/uid-key firstread/vault-key; do
  awslocal secretsmanager describe-secret --secret-id "$secret" >/dev/null 2>&1 && continue
  awslocal secretsmanager create-secret --name "$secret" --secret-string "{\"current\":1,\"keys\":{\"1\":\"$(head -c 32 /dev/urandom | base64 -w 0)\"}}" >/dev/null
done

environment="FIRSTREAD_STUDIES_TABLE=firstread-studies,FIRSTREAD_VAULT_TABLE=firstread-vault,FIRSTREAD_AUDIT_TABLE=firstread-audit"
environment+=",FIRSTREAD_INCOMING_BUCKET=firstread-incoming,FIRSTREAD_DEIDENTIFIED_BUCKET=firstread-deidentified,FIRSTREAD_RESULTS_BUCKET=firstread-results"
environment+=",FIRSTREAD_LOOKUP_KEY_SECRET=firstread/lookup-key,FIRSTREAD_UID_KEY_SECRET=firstread/uid-key,FIRSTREAD_VAULT_KEY_SECRET=firstread/vault-key"
environment+=",FIRSTREAD_ALERT_TOPIC_ARN=$topic,FIRSTREAD_PORTAL_URL=http://localhost:9000,FIRSTREAD_CLUSTER=firstread"
environment+=",FIRSTREAD_TASK_DEFINITION=firstread-inference,FIRSTREAD_CONTAINER_NAME=inference,FIRSTREAD_SUBNETS=subnet-0,FIRSTREAD_SECURITY_GROUPS=sg-0"
environment+=",FIRSTREAD_ASSIGN_PUBLIC_IP=false,FIRSTREAD_MAX_TASKS=1,FIRSTREAD_COMPUTE_PROFILE=cpu,AWS_ENDPOINT_URL_ECS=$FIRSTREAD_ECS,TZDIR=/var/task/zoneinfo"

deploy() { # project, function, seconds
  awslocal lambda get-function --function-name "$2" >/dev/null 2>&1 && return
  [ -x "/functions/$1/bootstrap" ] || { echo "Run eng/publish-functions.sh first: artifacts/functions/$1/bootstrap is missing." >&2; exit 1; }
  (cd "/functions/$1" && python3 -m zipfile -c "/tmp/$1.zip" .)
  awslocal lambda create-function --function-name "$2" --runtime provided.al2023 --handler bootstrap --architectures x86_64 --memory-size 1769 \
    --timeout "$3" --zip-file "fileb:///tmp/$1.zip" --role "arn:aws:iam::$account:role/$2" --environment "Variables={$environment}" >/dev/null
  awslocal lambda wait function-active-v2 --function-name "$2"
}
deploy Ingest firstread-ingest 900
deploy Triage firstread-triage 60
deploy Reconcile firstread-reconcile 60

function=arn:aws:lambda:$region:$account:function
awslocal s3api put-bucket-notification-configuration --bucket firstread-incoming --notification-configuration \
  "{\"LambdaFunctionConfigurations\":[{\"LambdaFunctionArn\":\"$function:firstread-ingest\",\"Events\":[\"s3:ObjectCreated:*\"],\"Filter\":{\"Key\":{\"FilterRules\":[{\"Name\":\"prefix\",\"Value\":\"uploads/\"}]}}}]}"
stream=$(awslocal dynamodb describe-table --table-name firstread-studies --query Table.LatestStreamArn --output text)
[ -n "$(awslocal lambda list-event-source-mappings --function-name firstread-triage --query 'EventSourceMappings[].UUID' --output text)" ] ||
  awslocal lambda create-event-source-mapping --function-name firstread-triage --event-source-arn "$stream" --starting-position TRIM_HORIZON \
    --function-response-types ReportBatchItemFailures \
    --filter-criteria '{"Filters":[{"Pattern":"{\"eventName\":[\"INSERT\"],\"dynamodb\":{\"Keys\":{\"sk\":{\"S\":[{\"prefix\":\"RESULT#\"}]}}}}"}]}' >/dev/null
awslocal events put-rule --name firstread-reconcile --schedule-expression 'rate(1 minute)' >/dev/null
awslocal events put-targets --rule firstread-reconcile --targets "Id=reconcile,Arn=$function:firstread-reconcile" "Id=ingest,Arn=$function:firstread-ingest" >/dev/null
echo "FirstRead's stores and functions are ready."
