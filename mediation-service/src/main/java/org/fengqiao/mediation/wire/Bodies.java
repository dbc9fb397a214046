package org.fengqiao.mediation.wire;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.identity.Actor;
import org.fengqiao.kernel.json.AboveZero;
import org.fengqiao.kernel.json.Ahead;
import org.fengqiao.kernel.json.FreeText;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.value.Money;
import org.fengqiao.mediation.model.AgreementForm;
import org.fengqiao.mediation.model.DocumentKind;
import org.fengqiao.mediation.model.DocumentReference;
import org.fengqiao.mediation.model.DocumentRequest;
import org.fengqiao.mediation.model.Instalment;
import org.fengqiao.mediation.model.Matter;
import org.fengqiao.mediation.model.Presided;
import org.fengqiao.mediation.model.Presided.Authority;
import org.fengqiao.mediation.model.RoomNumber;
import org.fengqiao.mediation.model.Selection;
import org.fengqiao.mediation.model.Signature;
import org.fengqiao.mediation.model.Signature.Manner;
import org.fengqiao.mediation.model.Undertaking;

/** Bodies that callers send. A resource never sees a body that breaks a constraint. */
public final class Bodies {

    private Bodies() {}

    /** Word of a party: whether they want to be mediated. */
    public record ConsentBody(
            @NotBlank @Size(max = 64) String partyId,
            @NotNull Boolean consents) {}

    /**
     * Examination of whether a party of a criminal reconciliation is willing.
     *
     * @param by who examined it
     * @param account what the party said
     */
    public record VoluntarinessBody(
            @NotBlank @Size(max = 64) String partyId,
            @NotNull Boolean voluntary,
            @NotNull @Valid PresidedBody by,

            @FreeText @Nullable @Size(min = 1, max = 2000) String account) {}

    /**
     * Authority that presides.
     *
     * @param officer the number of its officer
     */
    public record PresidedBody(
            @NotNull Authority authority,
            @NotNull @Pattern(regexp = Actor.IDENTIFIER) String officer) {

        /** Returns it as the model knows it. */
        public Presided presided() {
            return new Presided(authority, officer);
        }
    }

    /**
     * Mediator from now on.
     *
     * @param mediator the identifier the unit knows them by
     * @param how by whom they were selected; appointed if missing
     */
    public record MediatorBody(
            @NotNull @Pattern(regexp = Actor.IDENTIFIER) String mediator,
            @Nullable Selection how) {}

    /**
     * Challenge of the mediator.
     *
     * @param partyId the party that challenges
     */
    public record ChallengeBody(
            @NotBlank @Size(max = 64) String partyId,
            @FreeText @NotBlank @Size(max = 2000) String reason) {}

    /** Decision on a challenge. */
    public record ChallengeDecisionBody(@NotNull Boolean upheld) {}

    /**
     * Time and place at which the parties are asked to come.
     *
     * @param minutes how long it lasts; as long as usual if missing
     * @param room the number of a room of the unit
     * @param parties the ids of those who are asked; null for all
     */
    public record SessionBody(
            @Ahead(years = 1) @NotNull OffsetDateTime startsAt,
            @Nullable @Positive @Max(SessionBody.LONGEST) Integer minutes,
            @Nullable @Pattern(regexp = RoomNumber.FORM) String room,
            @Nullable @Size(min = 1, max = 100) List<@NotBlank @Size(max = 64) String> parties) {

        /** The number of minutes of a day. */
        static final int LONGEST = 1440;
    }

    /**
     * Other time and place of a session.
     *
     * @param minutes how long it lasts; as long as usual if missing
     * @param room the number of a room of the unit; none if missing
     */
    public record MoveBody(
            @Ahead(years = 1) @NotNull OffsetDateTime startsAt,
            @Nullable @Positive @Max(SessionBody.LONGEST) Integer minutes,
            @Nullable @Pattern(regexp = RoomNumber.FORM) String room) {}

    /** Need of a party that is seen to when it is asked to come. */
    public enum Need {
        /** Speaks another language, or by signs. */
        INTERPRETER,
        /** Is under age: a guardian comes along. */
        GUARDIAN,
        /** Has a disability: the room must be in reach. */
        ACCESS
    }

    /**
     * Needs of a party; what was noted of it before counts no more.
     *
     * @param noContact whether the party does not meet the other side
     */
    public record NeedsBody(
            @NotNull @Size(max = 3) List<@NotNull Need> needs,
            @NotNull Boolean noContact) {}

    /** Outcome of a session: held with what all parties confirm, or missed with who was absent. */
    public record SessionOutcomeBody(
            @NotNull Boolean held,
            @FreeText @Nullable @Size(max = 100) List<@NotBlank @Size(max = 2000) String> undisputedFacts,
            @Nullable @Size(max = 100) List<@NotBlank @Size(max = 64) String> absent) {}

    /**
     * Agreement of the parties.
     *
     * @param presided which authority presided; null if none did
     * @param signatures how each party signed; null if nobody noted it
     * @param matters what is in it that a court does not confirm; null if nothing is
     */
    public record AgreementBody(
            @NotNull AgreementForm form,
            @NotNull Boolean whole,
            @FreeText @NotBlank @Size(max = 20_000) String terms,
            @NotNull @Size(max = 200) List<@NotNull @Valid ObligationBody> obligations,
            @NotNull @Size(max = 200) List<@NotBlank @Size(max = 64) String> signedBy,
            @NotNull Boolean confirmationIntended,
            @Nullable @Valid PresidedBody presided,
            @Nullable @Size(max = 200) List<@NotNull @Valid SignatureBody> signatures,
            @Nullable @Size(max = 5) List<@NotNull Matter> matters) {}

    /**
     * Signature of a party.
     *
     * @param name who signed, as it stands there
     * @param reference by which an electronic signature is found; null for another one
     */
    public record SignatureBody(
            @NotBlank @Size(max = 64) String partyId,
            @NotBlank @Size(max = 100) String name,
            @NotNull Manner manner,
            @Nullable @Pattern(regexp = Signature.REFERENCE) String reference) {

        /** Returns it as the model knows it. */
        public Signature signature(UUID caseId) {
            return new Signature(partyId, PersonalText.of(SubjectId.ofCase(caseId), name), manner, reference);
        }
    }

    /** Instalment: how much by when. */
    public record InstalmentBody(
            @AboveZero @NotNull Money amount,
            @Ahead(years = 30) @NotNull LocalDate dueOn) {}

    /**
     * Obligation: who owes whom what by when.
     *
     * @param instalments together they are the amount; null if it is owed at once
     * @param condition on which it depends; null if on none
     */
    public record ObligationBody(
            @NotBlank @Size(max = 64) String debtor,
            @NotBlank @Size(max = 64) String creditor,
            @FreeText @NotBlank @Size(max = 2000) String what,
            @AboveZero @Nullable Money amount,
            @Ahead(years = 30) @NotNull LocalDate dueOn,
            @Nullable @Size(min = 2, max = 120) List<@NotNull @Valid InstalmentBody> instalments,
            @FreeText @Nullable @Size(min = 1, max = 500) String condition) {

        /** Returns the obligation as the model knows it. */
        public Undertaking undertaking(UUID caseId) {
            var subject = SubjectId.ofCase(caseId);
            return new Undertaking(
                    debtor,
                    creditor,
                    PersonalText.of(subject, what),
                    amount,
                    dueOn,
                    instalments == null
                            ? null
                            : instalments.stream()
                                    .map(part -> new Instalment(part.amount(), part.dueOn()))
                                    .toList(),
                    condition == null ? null : PersonalText.of(subject, condition));
        }
    }

    /** Reason for which something did not come about. */
    public record ReasonBody(
            @FreeText @NotBlank @Size(max = 2000) String reason) {}

    /**
     * Application to the court, of all parties together.
     *
     * @param document the agreement as it was handed in at the front desk; null if it was not
     */
    public record ApplicationBody(
            @NotNull @Size(max = 200) List<@NotBlank @Size(max = 64) String> applicants,
            @Nullable @Valid DocumentBody document) {}

    /**
     * Document of the case that the front desk keeps.
     *
     * @param attachment its number in the case
     * @param hash as the front desk tells it
     */
    public record DocumentBody(
            @NotNull @Positive Integer attachment,

            @NotNull @Pattern(regexp = DocumentReference.HASH)
            String hash) {

        /** Returns it as the model knows it. */
        public DocumentReference reference() {
            return new DocumentReference(attachment, hash);
        }
    }

    /**
     * Document to be issued.
     *
     * @param organisation the mediating body as it names itself on paper
     * @param court to which it is addressed; null if it is to none, or the line is left open
     * @param served the number of the document that is handed over; only for the proof of it
     * @param recipient the id of the party that gets it; only for the proof of it
     */
    public record PaperBody(
            @NotNull DocumentKind kind,
            @NotBlank @Size(max = 100) String organisation,
            @Nullable @Size(min = 1, max = 100) String court,
            @Nullable @Positive Integer served,
            @Nullable @Size(min = 1, max = 64) String recipient) {

        /** Returns what is asked for. */
        public DocumentRequest request() {
            return new DocumentRequest(kind, served, recipient);
        }
    }

    /**
     * Note in confidence.
     *
     * @param session the number of the session that it is about; null if it is about none
     */
    public record NoteBody(
            @Nullable @Positive Integer session,
            @FreeText @NotBlank @Size(max = 20_000) String text) {}

    /** Party that takes an application back. */
    public record WithdrawalBody(@NotBlank @Size(max = 64) String partyId) {}

    /** Party that applies for the fast track. */
    public record PlaintiffBody(@NotBlank @Size(max = 64) String plaintiff) {}

    /**
     * Payment of a part of an obligation, or of the rest.
     *
     * @param paidOn today if missing
     */
    public record PaymentBody(
            @AboveZero @NotNull Money amount, @Nullable LocalDate paidOn) {}

    /**
     * Performance of an obligation.
     *
     * @param performedOn today if missing
     */
    public record PerformanceBody(@Nullable LocalDate performedOn) {}

    /**
     * Application to the court for enforcement.
     *
     * @param appliedOn today if missing
     */
    public record EnforcementBody(@Nullable LocalDate appliedOn) {}
}
