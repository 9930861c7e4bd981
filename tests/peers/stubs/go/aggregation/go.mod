module github.com/awslabs/kinesis-aggregation/go/v2

go 1.19
