package software.amazon.kinesis.retrieval;

import java.nio.ByteBuffer;

/** Declares what test code uses of the class of that name. */
public class KinesisClientRecord {
    public static KinesisClientRecordBuilder builder() {
        return new KinesisClientRecordBuilder();
    }

    public String partitionKey() {
        return null;
    }

    public String explicitHashKey() {
        return null;
    }

    public ByteBuffer data() {
        return null;
    }

    public static class KinesisClientRecordBuilder {
        public KinesisClientRecordBuilder data(ByteBuffer data) {
            return this;
        }

        public KinesisClientRecordBuilder partitionKey(String partitionKey) {
            return this;
        }

        public KinesisClientRecordBuilder sequenceNumber(String sequenceNumber) {
            return this;
        }

        public KinesisClientRecord build() {
            return new KinesisClientRecord();
        }
    }
}
