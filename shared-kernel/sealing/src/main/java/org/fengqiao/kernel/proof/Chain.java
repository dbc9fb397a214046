package org.fengqiao.kernel.proof;

import java.nio.charset.StandardCharsets;

import org.fengqiao.kernel.crypto.Canonical;
import org.fengqiao.kernel.crypto.Digest;
import org.fengqiao.kernel.crypto.Suite;

/**
 * The links of a stream. A link is the digest of the link before it and the event's row, so that it stands for the
 * whole stream up to here. Each names its suite, and the next one may be of another.
 */
public final class Chain {

    private Chain() {}

    /**
     * Returns the link or mark with this text; one that fits nothing if it is none any more, since somebody altered it:
     * a verifier names the event, and nothing else fails.
     */
    public static Digest read(String text) {
        try {
            return Digest.parse(text);
        } catch (IllegalArgumentException _) {
            return Digest.of(Suite.INTERNATIONAL, new byte[0]);
        }
    }

    /**
     * Returns what the first event links to. It depends on the stream, so that events of one case cannot stand in
     * another.
     */
    public static Digest start(Suite suite, EventStream stream) {
        return Digest.of(
                suite,
                Canonical.of("fengqiao stream 1")
                        .text(stream.service())
                        .id(stream.caseId())
                        .toBytes());
    }

    /**
     * Returns the link of an event.
     *
     * @param suite the suite to link with
     * @param previous the link before it, {@link #start} for the first event
     */
    public static Digest next(Suite suite, Digest previous, EventRow row) {
        return next(suite, previous, row, row.version());
    }

    /** Returns the link that the row would have if it stood at this version. */
    static Digest next(Suite suite, Digest previous, EventRow row, long asVersion) {
        var canonical = row.canonical(asVersion);
        return Digest.of(
                suite,
                Canonical.of("fengqiao link 1")
                        .bytes(previous.toString().getBytes(StandardCharsets.US_ASCII))
                        .before(canonical),
                canonical);
    }
}
