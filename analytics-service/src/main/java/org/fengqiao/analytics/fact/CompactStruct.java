package org.fengqiao.analytics.fact;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.function.Consumer;

/**
 * A struct of Thrift's compact protocol, in which Parquet describes its pages and files. Fields are written in the
 * order of their numbers. Single-use, not thread-safe.
 */
final class CompactStruct {

    private static final int TRUE = 1;
    private static final int FALSE = 2;
    private static final int I32 = 5;
    private static final int I64 = 6;
    private static final int BINARY = 8;
    private static final int LIST = 9;
    private static final int STRUCT = 12;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int last;

    /** Writes a truth value. */
    CompactStruct truth(int field, boolean value) {
        return head(field, value ? TRUE : FALSE);
    }

    /** Writes a number of 32 bits, or a constant. */
    CompactStruct i32(int field, int value) {
        head(field, I32);
        signed(value);
        return this;
    }

    /** Writes a number of 64 bits. */
    CompactStruct i64(int field, long value) {
        head(field, I64);
        signed(value);
        return this;
    }

    /** Writes a text. */
    CompactStruct text(int field, String value) {
        head(field, BINARY);
        binary(value);
        return this;
    }

    /** Writes a struct, or a union, which is a struct of one field. */
    CompactStruct struct(int field, CompactStruct value) {
        head(field, STRUCT);
        out.writeBytes(value.toBytes());
        return this;
    }

    /** Writes a list of structs. */
    CompactStruct structs(int field, List<CompactStruct> values) {
        return list(field, STRUCT, values, value -> out.writeBytes(value.toBytes()));
    }

    /** Writes a list of texts. */
    CompactStruct texts(int field, List<String> values) {
        return list(field, BINARY, values, value -> binary(value));
    }

    /** Writes a list of constants. */
    CompactStruct constants(int field, List<Integer> values) {
        return list(field, I32, values, value -> signed(value));
    }

    /** Returns it as it is written so far, with its end. */
    byte[] toBytes() {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(out.toByteArray());
        bytes.write(0);
        return bytes.toByteArray();
    }

    private <T> CompactStruct list(int field, int type, List<T> values, Consumer<T> writing) {
        head(field, LIST);
        if (values.size() < 15) {
            out.write(values.size() << 4 | type);
        } else {
            out.write(0xF0 | type);
            unsigned(out, values.size());
        }
        values.forEach(writing);
        return this;
    }

    private CompactStruct head(int field, int type) {
        var step = field - last;
        if (step < 1 || step > 15) {
            throw new IllegalArgumentException("fields come in the order of their numbers, close to each other");
        }
        out.write(step << 4 | type);
        last = field;
        return this;
    }

    private void binary(String text) {
        var bytes = text.getBytes(UTF_8);
        unsigned(out, bytes.length);
        out.writeBytes(bytes);
    }

    private void signed(long value) {
        unsigned(out, value << 1 ^ value >> 63);
    }

    /** Writes a number of as many bytes as it needs, seven bits in each. */
    static void unsigned(ByteArrayOutputStream out, long value) {
        var rest = value;
        while ((rest & ~0x7FL) != 0) {
            out.write((int) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }
}
