package org.fengqiao.kernel.sealing;

import java.util.Objects;
import java.util.UUID;

import org.fengqiao.kernel.crypto.Canonical;
import org.fengqiao.kernel.crypto.Suite;

/**
 * The place of a box: the field of an event of a case. It opens nowhere else, so nobody can give one person another
 * one's name by moving boxes.
 *
 * @param caseId the case
 * @param type the full stored name of the event, or of what else holds the box, such as {@code
 *     fengqiao.intake.case-registered.v1}
 * @param field the field within it, as a JSON Pointer (RFC 6901), such as {@code /applicants/0/name}
 */
public record BoxPlace(UUID caseId, String type, String field) {
    public BoxPlace {
        Objects.requireNonNull(caseId, "caseId");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(field, "field");
    }

    byte[] associated(Suite suite, SubjectId subject, int version) {
        return Canonical.of("fengqiao box 1")
                .text(suite.id())
                .id(subject.value())
                .number(version)
                .id(caseId)
                .text(type)
                .text(field)
                .toBytes();
    }
}
