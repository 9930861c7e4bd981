// Package types declares what test code uses of the package of that name.
package types

import "time"

type Record struct {
	Data                        []byte
	PartitionKey                *string
	SequenceNumber              *string
	ApproximateArrivalTimestamp *time.Time
}
