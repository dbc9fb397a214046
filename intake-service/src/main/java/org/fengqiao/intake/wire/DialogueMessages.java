package org.fengqiao.intake.wire;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import org.fengqiao.intake.model.Correction;
import org.fengqiao.intake.model.IntakeCase.Registered;
import org.fengqiao.intake.model.NumberKind;
import org.fengqiao.intake.model.Progress;
import org.fengqiao.intake.model.ReferralDecision;
import org.fengqiao.intake.model.RegisteredParty;
import org.fengqiao.intake.wire.Bodies.PlaceBody;
import org.fengqiao.kernel.json.FreeText;
import org.fengqiao.kernel.sealing.Personal;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.value.Money;
import org.fengqiao.kernel.value.Place;

/** Messages of the dialogue with partners, both ways. What breaks a constraint is rejected. */
public final class DialogueMessages {

    private DialogueMessages() {}

    /**
     * Correction of a referral by the partner.
     *
     * @param changes the fields as they are to be
     */
    public record ReferralCorrected(
            @NotBlank @Size(max = 200) String reference,
            @NotNull @Valid Changes changes,
            @FreeText @NotBlank @Size(max = 2_000) String reason) {}

    /** Fields of a referral as they are to be; those that are missing stay as they are. */
    public record Changes(
            @FreeText @Nullable @Size(min = 1, max = 20_000) String summary,
            @FreeText @Nullable @Size(min = 1, max = 20_000) String claim,
            @Nullable Money amount,
            @Nullable @Size(min = 1, max = 100) String categoryHint,
            @Nullable @Valid PlaceBody place,
            @Nullable OffsetDateTime occurredAt,
            @Nullable @Min(1) @Max(1_000_000) Integer groupSize) {

        /** Returns the correction as the model knows it. */
        public Correction correction(UUID caseId) {
            return new Correction(
                    words(caseId, summary),
                    words(caseId, claim),
                    amount,
                    words(caseId, categoryHint),
                    place == null ? null : place.place(),
                    occurredAt == null ? null : occurredAt.toInstant(),
                    groupSize);
        }

        private static @Nullable PersonalText words(UUID caseId, @Nullable String text) {
            return text == null ? null : PersonalText.of(SubjectId.ofCase(caseId), text);
        }

        @Override
        public String toString() {
            return "Changes";
        }
    }

    /** Question of the partner about a case that it referred. */
    public record PartnersQuestion(
            @NotBlank @Size(max = 200) String reference,
            @NotBlank @Size(max = 64) String questionId,
            @FreeText @NotBlank @Size(max = 2_000) String text) {}

    /** Answer of the partner to a question of the centre. */
    public record PartnersAnswer(
            @NotBlank @Size(max = 200) String reference,
            @NotBlank @Size(max = 64) String questionId,
            @FreeText @NotBlank @Size(max = 2_000) String text) {}

    /** Decision of the partner on a case that the centre referred to it. */
    public record OutwardReferralAnswered(
            @NotBlank @Size(max = 200) String referralId,
            @NotNull ReferralDecision decision,
            @FreeText @Nullable @Size(max = 2_000) String reason) {}

    /** Question of the centre to the partner that referred the case. */
    public record CentresQuestion(
            String reference,
            UUID caseId,
            String questionId,
            @Personal(PersonalKind.NARRATIVE) PersonalText text,
            Instant askedAt) {}

    /** Answer of the centre to a question of the partner. */
    public record CentresAnswer(
            String reference,
            UUID caseId,
            String questionId,
            @Personal(PersonalKind.NARRATIVE) PersonalText text,
            Instant answeredAt) {}

    /**
     * Progress of a referred case.
     *
     * @param detail which path, session or obligation; null where there is only one
     * @param startsAt when a session begins; null for everything else
     * @param at when it happened
     */
    public record ReferralProgressed(
            String reference,
            UUID caseId,
            Progress what,
            @Nullable String detail,
            @Nullable Instant startsAt,
            Instant at) {}

    /** Return of a case to the partner that referred it. */
    public record ReferralReturned(
            String reference,
            UUID caseId,
            @Personal(PersonalKind.NARRATIVE) PersonalText reason,
            File file,
            Instant returnedAt) {}

    /**
     * File of a case that goes back: what the centre knows of it.
     *
     * @param undisputedFacts what all parties left undisputed in the sessions (在线调解规则 art. 18); empty if there is
     *     nothing
     */
    public record File(
            @Personal(PersonalKind.NARRATIVE) PersonalText summary,
            @Personal(PersonalKind.NARRATIVE) @Nullable PersonalText claim,
            @Nullable Money amount,
            @Personal(PersonalKind.NARRATIVE) List<PersonalText> undisputedFacts) {

        public File {
            undisputedFacts = List.copyOf(undisputedFacts);
        }
    }

    /** Referral of a case from the centre to a partner, which answers with {@code outward-referral-answered}. */
    public record ReferralOffered(
            String referralId,
            UUID caseId,
            @Personal(PersonalKind.NARRATIVE) PersonalText reason,
            @Personal(PersonalKind.NARRATIVE) PersonalText summary,
            @Personal(PersonalKind.NARRATIVE) @Nullable PersonalText claim,
            @Nullable Money amount,
            Place place,
            @Nullable Instant happenedAt,
            List<OfferedParty> applicants,
            List<OfferedParty> respondents,
            Instant offeredAt) {

        public ReferralOffered {
            applicants = List.copyOf(applicants);
            respondents = List.copyOf(respondents);
        }

        /** Returns the referral of a case, with what was told of it and its parties of now. */
        public static ReferralOffered of(
                String referralId, UUID caseId, PersonalText reason, Registered state, Instant offeredAt) {
            var told = state.registered();
            return new ReferralOffered(
                    referralId,
                    caseId,
                    reason,
                    told.summary(),
                    told.claim(),
                    told.amount(),
                    told.place(),
                    told.happenedAt(),
                    state.parties().applicants().stream().map(OfferedParty::of).toList(),
                    state.parties().respondents().stream().map(OfferedParty::of).toList(),
                    offeredAt);
        }
    }

    /** A party of a case that is referred to a partner, which has to find and to reach it. */
    public record OfferedParty(
            String partyId,
            @Personal(PersonalKind.NAME) PersonalText name,
            @Personal(PersonalKind.ID_NUMBER) @Nullable PersonalText idNumber,
            @Nullable NumberKind numberKind,
            @Personal(PersonalKind.PHONE) @Nullable PersonalText phone) {

        /** Returns the party as a partner needs it. */
        public static OfferedParty of(RegisteredParty party) {
            return new OfferedParty(party.partyId(), party.name(), party.idNumber(), party.numberKind(), party.phone());
        }
    }
}
