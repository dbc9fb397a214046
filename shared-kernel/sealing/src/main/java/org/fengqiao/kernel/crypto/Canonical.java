package org.fengqiao.kernel.crypto;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Values as bytes, so that different values never give the same bytes: each is preceded by its length (four bytes, the
 * highest first; all ones for what is missing). What is digested, signed or bound to a box is written with it. Of use
 * once, by one caller at a time.
 */
public final class Canonical {

    private static final int USUAL_LENGTH = 192;

    private byte[] bytes;
    private int length;

    private Canonical(int room) {
        this.bytes = new byte[room];
    }

    /**
     * Begins.
     *
     * @param what the kind of thing and the version of its form, such as {@code fengqiao box 1}, so that one kind is
     *     never taken for another
     */
    public static Canonical of(String what) {
        return of(what, USUAL_LENGTH);
    }

    /**
     * Begins what is known to become long.
     *
     * @param what as in {@link #of(String)}
     * @param room for so many bytes room is made at once; what becomes longer has to be moved
     */
    public static Canonical of(String what, int room) {
        return new Canonical(room).text(what);
    }

    /**
     * Adds a text as UTF-8. Half a surrogate pair, which UTF-8 cannot express, becomes a question mark, just as it does
     * on its way to the database.
     */
    public Canonical text(@Nullable String text) {
        return bytes(text == null ? null : text.getBytes(StandardCharsets.UTF_8));
    }

    /** Adds a whole number, as eight bytes. */
    public Canonical number(long number) {
        return begin(Long.BYTES).put(number, Long.BYTES);
    }

    /** Adds an identifier, as sixteen bytes. */
    public Canonical id(@Nullable UUID id) {
        return id == null
                ? missing()
                : begin(2 * Long.BYTES)
                        .put(id.getMostSignificantBits(), Long.BYTES)
                        .put(id.getLeastSignificantBits(), Long.BYTES);
    }

    /** Adds a time: its second since 1970 and the nanosecond in it. */
    public Canonical time(Instant time) {
        return begin(Long.BYTES + Integer.BYTES)
                .put(time.getEpochSecond(), Long.BYTES)
                .put(time.getNano(), Integer.BYTES);
    }

    /** Adds bytes. */
    public Canonical bytes(byte @Nullable [] added) {
        if (added == null) {
            return missing();
        }
        begin(added.length);
        System.arraycopy(added, 0, bytes, length, added.length);
        length += added.length;
        return this;
    }

    /**
     * Adds the length of all that was added to the other, and so begins it as one value, whose bytes stay where they
     * are: for a digest over both, one behind the other ({@link Digest#of(Suite, Canonical, Canonical)}).
     */
    public Canonical before(Canonical other) {
        grow(Integer.BYTES);
        return put(other.length, Integer.BYTES);
    }

    private Canonical missing() {
        grow(Integer.BYTES);
        return put(-1, Integer.BYTES);
    }

    /** Returns the length of a value, and room for it. */
    private Canonical begin(int valueLength) {
        grow(Math.addExact(Integer.BYTES, valueLength));
        return put(valueLength, Integer.BYTES);
    }

    /** Returns the last bytes of a number, the highest first. */
    private Canonical put(long number, int itsBytes) {
        for (var at = itsBytes - 1; at >= 0; at--) {
            bytes[length++] = (byte) (number >>> (8 * at));
        }
        return this;
    }

    private void grow(int more) {
        var needed = Math.addExact(length, more);
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(needed, bytes.length * 2));
        }
    }

    /** Returns all that was added, not copied. */
    ByteBuffer buffer() {
        return ByteBuffer.wrap(bytes, 0, length);
    }

    /** Returns all that was added. */
    public byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }
}
