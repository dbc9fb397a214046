package org.fengqiao.mediation.model;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.fengqiao.mediation.model.DocumentEvent.DocumentIssued;

/**
 * Documents of a case that were issued.
 *
 * @param all in the order of their numbers
 */
public record Documents(List<Document> all) {
    public Documents {
        all = List.copyOf(all);
    }

    /** A document, and what stands in it. */
    public record Document(DocumentIssued issued, Paper paper) {}

    static Documents none() {
        return new Documents(List.of());
    }

    /** Returns the document with this number; empty if none was issued. */
    public Optional<Document> find(int number) {
        return all.stream()
                .filter(document -> document.issued().document() == number)
                .findFirst();
    }

    /** Returns the number of the next document. */
    int next() {
        return all.size() + 1;
    }

    Documents with(Document document) {
        return new Documents(Stream.concat(all.stream(), Stream.of(document)).toList());
    }
}
