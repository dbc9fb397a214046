package org.fengqiao.kernel.crypto;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Something names a suite that this version does not know: it was written by a newer one, or it is damaged. */
public final class UnknownSuite extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    UnknownSuite(String id) {
        // What is not a suite's id may be anything: only its length is told.
        super("unknown cryptographic suite (%d characters); known are %s"
                .formatted(
                        id.length(),
                        Arrays.stream(Suite.values()).map(Suite::id).collect(Collectors.joining(", "))));
    }
}
