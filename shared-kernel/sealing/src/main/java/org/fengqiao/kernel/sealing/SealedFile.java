package org.fengqiao.kernel.sealing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.crypto.Canonical;
import org.fengqiao.kernel.crypto.NotAuthentic;
import org.fengqiao.kernel.crypto.Suite;

/**
 * Files of any length, encrypted with a key of their own that is derived from their subject's: when the subject is
 * erased, nobody can read them any more.
 *
 * <p>The file is cut into pieces of {@link #PIECE} bytes, each encrypted and authenticated with its number and with
 * whether it is the last, so that none can be changed, moved, left out or cut off. In front of them stand the suite,
 * the subject, the version of its key and 32 random bytes from which the file's own key is derived. Neither writing nor
 * reading holds more than one piece in memory. Streams block: they are for worker threads.
 */
public final class SealedFile {

    /** Number of bytes of a piece before it is encrypted; the last one may be shorter. */
    public static final int PIECE = 1 << 16;

    private static final byte[] FORM = "FQF1".getBytes(US_ASCII);
    private static final int SUITE_LENGTH = 2;
    private static final int SALT_LENGTH = 32;

    private SealedFile() {}

    /**
     * Returns a stream that encrypts what is written to it. The file is whole when the stream is closed, and not
     * before.
     *
     * @param ring with the subject's key, to seal with
     * @param place where the file belongs, in any words; it opens nowhere else
     * @param out gets the encrypted bytes; closed with the stream
     * @throws CannotSeal if the subject was erased, or is not on this ring
     */
    public static OutputStream seal(
            KeyRing ring, SubjectId subject, BoxPlace place, OutputStream out, SecureRandom random) throws IOException {
        var key = ring.toSeal(subject, place);
        var salt = new byte[SALT_LENGTH];
        random.nextBytes(salt);
        out.write(FORM);
        out.write(key.suite().id().getBytes(US_ASCII));
        out.write(ByteBuffer.allocate(2 * Long.BYTES + Integer.BYTES)
                .putLong(subject.value().getMostSignificantBits())
                .putLong(subject.value().getLeastSignificantBits())
                .putInt(key.version())
                .array());
        out.write(salt);
        return new Sealing(new Pieces(key, salt, place), out);
    }

    /**
     * Returns a stream of what was encrypted. It fails with {@link NotAuthentic} where the file was altered or cut off;
     * what was read before that is as it was written.
     *
     * @param ring with the subject's key, to open with
     * @param place where the file belongs, as it was sealed
     * @return null if the subject was erased
     * @throws NotAuthentic if it is no such file, or the ring does not have its key
     */
    public static @Nullable InputStream open(KeyRing ring, BoxPlace place, InputStream in) throws IOException {
        var header = new DataInputStream(in);
        try {
            var form = header.readNBytes(FORM.length);
            var suite = new String(header.readNBytes(SUITE_LENGTH), US_ASCII);
            var subject = new SubjectId(new UUID(header.readLong(), header.readLong()));
            var version = header.readInt();
            var salt = header.readNBytes(SALT_LENGTH);
            if (!Arrays.equals(form, FORM) || salt.length != SALT_LENGTH) {
                throw new NotAuthentic();
            }
            if (ring.hasErased(subject)) {
                return null;
            }
            var key = ring.find(subject, version);
            if (key == null || !key.suite().id().equals(suite)) {
                throw new NotAuthentic();
            }
            return new Opening(new Pieces(key, salt, place), in);
        } catch (EOFException _) {
            throw new NotAuthentic();
        }
    }

    /**
     * Returns a digest by which the same content is known again among the files of one subject. Who does not have the
     * subject's key can neither make it of a content nor compare it with that of another subject's file.
     *
     * @param digest SHA-256 of the content
     * @return 64 hexadecimal digits
     * @throws CannotSeal if the subject was erased, or is not on this ring
     */
    public static String fingerprint(KeyRing ring, SubjectId subject, BoxPlace place, byte[] digest) {
        var key = ring.toSeal(subject, place);
        var own = key.suite().derive(key.bytes(), "file fingerprint");
        return HexFormat.of().formatHex(key.suite().authenticate(own, digest));
    }

    /** The key of one file, and what each piece is authenticated with. */
    private static final class Pieces {
        private final Suite suite;
        private final byte[] key;
        private final byte[] associated;
        private int number;

        Pieces(SubjectKey subject, byte[] salt, BoxPlace place) {
            suite = subject.suite();
            key = Arrays.copyOf(
                    suite.derive(subject.bytes(), "file " + HexFormat.of().formatHex(salt)), suite.keyLength());
            associated = Canonical.of("fengqiao file 1")
                    .bytes(salt)
                    .bytes(place.associated(suite, subject.subject(), subject.version()))
                    .toBytes();
        }

        /** Returns the nonce of the next piece. A file's key is its own, so the number makes it single. */
        private byte[] nonce(boolean last) {
            return ByteBuffer.allocate(Suite.NONCE_LENGTH)
                    .putLong(last ? 1 : 0)
                    .putInt(number++)
                    .array();
        }

        byte[] seal(byte[] clear, boolean last) {
            return suite.encrypt(key, nonce(last), associated, clear);
        }

        byte[] open(byte[] sealed, boolean last) {
            return suite.decrypt(key, nonce(last), associated, sealed);
        }
    }

    private static final class Sealing extends OutputStream {
        private final Pieces pieces;
        private final OutputStream out;
        private final byte[] piece = new byte[PIECE];
        private int length;
        private boolean closed;

        Sealing(Pieces pieces, OutputStream out) {
            this.pieces = pieces;
            this.out = out;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int count) throws IOException {
            Objects.checkFromIndexSize(offset, count, bytes.length);
            var from = offset;
            var left = count;
            while (left > 0) {
                // A full piece is written when it is known that it is not the last.
                if (length == PIECE) {
                    out.write(pieces.seal(piece, false));
                    length = 0;
                }
                var some = Math.min(left, PIECE - length);
                System.arraycopy(bytes, from, piece, length, some);
                length += some;
                from += some;
                left -= some;
            }
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }

        @Override
        public void close() throws IOException {
            if (!closed) {
                closed = true;
                try (out) {
                    out.write(pieces.seal(Arrays.copyOf(piece, length), true));
                }
            }
        }
    }

    private static final class Opening extends InputStream {
        private static final int SEALED = PIECE + Suite.TAG_LENGTH;

        private final Pieces pieces;
        private final InputStream in;
        private byte[] ahead;
        private byte[] piece = new byte[0];
        private int at;
        private boolean last;

        Opening(Pieces pieces, InputStream in) throws IOException {
            this.pieces = pieces;
            this.in = in;
            this.ahead = in.readNBytes(SEALED);
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int count) throws IOException {
            Objects.checkFromIndexSize(offset, count, bytes.length);
            while (at == piece.length) {
                if (last) {
                    return -1;
                }
                next();
            }
            var some = Math.min(count, piece.length - at);
            System.arraycopy(piece, at, bytes, offset, some);
            at += some;
            return some;
        }

        private void next() throws IOException {
            var sealed = ahead;
            ahead = sealed.length < SEALED ? new byte[0] : in.readNBytes(SEALED);
            last = ahead.length == 0;
            piece = pieces.open(sealed, last);
            at = 0;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
