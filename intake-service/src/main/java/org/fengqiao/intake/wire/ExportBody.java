package org.fengqiao.intake.wire;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.fengqiao.intake.model.Ending;
import org.fengqiao.intake.model.Gbt31000;
import org.fengqiao.intake.model.Gbt31000.Dispute;
import org.fengqiao.intake.model.Gbt31000.MainParty;
import org.fengqiao.intake.model.IntakeCase.Registered;
import org.fengqiao.intake.model.NumberKind;
import org.fengqiao.intake.model.RegisteredParty;
import org.fengqiao.kernel.disclosure.Disclosed;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.value.Times;

/**
 * A case in the form of GB/T 31000.
 *
 * @param dispute as much of it as the caller may see
 * @param faults the fields in which it is not in the form; empty if it is
 */
public record ExportBody(UUID caseId, Dispute dispute, List<String> faults) {

    /** The case as it stands. */
    public static ExportBody of(UUID caseId, Registered state, Gbt31000 form, Disclosed disclosed) {
        var told = state.registered();
        var place = told.place();
        var details = told.details();
        var point = details == null ? null : details.coordinates();
        var date = Times.dayOf(told.happenedAt() == null ? told.receivedAt() : told.happenedAt());
        var counted = state.group().counted(state.parties());
        var people = counted == null
                ? (int) state.parties().all().count()
                : counted + state.parties().respondents().size();
        var dispute = new Dispute(
                (place.street() == null ? place.district() : place.street()) + date + "纠纷",
                date,
                place.district(),
                place.street(),
                place.community(),
                place.grid(),
                details == null ? null : disclosed.text(PersonalKind.NARRATIVE, details.address()),
                point == null ? null : point.longitude(),
                point == null ? null : point.latitude(),
                form.scaleOf(people),
                disclosed.text(PersonalKind.NARRATIVE, told.categoryHint()),
                people,
                cut(disclosed.text(PersonalKind.NARRATIVE, told.summary()), form.summaryAtMost()),
                mainParty(state.parties().applicants().getFirst(), disclosed),
                closedOn(state.retention().ending()));
        return new ExportBody(caseId, dispute, form.faults(dispute));
    }

    private static MainParty mainParty(RegisteredParty party, Disclosed disclosed) {
        var profile = party.profile();
        var documentType = profile == null ? null : disclosed.text(PersonalKind.TRAIT, profile.documentType());
        return new MainParty(
                disclosed.text(PersonalKind.NAME, party.name()),
                documentType == null && party.numberKind() == NumberKind.IDENTITY_NUMBER
                        ? Gbt31000.IDENTITY_CARD
                        : documentType,
                disclosed.text(PersonalKind.ID_NUMBER, party.idNumber()),
                profile == null ? null : disclosed.text(PersonalKind.TRAIT, profile.sex()),
                profile == null ? null : disclosed.text(PersonalKind.TRAIT, profile.ethnicity()),
                profile == null ? null : disclosed.text(PersonalKind.TRAIT, profile.education()),
                profile == null ? null : disclosed.text(PersonalKind.TRAIT, profile.personKind()),
                profile == null ? null : disclosed.text(PersonalKind.ADDRESS, profile.address()));
    }

    private static @Nullable LocalDate closedOn(Ending ending) {
        return ending instanceof Ending.Unverified closed ? Times.dayOf(closed.closedAt()) : null;
    }

    /** Returns the text, cut after so many characters as people count them. */
    private static @Nullable String cut(@Nullable String text, int most) {
        return text == null || text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most));
    }
}
