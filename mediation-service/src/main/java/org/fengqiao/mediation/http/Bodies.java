package org.fengqiao.mediation.http;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.NullUnmarked;

import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.value.Money;
import org.fengqiao.mediation.model.AgreementForm;
import org.fengqiao.mediation.model.Undertaking;

/** What callers send. A resource never sees a body that breaks a constraint; what is not {@code NotNull} may be missing. */
@NullUnmarked
final class Bodies {

    private static final String NAME = "[^\\p{Cntrl}]+";

    private Bodies() {}

    /** A party says whether they want to be mediated. */
    record Consent(
            @NotBlank @Size(max = 64) String partyId,
            @NotNull Boolean consents) {}

    /** Who mediates from now on: the identifier the unit knows them by. */
    record Mediator(
            @NotBlank @Size(max = 100) @Pattern(regexp = NAME)
            String mediator) {}

    /** When and where the parties are asked to come. */
    record Session(
            @NotNull OffsetDateTime startsAt,
            @Size(max = 200) String room) {}

    /** What came of a session: held with what all parties confirm, or missed with who was absent. */
    record SessionOutcome(
            @NotNull Boolean held,
            @Size(max = 100) List<@NotBlank @Size(max = 2000) String> undisputedFacts,
            @Size(max = 100) List<@NotBlank @Size(max = 64) String> absent) {}

    /** What the parties agree on. */
    record Agreement(
            @NotNull AgreementForm form,
            @NotNull Boolean whole,
            @NotBlank @Size(max = 20_000) String terms,
            @NotNull @Size(max = 200) List<@NotNull @Valid Obligation> obligations,
            @NotNull @Size(max = 200) List<@NotBlank @Size(max = 64) String> signedBy,
            @NotNull Boolean confirmationIntended) {}

    /** Who owes whom what by when. */
    record Obligation(
            @NotBlank @Size(max = 64) String debtor,
            @NotBlank @Size(max = 64) String creditor,
            @NotBlank @Size(max = 2000) String what,
            @Valid Amount amount,
            @NotNull LocalDate dueOn) {

        Undertaking undertaking(UUID caseId) {
            return new Undertaking(
                    debtor,
                    creditor,
                    PersonalText.of(SubjectId.ofCase(caseId), what),
                    amount == null ? null : amount.money(),
                    dueOn);
        }
    }

    /** An amount of money that is owed. */
    record Amount(
            @NotNull @Positive @Digits(integer = 15, fraction = 2)
            BigDecimal amount,

            @NotNull @Pattern(regexp = "[A-Z]{3}") String currency) {

        Money money() {
            return new Money(amount, currency);
        }
    }

    /** Why something did not come about. */
    record Reason(@NotBlank @Size(max = 2000) String reason) {}

    /** Who applies to the court: all parties, together. */
    record Application(@NotNull @Size(max = 200) List<@NotBlank @Size(max = 64) String> applicants) {}

    /** When an obligation was performed; today if not said. */
    record Performance(LocalDate performedOn) {}

    /** What a revisit found. */
    record Revisit(
            @NotNull Boolean reached,
            @Min(1) @Max(5) Integer satisfaction,
            Boolean performed,
            Boolean newTrouble,
            @Size(max = 2000) String remark) {}
}
