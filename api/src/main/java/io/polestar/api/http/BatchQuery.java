package io.polestar.api.http;

import io.javalin.http.Context;
import io.polestar.engine.Acks;
import io.polestar.engine.event.EventBatch;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What the address of a request says about its batch.
 *
 * @param acks what its events survive before they are acknowledged
 * @param producer UTF-8 name of who numbers the batch, empty without
 * @param batchSeq the producer's number of it, 0 without
 * @param backfill whether it brings history, at which no rule fires
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record BatchQuery(Acks acks, byte[] producer, long batchSeq, boolean backfill) {
    private static final long LAST_NUMBER = 1L << 53;
    private static final int LAST_NUMBER_DIGITS = 16;

    /** Reads the query; a value that is not allowed is answered with 400. */
    static BatchQuery of(Context request, Acks defaultAcks) {
        String producer = request.queryParam("producer");
        String batchSeq = request.queryParam("batchSeq");
        if ((producer == null) != (batchSeq == null)) {
            throw ReadQuery.invalid("producer and batchSeq must be given together");
        }
        return new BatchQuery(
                acks(request.queryParam("acks"), defaultAcks),
                producer == null ? new byte[0] : producer(producer),
                batchSeq == null ? 0 : number(batchSeq),
                backfill(request.queryParam("mode")));
    }

    /** What a request's query asks to be survived. */
    static Acks acks(@Nullable String asked, Acks defaultAcks) {
        if (asked == null) {
            return defaultAcks;
        }
        return switch (asked) {
            case "journal" -> Acks.JOURNAL;
            case "sync" -> Acks.SYNC;
            default -> throw ReadQuery.invalid("acks must be journal or sync, acks=" + asked);
        };
    }

    private static byte[] producer(String name) {
        byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
        if (utf8.length == 0 || utf8.length > EventBatch.MAX_PRODUCER_BYTES) {
            throw ReadQuery.invalid("producer must be a name of 1 to " + EventBatch.MAX_PRODUCER_BYTES + " bytes");
        }
        return utf8;
    }

    private static long number(String text) {
        boolean digits = !text.isEmpty()
                && text.length() <= LAST_NUMBER_DIGITS
                && text.chars().allMatch(digit -> digit >= '0' && digit <= '9');
        long number = digits ? Long.parseLong(text) : 0;
        if (number < 1 || number > LAST_NUMBER) {
            throw ReadQuery.invalid("batchSeq must be a whole number from 1 to " + LAST_NUMBER + ", batchSeq=" + text);
        }
        return number;
    }

    private static boolean backfill(@Nullable String mode) {
        if (mode == null || mode.equals("live")) {
            return false;
        }
        if (mode.equals("backfill")) {
            return true;
        }
        throw ReadQuery.invalid("mode must be live or backfill, mode=" + mode);
    }

    /** Writes what the query says onto the batch. */
    void mark(EventBatch batch) {
        if (batchSeq > 0) {
            batch.producer(producer, 0, producer.length, batchSeq);
        }
        batch.backfill(backfill);
    }
}
