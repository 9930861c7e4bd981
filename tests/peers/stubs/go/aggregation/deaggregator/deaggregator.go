// Package deaggregator declares what test code uses of the package of that name.
package deaggregator

import "github.com/aws/aws-sdk-go-v2/service/kinesis/types"

func DeaggregateRecords(records []types.Record) ([]types.Record, error) {
	return records, nil
}
