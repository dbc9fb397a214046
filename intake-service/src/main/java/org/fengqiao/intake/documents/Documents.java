package org.fengqiao.intake.documents;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

import org.fengqiao.intake.IntakeService;
import org.fengqiao.intake.model.Attachment.HandedInBy;
import org.fengqiao.intake.model.AttachmentRules;
import org.fengqiao.intake.model.FileType;
import org.fengqiao.intake.model.IntakeCase.Unregistered;
import org.fengqiao.intake.model.IntakeCommand.AddAttachment;
import org.fengqiao.intake.model.IntakeRefusal;
import org.fengqiao.kernel.keys.KeyRings;
import org.fengqiao.kernel.sealing.BoxPlace;
import org.fengqiao.kernel.sealing.CannotSeal;
import org.fengqiao.kernel.sealing.KeyRing;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.sealing.SealedFile;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.threads.EventLoop;
import org.fengqiao.kernel.web.Caller;
import org.fengqiao.kernel.web.FileBody;
import org.fengqiao.kernel.web.Problem;

/**
 * Documents on their way in and out. One that is handed in is sealed under the case's key as it comes and kept; then
 * it is recorded. A crash in between leaves a content that no event names, which {@link DocumentSweep} deletes.
 */
@Singleton
public class Documents {

    /** Number of bytes by which a type is recognised; no plain text is longer. */
    private static final int HEAD = 1 << 20;

    private static final Problem ERASED = Problem.of(
            Response.Status.GONE,
            "intake.attachment-erased",
            "The people of the case were forgotten, and its documents with them.");
    private static final Problem LOST = Problem.of(
            Response.Status.INTERNAL_SERVER_ERROR,
            "intake.attachment-lost",
            "The document is on record and not in the store; an operator restores it.");

    private final DocumentStore store;
    private final AttachmentRules rules;
    private final IntakeService service;
    private final KeyRings keys;
    private final SecureRandom random = new SecureRandom();

    Documents(DocumentStore store, AttachmentRules rules, IntakeService service, KeyRings keys) {
        this.store = store;
        this.rules = rules;
        this.service = service;
        this.keys = keys;
    }

    /**
     * A content that is kept.
     *
     * @param hash SHA-256 of the sealed content
     * @param fingerprint keyed digest of the content
     * @param size of the content, in bytes
     * @param name as its owner calls it; null if it has none
     */
    private record Sealed(
            String hash,
            String fingerprint,
            long size,
            FileType type,
            @Nullable String name) {}

    /**
     * Takes a document: 201 with the number of it, or of the one with the same content that is there already.
     *
     * @param body what the call brings, not yet read
     * @param by who hands it in
     */
    public Uni<Response> handIn(Caller caller, UUID caseId, FileBody body, HandedInBy by) {
        var now = caller.now();
        var version = rules.inForceAt(now)
                .orElseThrow(() -> Problem.of(IntakeRefusal.NO_RULES_IN_FORCE).exception());
        var texts = SubjectId.ofCase(caseId);
        return EventLoop.on(() -> service.current(caseId))
                .invoke(current -> {
                    if (current.state() instanceof Unregistered) {
                        throw Problem.of(IntakeRefusal.NO_SUCH_CASE).exception();
                    }
                })
                .flatMap(_ -> keys.toSeal(List.of(texts), List.of()))
                .invoke(ring -> {
                    if (ring.hasErased(texts)) {
                        throw Problem.of(
                                        Response.Status.CONFLICT,
                                        CannotSeal.TOO_LATE,
                                        "The people of the case were forgotten; nothing is added to it.")
                                .exception();
                    }
                })
                .flatMap(ring -> EventLoop.beside(() -> seal(caseId, ring, version, body)))
                .flatMap(kept -> service.handle(
                        caller,
                        caseId,
                        new AddAttachment(
                                kept.hash(),
                                kept.fingerprint(),
                                kept.size(),
                                kept.type(),
                                by,
                                kept.name() == null ? null : PersonalText.of(texts, kept.name()),
                                version.inOneCase(),
                                now),
                        Response.Status.CREATED.getStatusCode(),
                        null,
                        held -> Map.of(
                                "attachment",
                                held.state().asRegistered().attachments().numberOf(kept.fingerprint()),
                                "type",
                                kept.type(),
                                "size",
                                kept.size())));
    }

    private Sealed seal(UUID caseId, KeyRing ring, AttachmentRules.Version version, FileBody body) {
        return body.read(file -> {
            var draft = store.draft();
            try {
                return seal(caseId, ring, version, body, file, draft);
            } finally {
                Files.deleteIfExists(draft);
            }
        });
    }

    private Sealed seal(
            UUID caseId,
            KeyRing ring,
            AttachmentRules.Version version,
            FileBody body,
            FileBody.Incoming file,
            Path draft)
            throws IOException {
        var head = file.content().readNBytes(HEAD);
        if (head.length == 0) {
            throw Problem.unacceptable("intake.empty-attachment", "The document is empty.")
                    .exception();
        }
        var type = version.typeOf(head, head.length < HEAD).orElseThrow(() -> unknownType(version));
        var texts = SubjectId.ofCase(caseId);
        var clear = new DigestInputStream(
                new SequenceInputStream(new ByteArrayInputStream(head), file.content()), sha256());
        var outer = sha256();
        long size;
        try (var out = new DigestOutputStream(Files.newOutputStream(draft), outer);
                var sealing = SealedFile.seal(ring, texts, place(caseId), out, random)) {
            size = copy(clear, sealing, type);
        }
        var digest = clear.getMessageDigest().digest();
        body.isKnownBy(digest);
        var hash = HexFormat.of().formatHex(outer.digest());
        store.keep(hash, draft);
        return new Sealed(
                hash, SealedFile.fingerprint(ring, texts, place(caseId), digest), size, type.code(), file.name());
    }

    private static long copy(InputStream from, OutputStream to, AttachmentRules.Allowed type) throws IOException {
        var buffer = new byte[SealedFile.PIECE];
        var size = 0L;
        for (var read = from.read(buffer); read >= 0; read = from.read(buffer)) {
            size += read;
            if (size > type.most()) {
                throw Problem.of(
                                Response.Status.REQUEST_ENTITY_TOO_LARGE,
                                "intake.attachment-too-large",
                                "A document of type %s has at most %d bytes.".formatted(type.code(), type.most()))
                        .exceptionThatCloses();
            }
            to.write(buffer, 0, read);
        }
        return size;
    }

    private static Problem.Thrown unknownType(AttachmentRules.Version version) {
        return Problem.of(
                        Response.Status.UNSUPPORTED_MEDIA_TYPE,
                        "intake.unknown-attachment-type",
                        "By its content it is none of the types that are taken: "
                                + String.join(
                                        ", ",
                                        version.types().stream()
                                                .map(type -> type.code().name())
                                                .toList())
                                + ".")
                .exceptionThatCloses();
    }

    /**
     * Returns the content of a document, piece by piece.
     *
     * @param ring with the key of the case, to open with
     * @throws Problem.Thrown 410 if the case's people were forgotten
     */
    public Uni<Multi<Buffer>> content(UUID caseId, String hash, KeyRing ring) {
        return EventLoop.beside(() -> {
                    try {
                        var content = SealedFile.open(ring, place(caseId), store.read(hash));
                        if (content == null) {
                            throw ERASED.exception();
                        }
                        return content;
                    } catch (NoSuchFileException _) {
                        throw (ring.hasErased(SubjectId.ofCase(caseId)) ? ERASED : LOST).exception();
                    } catch (IOException e) {
                        throw new UncheckedIOException("a document could not be read", e);
                    }
                })
                .map(Documents::pieces);
    }

    /** The next piece is read when the one before has gone. */
    private static Multi<Buffer> pieces(InputStream content) {
        return Multi.createBy()
                .repeating()
                .uni(() -> EventLoop.beside(() -> {
                    try {
                        return Buffer.buffer(content.readNBytes(SealedFile.PIECE));
                    } catch (IOException e) {
                        throw new UncheckedIOException("a document could not be read", e);
                    }
                }))
                .whilst(piece -> piece.length() == SealedFile.PIECE)
                .onTermination()
                .invoke(() -> close(content));
    }

    private static void close(InputStream content) {
        try {
            content.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BoxPlace place(UUID caseId) {
        return new BoxPlace(caseId, "fengqiao.intake.attachment-added.v1", "/content");
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
