package org.fengqiao.kernel.proof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.crypto.Digest;
import org.fengqiao.kernel.crypto.Suite;

/**
 * The bytes that a link is made over, written once more by other means: links that are out in the world must fit for
 * ever.
 */
class FormTest {

    private static final UUID EVENT = UUID.fromString("0198c0de-0000-7000-8000-000000000001");
    private static final UUID CASE = UUID.fromString("f198c0de-ffff-7000-8000-000000000002");
    private static final UUID CORRELATION = UUID.fromString("0198c0de-0000-7000-8000-000000000003");

    private static EventRow row(String data, Instant occurredAt) {
        return new EventRow(
                EVENT,
                CASE,
                7,
                "fengqiao.intake.case-registered.v1",
                data,
                occurredAt,
                Instant.parse("2024-03-01T08:00:00.123456Z"),
                "clerk-1",
                "昆都仑矛调中心",
                "clerk",
                null,
                CORRELATION,
                null,
                null);
    }

    @Test
    void aLinkIsTheDigestOfThePreviousOneAndEveryColumnWithItsLength() throws Exception {
        var previous = Digest.of(Suite.INTERNATIONAL, new byte[] {1, 2, 3});
        for (var data : new String[] {"{}", "{\"room\":\"三楼\"}", "{\"summary\":\"" + "x".repeat(5_000) + "\"}"}) {
            for (var occurredAt : new Instant[] {
                Instant.parse("2024-02-29T23:59:59.999999Z"), Instant.parse("1949-10-01T07:00:00.000001Z")
            }) {
                var row = new Form("fengqiao event row 1")
                        .id(EVENT)
                        .id(CASE)
                        .number(7)
                        .text("fengqiao.intake.case-registered.v1")
                        .text(data)
                        .time(occurredAt)
                        .time(Instant.parse("2024-03-01T08:00:00.123456Z"))
                        .text("clerk-1")
                        .text("昆都仑矛调中心")
                        .text("clerk")
                        .text(null)
                        .id(CORRELATION)
                        .id(null)
                        .text(null)
                        .toBytes();
                var link = new Form("fengqiao link 1")
                        .text(previous.toString())
                        .value(row)
                        .toBytes();

                assertThat(Chain.next(Suite.INTERNATIONAL, previous, row(data, occurredAt)))
                        .hasToString("i1."
                                + Base64.getUrlEncoder()
                                        .withoutPadding()
                                        .encodeToString(MessageDigest.getInstance("SHA-256")
                                                .digest(link)));
            }
        }
    }

    /** Each value with its length in four bytes before it, all ones for what is missing. */
    private static final class Form {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final DataOutputStream out = new DataOutputStream(bytes);

        Form(String what) throws IOException {
            text(what);
        }

        Form value(byte @Nullable [] value) throws IOException {
            out.writeInt(value == null ? -1 : value.length);
            if (value != null) {
                out.write(value);
            }
            return this;
        }

        Form text(@Nullable String text) throws IOException {
            return value(text == null ? null : text.getBytes(UTF_8));
        }

        Form number(long number) throws IOException {
            out.writeInt(8);
            out.writeLong(number);
            return this;
        }

        Form id(@Nullable UUID id) throws IOException {
            if (id == null) {
                return value(null);
            }
            out.writeInt(16);
            out.writeLong(id.getMostSignificantBits());
            out.writeLong(id.getLeastSignificantBits());
            return this;
        }

        Form time(Instant time) throws IOException {
            out.writeInt(12);
            out.writeLong(time.getEpochSecond());
            out.writeInt(time.getNano());
            return this;
        }

        byte[] toBytes() {
            return bytes.toByteArray();
        }
    }
}
