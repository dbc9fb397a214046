package org.fengqiao.intake.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.fengqiao.intake.model.IntakeEvent.CaseRegistered;
import org.fengqiao.kernel.sealing.Personal;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.value.Money;
import org.fengqiao.kernel.value.Place;

/**
 * Fields of a referral that a correction is about, in one version: as they were, or as they are to be. A field that is
 * missing is not corrected; in the version that was, it may also have been missing.
 */
public record Correction(
        @Personal(PersonalKind.NARRATIVE) @Nullable PersonalText summary,
        @Personal(PersonalKind.NARRATIVE) @Nullable PersonalText claim,
        @Nullable Money amount,
        @Personal(PersonalKind.NARRATIVE) @Nullable PersonalText categoryHint,
        @Nullable Place place,
        @Nullable Instant occurredAt,
        @Nullable Integer groupSize) {

    /** Returns whether it corrects nothing. */
    boolean isEmpty() {
        return summary == null
                && claim == null
                && amount == null
                && categoryHint == null
                && place == null
                && occurredAt == null
                && groupSize == null;
    }

    /**
     * Returns the names of those fields that are corrected only as long as nobody has accepted the case: where and when
     * it happened and what it is about decide who takes it on.
     */
    List<String> ofTheAdmission() {
        var fields = new ArrayList<String>();
        if (categoryHint != null) {
            fields.add("categoryHint");
        }
        if (occurredAt != null) {
            fields.add("occurredAt");
        }
        if (place != null) {
            fields.add("place");
        }
        return fields;
    }

    /** Returns the same with that place; none is corrected if none was. */
    Correction at(@Nullable Place corrected) {
        return new Correction(summary, claim, amount, categoryHint, corrected, occurredAt, groupSize);
    }

    /** Returns these fields as the registration has them: the version that was. */
    Correction before(CaseRegistered registered) {
        return new Correction(
                summary == null ? null : registered.summary(),
                claim == null ? null : registered.claim(),
                amount == null ? null : registered.amount(),
                categoryHint == null ? null : registered.categoryHint(),
                place == null ? null : registered.place(),
                occurredAt == null ? null : registered.happenedAt(),
                groupSize == null ? null : registered.groupSize());
    }

    /** Returns the registration with these fields. */
    CaseRegistered appliedTo(CaseRegistered registered) {
        return new CaseRegistered(
                registered.channel(),
                registered.receiptCodeHash(),
                registered.applicants(),
                registered.respondents(),
                Objects.requireNonNullElse(summary, registered.summary()),
                claim == null ? registered.claim() : claim,
                amount == null ? registered.amount() : amount,
                categoryHint == null ? registered.categoryHint() : categoryHint,
                Objects.requireNonNullElse(place, registered.place()),
                occurredAt == null ? registered.happenedAt() : occurredAt,
                groupSize == null ? registered.groupSize() : groupSize,
                registered.filedFor(),
                registered.fingerprint(),
                registered.receivedAt(),
                registered.details());
    }

    @Override
    public String toString() {
        return "Correction";
    }
}
