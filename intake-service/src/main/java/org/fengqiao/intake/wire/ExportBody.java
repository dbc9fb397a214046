package org.fengqiao.intake.wire;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.fengqiao.intake.model.Ending;
import org.fengqiao.intake.model.Gbt31000;
import org.fengqiao.intake.model.Gbt31000.Dispute;
import org.fengqiao.intake.model.Gbt31000.MainParty;
import org.fengqiao.intake.model.Gbt31000.Resolution;
import org.fengqiao.intake.model.IntakeCase.Registered;
import org.fengqiao.intake.model.NumberKind;
import org.fengqiao.intake.model.RegisteredParty;
import org.fengqiao.intake.view.ReceiptSteps.Clocked;
import org.fengqiao.intake.view.ReceiptSteps.Kept;
import org.fengqiao.intake.view.ReceiptSteps.Told;
import org.fengqiao.kernel.disclosure.Disclosed;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.value.Bilingual;
import org.fengqiao.kernel.value.Times;

/**
 * A case in the form of GB/T 31000.
 *
 * @param dispute as much of it as the caller may see
 * @param faults the fields in which it is not in the form; empty if it is
 */
public record ExportBody(UUID caseId, Dispute dispute, List<String> faults) {

    /**
     * The case as it stands.
     *
     * @param kept what is known of the other stages
     * @param words those of receipts, for how it ended
     */
    public static ExportBody of(
            UUID caseId, Registered state, Kept kept, Gbt31000 form, ReceiptWords words, Disclosed disclosed) {
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
                closedOn(state.retention().ending()),
                unitsOf(kept),
                resolution(state.retention().ending(), kept, form, words));
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
        return dayOf(ending.closedAt());
    }

    private static @Nullable LocalDate dayOf(@Nullable Instant time) {
        return time == null ? null : Times.dayOf(time);
    }

    private static List<String> unitsOf(Kept kept) {
        return kept.steps().stream()
                .flatMap(step -> Stream.ofNullable(step.facts().unit()))
                .distinct()
                .map(unit -> called(unit, kept))
                .toList();
    }

    private static String called(String unit, Kept kept) {
        return kept.nameOf(unit).map(Bilingual::zh).orElse(unit);
    }

    private static Resolution resolution(Ending ending, Kept kept, Gbt31000 form, ReceiptWords words) {
        var last = last(kept, step -> step.facts().unit() != null);
        var unit = last.map(step -> step.facts().unit());
        var closed = ending.isOpen() ? Optional.<Told>empty() : last(kept, step -> isCalled(step, "case-closed"));
        var outcome = closed.map(step -> step.facts().said());
        var method = outcome.flatMap(form::methodOf);
        var reviewed = last(
                kept, step -> isCalled(step, "review-concluded") && step.facts().said() != null);
        return new Resolution(
                kept.deadlines().stream()
                        .filter(deadline -> form.deadlines().contains(deadline.rule()))
                        .max(Comparator.comparing(Clocked::dueAt))
                        .map(deadline -> Times.dayOf(deadline.dueAt().minusNanos(1)))
                        .orElse(null),
                method.map(Gbt31000.Method::code).orElse(null),
                unit.map(one -> called(one, kept)).orElse(null),
                unit.flatMap(one -> last(
                                kept,
                                step -> one.equals(step.facts().unit())
                                        && step.facts().worker() != null))
                        .map(step -> step.facts().worker())
                        .orElse(null),
                success(ending, kept, method.isPresent()),
                closed.flatMap(step -> Optional.ofNullable(words.byCode().get(step.code())))
                        .map(step -> step.words().zh())
                        .orElse(null),
                reviewed.map(step -> Times.dayOf(step.at())).orElse(null),
                reviewed.map(step -> form.opinionOf(String.valueOf(step.facts().said())))
                        .orElse(null));
    }

    /** Returns true for a case that is resolved, false for one whose resolution did not hold, null for any other. */
    private static @Nullable Boolean success(Ending ending, Kept kept, boolean resolved) {
        if (resolved) {
            return true;
        }
        return ending.isOpen()
                        && last(kept, step -> isCalled(step, "case-relapsed")).isPresent()
                ? false
                : null;
    }

    private static boolean isCalled(Told step, String event) {
        return step.code().equals(event) || step.code().startsWith(event + "/");
    }

    private static Optional<Told> last(Kept kept, Predicate<Told> which) {
        return kept.steps().stream().filter(which).reduce((_, later) -> later);
    }

    /** Returns the text, cut after so many characters as people count them. */
    private static @Nullable String cut(@Nullable String text, int most) {
        return text == null || text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most));
    }
}
