package org.fengqiao.kernel.sealing;

import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.UUID;

import org.fengqiao.kernel.crypto.Base64Url;

/**
 * The subject of personal data, whose key closes the box: a person in their role in one case, or the case itself
 * for texts that speak of several people. The same in every event of the case, and carried in clear; a person's tells
 * when it was made (as the event does in which they come in) and nothing about the person, and one person in two cases
 * has two.
 *
 * @param value the identifier
 */
public record SubjectId(UUID value) {
    public SubjectId {
        Objects.requireNonNull(value, "value");
    }

    /**
     * Returns the subject of the texts of a case: what its people said and did to each other cannot be told apart by
     * person.
     */
    public static SubjectId ofCase(UUID caseId) {
        return new SubjectId(caseId);
    }

    /**
     * Returns the subject with this text.
     *
     * @throws IllegalArgumentException if it is not 16 bytes in base64url
     */
    static SubjectId parse(String text) {
        var bytes = ByteBuffer.wrap(Base64Url.decode(text));
        if (bytes.remaining() != 2 * Long.BYTES) {
            throw new IllegalArgumentException("not a subject");
        }
        return new SubjectId(new UUID(bytes.getLong(), bytes.getLong()));
    }

    /** 16 bytes in base64url, as it stands in a box. */
    String text() {
        return Base64Url.encode(ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(value.getMostSignificantBits())
                .putLong(value.getLeastSignificantBits())
                .array());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
