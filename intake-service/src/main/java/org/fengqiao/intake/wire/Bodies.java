package org.fengqiao.intake.wire;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;

import org.fengqiao.intake.model.Channel;
import org.fengqiao.intake.model.Destination;
import org.fengqiao.intake.model.ErasureGround;
import org.fengqiao.intake.model.Ground;
import org.fengqiao.intake.model.LegalHold;
import org.fengqiao.intake.model.Person;
import org.fengqiao.intake.model.Registration;
import org.fengqiao.kernel.identity.Actor;
import org.fengqiao.kernel.identity.Identifiers;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.value.DocumentNumber;
import org.fengqiao.kernel.value.Money;
import org.fengqiao.kernel.value.Place;

/**
 * Bodies that callers send, and what partners' messages have in common with them. A resource never sees a body that
 * breaks a constraint.
 */
public final class Bodies {

    private Bodies() {}

    /** The centre's own doors; partners refer on their topics. */
    public enum Door {
        WINDOW,
        GRID,
        HOTLINE_12345,
        ONLINE,
        DEPARTMENT
    }

    /**
     * Registration of a dispute.
     *
     * @param categoryHint the category the channel believes in, by its code or in free words
     * @param happenedAt when it happened
     * @param groupSize how many people the applicants speak for, themselves included
     */
    public record RegistrationBody(
            @NotNull Door channel,
            @NotEmpty @Size(max = 100) List<@NotNull @Valid PersonBody> applicants,
            @NotNull @Size(max = 100) List<@NotNull @Valid PersonBody> respondents,
            @NotBlank @Size(max = 20_000) String summary,
            @Nullable @Size(max = 20_000) String claim,
            @Nullable @Valid AmountBody amount,
            @Nullable @Size(max = 100) String categoryHint,
            @NotNull @Valid PlaceBody place,
            @Nullable OffsetDateTime happenedAt,
            @Nullable @Min(1) @Max(1_000_000) Integer groupSize) {

        /** Returns the registration as the model knows it. */
        public Registration registration(UUID caseId, @Nullable String filedFor) {
            var aboutTheCase = SubjectId.ofCase(caseId);
            return new Registration(
                    Channel.valueOf(channel.name()),
                    applicants.stream().map(PersonBody::person).toList(),
                    respondents.stream().map(PersonBody::person).toList(),
                    PersonalText.of(aboutTheCase, summary),
                    claim == null ? null : PersonalText.of(aboutTheCase, claim),
                    amount == null ? null : amount.money(),
                    categoryHint == null ? null : PersonalText.of(aboutTheCase, categoryHint),
                    place.place(),
                    happenedAt == null ? null : happenedAt.toInstant(),
                    groupSize,
                    filedFor);
        }

        @Override
        public String toString() {
            return "RegistrationBody[" + channel + "]";
        }
    }

    /**
     * A person or organisation as named by whoever files the case.
     *
     * @param idNumber identity card or organisation number
     */
    public record PersonBody(
            @NotBlank @Size(max = 200) String name,
            @Nullable @Size(max = 50) String idNumber,
            @Nullable @Size(max = 50) String phone) {

        /** Returns the person as the model knows them, with an identifier of their own in this case. */
        public Person person() {
            return Person.named(new SubjectId(Identifiers.next()), name, idNumber, phone);
        }

        @Override
        public String toString() {
            return "PersonBody";
        }
    }

    /**
     * Amount of money at stake.
     *
     * @param amount in the currency's main unit, never negative, with at most two decimals
     * @param currency ISO 4217 code
     */
    public record AmountBody(
            @JsonFormat(shape = JsonFormat.Shape.STRING) @NotNull @PositiveOrZero @Digits(integer = 15, fraction = 2)
            BigDecimal amount,

            @NotNull @Pattern(regexp = "[A-Z]{3}") String currency) {

        /** Returns the amount as the model knows it. */
        public Money money() {
            return new Money(amount, currency);
        }
    }

    /** Place of the dispute, from the widest to the narrowest. */
    public record PlaceBody(
            @NotBlank @Size(max = 100) String district,
            @Nullable @Size(max = 100) String street,
            @Nullable @Size(max = 100) String community,
            @Nullable @Size(max = 100) String grid) {

        /** Returns the place as the model knows it. */
        public Place place() {
            return new Place(district, street, community, grid, false);
        }
    }

    /**
     * Decline of a case.
     *
     * @param goTo where to go instead; null for what the rules say
     */
    public record DeclineBody(
            @NotNull Ground ground, @Nullable Destination goTo) {}

    /** Withdrawal of a case. */
    public record WithdrawalBody(
            @NotBlank @Size(max = 2_000) String reason) {}

    /** Legal hold: the authority that needs the record as it is, and the number of its letter or case. */
    public record HoldBody(
            LegalHold.@NotNull Authority authority,

            @NotBlank @Size(max = DocumentNumber.LENGTH) @Pattern(regexp = DocumentNumber.FORM)
            String reference) {}

    /** Kind of data by which somebody is looked for. */
    public enum SoughtBy {
        NAME,
        ID_NUMBER,
        PHONE
    }

    /** Search for a person: the person looked for; in the body, since addresses of calls are logged on their way. */
    public record SearchBody(
            @NotNull SoughtBy kind,
            @NotBlank @Size(max = 200) String value) {

        @Override
        public String toString() {
            return "SearchBody[" + kind + "]";
        }
    }

    /**
     * Erasure of a person, and its ground.
     *
     * @param approvedBy the identifier of whoever answers for it; somebody else than the caller
     */
    public record ErasureBody(
            @NotNull ErasureGround ground,
            @NotNull @Pattern(regexp = Actor.IDENTIFIER) String approvedBy) {}
}
