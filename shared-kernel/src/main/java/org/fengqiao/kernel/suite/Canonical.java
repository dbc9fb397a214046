package org.fengqiao.kernel.suite;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Values as bytes, so that different values never give the same bytes: each is preceded by its length (four bytes, the highest first; all ones for
 * what is missing). What is digested, signed or bound to a box is written with it. Of use once, by one caller at a time.
 */
public final class Canonical {

    private static final int USUAL_LENGTH = 512;

    private byte[] bytes;
    private int length;

    private Canonical(int room) {
        this.bytes = new byte[room];
    }

    /**
     * Begins.
     *
     * @param what the kind of thing and the version of its form, such as {@code fengqiao box 1}, so that one kind is never taken for another
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
     * Adds a text as UTF-8. Half a surrogate pair, which UTF-8 cannot express, becomes a question mark, just as it does on its way to the
     * database.
     */
    public Canonical text(@Nullable String text) {
        return bytes(text == null ? null : text.getBytes(StandardCharsets.UTF_8));
    }

    /** Adds a whole number, as eight bytes. */
    public Canonical number(long number) {
        return bytes(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
    }

    /** Adds an identifier, as sixteen bytes. */
    public Canonical id(@Nullable UUID id) {
        return bytes(
                id == null
                        ? null
                        : ByteBuffer.allocate(2 * Long.BYTES)
                                .putLong(id.getMostSignificantBits())
                                .putLong(id.getLeastSignificantBits())
                                .array());
    }

    /** Adds a time: its second since 1970 and the nanosecond in it. */
    public Canonical time(Instant time) {
        return bytes(ByteBuffer.allocate(Long.BYTES + Integer.BYTES)
                .putLong(time.getEpochSecond())
                .putInt(time.getNano())
                .array());
    }

    /** Adds bytes. */
    public Canonical bytes(byte @Nullable [] added) {
        if (added == null) {
            grow(Integer.BYTES);
            putLength(-1);
            return this;
        }
        return bytes(added, added.length);
    }

    /** Adds all that was added to the other, as one value. */
    public Canonical all(Canonical other) {
        return bytes(other.bytes, other.length);
    }

    private Canonical bytes(byte[] added, int addedLength) {
        grow(Integer.BYTES + addedLength);
        putLength(addedLength);
        System.arraycopy(added, 0, bytes, length, addedLength);
        length += addedLength;
        return this;
    }

    private void putLength(int number) {
        bytes[length++] = (byte) (number >>> 24);
        bytes[length++] = (byte) (number >>> 16);
        bytes[length++] = (byte) (number >>> 8);
        bytes[length++] = (byte) number;
    }

    private void grow(int more) {
        var needed = Math.addExact(length, more);
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(needed, bytes.length * 2));
        }
    }

    /** How many bytes were added. */
    public int length() {
        return length;
    }

    /** All that was added. */
    public byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }
}
