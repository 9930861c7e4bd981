module github.com/aws/aws-sdk-go-v2/service/kinesis

go 1.19
