package org.fengqiao.control.reconcile;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * An event by its place, and by what tells it from another one.
 *
 * @param service counts the services, in the order in which a dispute meets them
 * @param version its number in the stream
 * @param digest the first eight bytes of the SHA-256 of its content
 */
public record EventPlace(int service, UUID caseId, long version, UUID eventId, long digest) {

    /** Returns an event with this content. */
    public static EventPlace of(int service, UUID caseId, long version, UUID eventId, byte[] content) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(content);
            return new EventPlace(
                    service, caseId, version, eventId, ByteBuffer.wrap(digest).getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    void write(DataOutputStream to) throws IOException {
        to.writeByte(service);
        to.writeLong(caseId.getMostSignificantBits());
        to.writeLong(caseId.getLeastSignificantBits());
        to.writeLong(version);
        to.writeLong(eventId.getMostSignificantBits());
        to.writeLong(eventId.getLeastSignificantBits());
        to.writeLong(digest);
    }

    static EventPlace read(DataInputStream from) throws IOException {
        return new EventPlace(
                from.readUnsignedByte(),
                new UUID(from.readLong(), from.readLong()),
                from.readLong(),
                new UUID(from.readLong(), from.readLong()),
                from.readLong());
    }
}
