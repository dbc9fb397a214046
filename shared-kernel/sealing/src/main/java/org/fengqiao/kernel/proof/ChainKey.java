package org.fengqiao.kernel.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.EnumMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.crypto.Base64Url;
import org.fengqiao.kernel.crypto.Canonical;
import org.fengqiao.kernel.crypto.Digest;
import org.fengqiao.kernel.crypto.Suite;

/**
 * A service's secret, with which it marks the links it writes, and the suite it links with. Anybody can compute a link;
 * who has the database but not this key can compute no mark, and so cannot add an event or rewrite a stream's end, even
 * between two checkpoints.
 */
public final class ChainKey {

    private final Suite suite;
    private final Map<Suite, byte[]> keys = new EnumMap<>(Suite.class);

    /**
     * Creates a key made from a service's secret.
     *
     * @param suite the suite that links and marks are made with from now on; marks of the other suite are still known
     * @param service so that no two services have the same key, even if they have the same secret
     * @param secret at least {@link Suite#DIGEST_LENGTH} bytes
     * @throws IllegalArgumentException if it is shorter
     */
    public ChainKey(Suite suite, String service, byte[] secret) {
        if (secret.length < Suite.DIGEST_LENGTH) {
            throw new IllegalArgumentException("a chain's secret has at least %d bytes".formatted(Suite.DIGEST_LENGTH));
        }
        this.suite = suite;
        for (var each : Suite.values()) {
            keys.put(each, each.derive(secret, "fengqiao chain key 1 " + service));
        }
    }

    /** Returns the suite that new links are made with. */
    public Suite suite() {
        return suite;
    }

    /** Returns the mark of a link, stored with it. */
    public Digest mark(Digest link) {
        return mark(suite, link);
    }

    /** Returns whether this key made that mark of that link, in whichever suite. */
    public boolean marked(Digest link, @Nullable Digest mark) {
        return mark != null && mark(mark.suite(), link).equals(mark);
    }

    private Digest mark(Suite with, Digest link) {
        var message = Canonical.of("fengqiao mark 1").text(link.toString()).toBytes();
        var key = keys.get(with);
        if (key == null) {
            throw new IllegalStateException("no key of suite " + with.id());
        }
        return new Digest(with, Base64Url.encode(with.authenticate(key, message)));
    }

    /** Returns a key made from a secret that is a text, as configurations have it. */
    public static ChainKey of(Suite suite, String service, String secret) {
        return new ChainKey(suite, service, secret.getBytes(UTF_8));
    }

    @Override
    public String toString() {
        return "ChainKey[" + suite.id() + "]";
    }
}
