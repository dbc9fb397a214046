package org.fengqiao.kernel.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.fengqiao.kernel.crypto.NotAuthentic;
import org.fengqiao.kernel.crypto.Suite;

/** A file opens where it was sealed, whole and unchanged, and nowhere else. */
class SealedFileTest {

    static final SecureRandom RANDOM = new SecureRandom();
    static final UUID CASE = UUID.fromString("0198c0de-0000-7000-8000-000000000001");
    static final SubjectId TEXTS = SubjectId.ofCase(CASE);
    static final BoxPlace PLACE = new BoxPlace(CASE, "fengqiao.intake.attachment-added.v1", "/content");
    static final int HEADER = 58;

    static KeyRing ring(Suite suite) {
        return new KeyRing(
                Purpose.HANDLING_THE_CASE, List.of(new SubjectKey(TEXTS, 1, suite, suite.newKey(RANDOM))), List.of());
    }

    static byte[] content(int length) {
        var content = new byte[length];
        RANDOM.nextBytes(content);
        return content;
    }

    static byte[] sealed(KeyRing ring, byte[] content) {
        var out = new ByteArrayOutputStream();
        try (var file = SealedFile.seal(ring, TEXTS, PLACE, out, RANDOM)) {
            // In portions that fit no piece.
            for (var at = 0; at < content.length; at += 10_007) {
                file.write(content, at, Math.min(10_007, content.length - at));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static byte[] opened(KeyRing ring, BoxPlace place, byte[] sealed) {
        try (var file = Objects.requireNonNull(SealedFile.open(ring, place, new ByteArrayInputStream(sealed)))) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @EnumSource
    void itOpensAsItWasSealed(Suite suite) {
        var ring = ring(suite);
        for (var length : List.of(0, 1, SealedFile.PIECE - 1, SealedFile.PIECE, SealedFile.PIECE + 1, 200_000)) {
            var content = content(length);
            var sealed = sealed(ring, content);
            assertThat(opened(ring, PLACE, sealed)).isEqualTo(content);
            assertThat(sealed.length).isGreaterThanOrEqualTo(length + HEADER + Suite.TAG_LENGTH);
        }
    }

    @ParameterizedTest
    @EnumSource
    void nothingOfItCanBeCutOff(Suite suite) {
        var ring = ring(suite);
        var sealed = sealed(ring, content(2 * SealedFile.PIECE + 100));
        var piece = SealedFile.PIECE + Suite.TAG_LENGTH;
        for (var length : List.of(0, 3, HEADER - 1, HEADER, HEADER + piece, HEADER + 2 * piece, sealed.length - 1)) {
            assertThatThrownBy(() -> opened(ring, PLACE, Arrays.copyOf(sealed, length)))
                    .as("%d of %d bytes", length, sealed.length)
                    .isInstanceOf(NotAuthentic.class);
        }
        assertThatThrownBy(() -> opened(ring, PLACE, Arrays.copyOf(sealed, sealed.length + 1)))
                .isInstanceOf(NotAuthentic.class);
    }

    @ParameterizedTest
    @EnumSource
    void itsPiecesKeepTheirOrder(Suite suite) {
        var ring = ring(suite);
        var sealed = sealed(ring, content(2 * SealedFile.PIECE + 100));
        var piece = SealedFile.PIECE + Suite.TAG_LENGTH;
        var exchanged = sealed.clone();
        System.arraycopy(sealed, HEADER, exchanged, HEADER + piece, piece);
        System.arraycopy(sealed, HEADER + piece, exchanged, HEADER, piece);
        assertThatThrownBy(() -> opened(ring, PLACE, exchanged)).isInstanceOf(NotAuthentic.class);
    }

    @Property(tries = 50)
    void noByteOfItCanBeChanged(@ForAll @IntRange(max = 400) int length, @ForAll @IntRange(max = 1000) int where) {
        var ring = ring(Suite.INTERNATIONAL);
        var sealed = sealed(ring, content(length));
        sealed[where % sealed.length] ^= 1;
        assertThatThrownBy(() -> opened(ring, PLACE, sealed)).isInstanceOf(NotAuthentic.class);
    }

    @ParameterizedTest
    @EnumSource
    void itOpensNowhereElseAndWithNoOtherKey(Suite suite) {
        var ring = ring(suite);
        var sealed = sealed(ring, content(10));
        var elsewhere = new BoxPlace(UUID.randomUUID(), PLACE.type(), PLACE.field());
        assertThatThrownBy(() -> opened(ring, elsewhere, sealed)).isInstanceOf(NotAuthentic.class);
        assertThatThrownBy(() -> opened(ring(suite), PLACE, sealed)).isInstanceOf(NotAuthentic.class);
        var nobodys = new KeyRing(Purpose.SHOWING_TO_STAFF, List.of(), List.of());
        assertThatThrownBy(() -> opened(nobodys, PLACE, sealed)).isInstanceOf(NotAuthentic.class);
    }

    @ParameterizedTest
    @EnumSource
    void whenTheSubjectIsErasedNobodyReadsIt(Suite suite) throws IOException {
        var sealed = sealed(ring(suite), content(10));
        var erased = new KeyRing(Purpose.SHOWING_TO_STAFF, List.of(), List.of(TEXTS));
        assertThat(SealedFile.open(erased, PLACE, new ByteArrayInputStream(sealed)))
                .isNull();
        assertThatThrownBy(() -> SealedFile.seal(erased, TEXTS, PLACE, new ByteArrayOutputStream(), RANDOM))
                .isInstanceOf(CannotSeal.class);
        assertThatThrownBy(() -> SealedFile.fingerprint(erased, TEXTS, PLACE, new byte[32]))
                .isInstanceOf(CannotSeal.class);
    }

    @ParameterizedTest
    @EnumSource
    void theSameContentIsKnownAgainByWhoHasTheKey(Suite suite) {
        var ring = ring(suite);
        var digest = suite.digest(content(10));
        assertThat(SealedFile.fingerprint(ring, TEXTS, PLACE, digest))
                .matches("[0-9a-f]{64}")
                .isEqualTo(SealedFile.fingerprint(ring, TEXTS, PLACE, digest))
                .isNotEqualTo(SealedFile.fingerprint(ring, TEXTS, PLACE, suite.digest(content(10))))
                .isNotEqualTo(SealedFile.fingerprint(ring(suite), TEXTS, PLACE, digest));
    }
}
