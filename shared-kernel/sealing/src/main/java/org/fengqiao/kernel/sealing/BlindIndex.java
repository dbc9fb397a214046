package org.fengqiao.kernel.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.crypto.Suite;

/**
 * An index by which those with the same identity number, phone or name are found, without keeping any: a keyed digest
 * of the value in its normal form. Each kind of value has a key of its own, so that a number that is one person's phone
 * and another one's document doesn't show. An index value is still a pseudonym, the same wherever the value is the
 * same: it belongs in lists, never in an event, and goes when the person is erased.
 */
public final class BlindIndex {

    private final Suite suite;
    private final int version;
    private final Map<PersonalKind, byte[]> keys = new EnumMap<>(PersonalKind.class);
    private final byte[] wordKey;
    private final @Nullable SubjectKey madeFrom;

    /**
     * Creates an index.
     *
     * @param suite the suite to digest with
     * @param version of the secret, from 1: a list made with another one must be made anew
     * @param secret at least {@link Suite#DIGEST_LENGTH} random bytes, kept as a subject's key is
     * @throws IllegalArgumentException if the secret is shorter
     */
    public BlindIndex(Suite suite, int version, byte[] secret) {
        this(suite, version, secret, null);
    }

    private BlindIndex(Suite suite, int version, byte[] secret, @Nullable SubjectKey madeFrom) {
        if (secret.length < Suite.DIGEST_LENGTH) {
            throw new IllegalArgumentException("the secret has at least %d bytes".formatted(Suite.DIGEST_LENGTH));
        }
        this.suite = suite;
        this.version = version;
        this.madeFrom = madeFrom;
        for (var kind : PersonalKind.values()) {
            keys.put(kind, suite.derive(secret, "fengqiao blind index 1 " + kind.name()));
        }
        this.wordKey = suite.derive(secret, "fengqiao blind index 1 word");
    }

    /**
     * Returns the index whose secret is kept as the key of a subject.
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
                key.suite(), key.version(), key.suite().derive(key.bytes(), "fengqiao blind index secret 1"), key);
    }

    /**
     * Returns whether it is the index of the very key that this ring has for the secret, so that it need not be made
     * again.
     */
    public boolean isOf(KeyRing ring, SubjectId secret) {
        return madeFrom != null && madeFrom == ring.latest(secret);
    }

    /**
     * Returns the indexes of a value: one, or one for each telephone number in it; none for a value of which nothing is
     * left in normal form. Each is the first 16 bytes of the keyed digest, half of it, which is enough (RFC 2104,
     * section 5). They are held as a UUID since the database and its driver know that as a value of 16 bytes, and have
     * nothing of a UUID's meaning: neither version nor variant.
     *
     * @param kind {@code NAME}, {@code ID_NUMBER} or {@code PHONE}
     * @throws IllegalArgumentException for another kind
     */
    public List<UUID> of(PersonalKind kind, String value) {
        return Normalizer.of(kind, value).stream()
                .map(normal -> first16(suite.authenticate(keys.get(kind), normal.getBytes(UTF_8))))
                .toList();
    }

    /**
     * Returns the index of a word as it stands: the first 8 bytes of its keyed digest. Texts that share words are found
     * by them; that two words fall together by chance (one in 2^64) only makes two texts seem a little more alike.
     */
    public long ofWord(String word) {
        return ByteBuffer.wrap(suite.authenticate(wordKey, word.getBytes(UTF_8)))
                .getLong();
    }

    private static UUID first16(byte[] digest) {
        var bytes = ByteBuffer.wrap(digest);
        return new UUID(bytes.getLong(), bytes.getLong());
    }

    /**
     * Returns what it digests with: suite and version of the secret, such as {@code i1.1}. It stands beside the
     * digests, which don't tell it.
     */
    public String madeWith() {
        return suite.id() + "." + version;
    }

    @Override
    public String toString() {
        return "BlindIndex[" + madeWith() + "]";
    }
}
