package org.fengqiao.intake.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.fengqiao.intake.model.Attachment.Kept;
import org.fengqiao.intake.model.Attachment.Withdrawn;
import org.fengqiao.intake.model.IntakeEvent.AttachmentAdded;

/**
 * The documents of a case.
 *
 * @param all in the order of their numbers, which begin with 1
 */
public record Attachments(List<Attachment> all) {

    public Attachments {
        all = List.copyOf(all);
    }

    /** Returns the documents of a case that has just come in: none. */
    static Attachments none() {
        return new Attachments(List.of());
    }

    /** Returns those that can be read. */
    public Stream<AttachmentAdded> kept() {
        return all.stream().filter(Kept.class::isInstance).map(Attachment::added);
    }

    /** Returns the document of that number; empty if there is none. */
    public Optional<Attachment> find(int number) {
        return number < 1 || number > all.size() ? Optional.empty() : Optional.of(all.get(number - 1));
    }

    /** Returns whether a document with the same content is kept. */
    boolean have(String fingerprint) {
        return kept().anyMatch(one -> one.fingerprint().equals(fingerprint));
    }

    /** Returns the number of the document with this content; 0 if none is kept. */
    public int numberOf(String fingerprint) {
        return kept().filter(one -> one.fingerprint().equals(fingerprint))
                .mapToInt(AttachmentAdded::attachment)
                .findFirst()
                .orElse(0);
    }

    int next() {
        return all.size() + 1;
    }

    Attachments added(AttachmentAdded added) {
        var more = new ArrayList<>(all);
        more.add(new Kept(added));
        return new Attachments(more);
    }

    Attachments withdrawn(int number) {
        var changed = new ArrayList<>(all);
        changed.set(number - 1, new Withdrawn(changed.get(number - 1).added()));
        return new Attachments(changed);
    }
}
