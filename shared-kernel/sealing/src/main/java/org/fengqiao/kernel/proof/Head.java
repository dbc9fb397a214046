package org.fengqiao.kernel.proof;

import java.util.Objects;

import org.fengqiao.kernel.crypto.Canonical;
import org.fengqiao.kernel.crypto.Digest;

/**
 * The head of a stream when it was noted down: what the leaves of a {@link MerkleTree} are made of. A stream that goes
 * on gets a new leaf, and the old one stays, so that the tree only grows.
 *
 * @param stream the stream
 * @param version the version of its last event
 * @param link that event's link
 */
public record Head(EventStream stream, long version, Digest link) {
    public Head {
        Objects.requireNonNull(stream, "stream");
        Objects.requireNonNull(link, "link");
    }

    /** Returns the leaf. */
    public byte[] leaf() {
        return Canonical.of("fengqiao head 1")
                .text(stream.service())
                .id(stream.caseId())
                .number(version)
                .text(link.toString())
                .toBytes();
    }
}
