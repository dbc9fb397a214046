package org.fengqiao.intake.wire;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.fengqiao.intake.model.Attachment.HandedInBy;
import org.fengqiao.intake.model.Attachments;
import org.fengqiao.intake.model.FileType;
import org.fengqiao.kernel.disclosure.Disclosed;
import org.fengqiao.kernel.sealing.PersonalKind;

/** The documents of a case that were not withdrawn, in the order in which they were handed in. */
public record AttachmentsBody(List<Item> items) {

    public AttachmentsBody {
        items = List.copyOf(items);
    }

    /**
     * A document.
     *
     * @param attachment its number in the case
     * @param name as its owner calls it; null if it has none, or it may not be seen; {@code [erased]} if it was
     *     forgotten
     * @param hash SHA-256 of the content as it is kept, sealed
     * @param size of the content, in bytes
     */
    public record Item(
            int attachment,
            @Nullable String name,
            FileType type,
            String mediaType,
            long size,
            String hash,
            HandedInBy by,
            Instant addedAt) {}

    /** Media type of a type of file. */
    @FunctionalInterface
    public interface MediaTypes {
        /** Returns the media type. */
        String of(FileType type);
    }

    /** Returns the documents, as much of them as the caller may see. */
    public static AttachmentsBody of(Attachments attachments, MediaTypes types, Disclosed disclosed) {
        return new AttachmentsBody(attachments
                .kept()
                .map(one -> new Item(
                        one.attachment(),
                        disclosed.text(PersonalKind.NARRATIVE, one.name()),
                        one.type(),
                        types.of(one.type()),
                        one.size(),
                        one.hash(),
                        one.by(),
                        one.addedAt()))
                .toList());
    }
}
