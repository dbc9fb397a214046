package org.fengqiao.kernel.proof;

import org.fengqiao.kernel.suite.Base64Url;
import org.fengqiao.kernel.suite.Canonical;
import org.fengqiao.kernel.suite.Digest;
import org.fengqiao.kernel.suite.Suite;

/**
 * A service's secret, with which it marks the links it writes. Anybody can compute a link; who has the database but not this key can compute no
 * mark, and so cannot add an event or rewrite a stream's end, even between two checkpoints.
 */
public final class ChainKey {

    private final Suite suite;
    private final byte[] key;

    /**
     * A key of this suite.
     *
     * @param key at least {@link Suite#DIGEST_LENGTH} random bytes
     * @throws IllegalArgumentException if it is shorter
     */
    public ChainKey(Suite suite, byte[] key) {
        if (key.length < Suite.DIGEST_LENGTH) {
            throw new IllegalArgumentException("a chain key has at least %d bytes".formatted(Suite.DIGEST_LENGTH));
        }
        this.suite = suite;
        this.key = key.clone();
    }

    /** The mark of a link, stored with it. */
    public Digest mark(Digest link) {
        var message = Canonical.of("fengqiao mark 1").text(link.toString()).toBytes();
        return new Digest(suite, Base64Url.encode(suite.authenticate(key, message)));
    }

    @Override
    public String toString() {
        return "ChainKey[" + suite.id() + "]";
    }
}
