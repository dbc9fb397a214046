package org.fengqiao.kernel.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

import org.fengqiao.kernel.suite.Base64Url;
import org.fengqiao.kernel.suite.Suite;

/**
 * Finds who has the same identity number, phone or name, without keeping any: a keyed digest of the value in its normal form. Each kind of value has a
 * key of its own, so that a number that is one person's phone and another one's document doesn't show. An index value is still a pseudonym, the same
 * wherever the value is the same: it belongs in lists, never in an event, and goes when the person is erased.
 */
public final class BlindIndex {

    private final Suite suite;
    private final int version;
    private final Map<PersonalKind, byte[]> keys = new EnumMap<>(PersonalKind.class);

    /**
     * An index.
     *
     * @param suite the suite to digest with
     * @param version of the secret, from 1: a list made with another one must be made anew
     * @param secret at least {@link Suite#DIGEST_LENGTH} random bytes, kept as a subject's key is
     * @throws IllegalArgumentException if the secret is shorter
     */
    public BlindIndex(Suite suite, int version, byte[] secret) {
        if (secret.length < Suite.DIGEST_LENGTH) {
            throw new IllegalArgumentException("the secret has at least %d bytes".formatted(Suite.DIGEST_LENGTH));
        }
        this.suite = suite;
        this.version = version;
        for (var kind : PersonalKind.values()) {
            keys.put(kind, suite.derive(secret, "fengqiao blind index 1 " + kind.name()));
        }
    }

    /**
     * The index whose secret is kept as the key of a subject.
     *
     * @param ring has the key
     * @param secret the subject that stands for the secret, and for nobody
     * @throws IllegalStateException if the key is not on the ring
     */
    public static BlindIndex of(KeyRing ring, SubjectId secret) {
        var key = ring.latest(secret);
        if (key == null) {
            throw new IllegalStateException("the secret of the blind index is not on the ring");
        }
        return new BlindIndex(
                key.suite(), key.version(), key.suite().derive(key.bytes(), "fengqiao blind index secret 1"));
    }

    /**
     * The index of a value: {@code <suite>.<version>.<base64url>}; empty for a value of which nothing is left in normal form.
     *
     * @param kind {@code NAME}, {@code ID_NUMBER} or {@code PHONE}
     * @throws IllegalArgumentException for another kind
     */
    public Optional<String> of(PersonalKind kind, String value) {
        var normal = Normal.of(kind, value);
        return normal.isEmpty()
                ? Optional.empty()
                : Optional.of(suite.id() + "." + version + "."
                        + Base64Url.encode(suite.authenticate(keys.get(kind), normal.getBytes(UTF_8))));
    }

    @Override
    public String toString() {
        return "BlindIndex[" + suite.id() + ", " + version + "]";
    }
}
