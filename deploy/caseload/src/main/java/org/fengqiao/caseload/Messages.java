package org.fengqiao.caseload;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.fengqiao.caseload.life.Registration;
import org.fengqiao.caseload.profile.Category;
import org.fengqiao.caseload.profile.Channel;

/** Messages of people and partners, as the published contract has them. */
public final class Messages {

    /** The time zone in which the people of the caseload live. */
    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private Messages() {}

    /** The moment in the people's time zone. */
    public static OffsetDateTime at(LocalDateTime local) {
        return local.atZone(ZONE).toOffsetDateTime();
    }

    /** An amount of money. */
    public record Money(String amount, String currency) {
        /** Returns an amount of money in yuan. */
        public static Money yuan(String amount) {
            return new Money(amount, "CNY");
        }
    }

    /** {@code POST /cases}. */
    public record NewCase(
            Channel channel,
            List<Registration.Human> applicants,
            List<Registration.Human> respondents,
            String summary,
            String claim,
            Money amount,
            @Nullable Category categoryHint,
            Registration.Place place,
            OffsetDateTime happenedAt) {

        /** Returns the body with which a dispute is registered at this channel. */
        public static NewCase of(Channel channel, Registration told) {
            return new NewCase(
                    channel,
                    told.applicants(),
                    told.respondents(),
                    told.summary(),
                    told.claim(),
                    Money.yuan(told.amount()),
                    told.categoryHint(),
                    told.place(),
                    at(told.happenedAt()));
        }
    }

    /** {@code referral-submitted}. */
    public record ReferralSubmitted(
            String reference,
            OffsetDateTime occurredAt,
            String summary,
            @Nullable String claim,
            @Nullable Money amount,
            @Nullable Category categoryHint,
            List<Registration.Human> applicants,
            List<Registration.Human> respondents,
            Registration.Place place) {

        /** Returns the referral of a partner under its own reference. */
        public static ReferralSubmitted of(String reference, Registration told) {
            return new ReferralSubmitted(
                    reference,
                    at(told.happenedAt()),
                    told.summary(),
                    told.claim(),
                    Money.yuan(told.amount()),
                    told.categoryHint(),
                    told.applicants(),
                    told.respondents(),
                    told.place());
        }
    }

    /** {@code referral-withdrawn}. */
    public record ReferralWithdrawn(String reference, String reason) {}

    /** {@code confirmation-decided}. */
    public record ConfirmationDecided(
            String filingId,
            String decision,
            @Nullable String reason,
            String documentNumber,
            OffsetDateTime decidedAt) {}

    /** {@code fast-track-decided}. */
    public record FastTrackDecided(String filingId, String outcome, String documentNumber, OffsetDateTime decidedAt) {}

    /** {@code review-decided}. */
    public record ReviewDecided(
            String petitionId, String level, String decision, String documentNumber, OffsetDateTime decidedAt) {}

    /** {@code POST /mediations/{caseId}/agreement}. */
    public record Agreement(
            String form,
            boolean whole,
            String terms,
            List<Obligation> obligations,
            List<String> signedBy,
            boolean confirmationIntended) {}

    /**
     * One obligation of an agreement.
     *
     * @param instalments null if it is owed at once
     */
    public record Obligation(
            String debtor,
            String creditor,
            String what,
            Money amount,
            LocalDate dueOn,
            @Nullable List<Instalment> instalments) {}

    /** One instalment of an obligation. */
    public record Instalment(Money amount, LocalDate dueOn) {}

    /**
     * {@code POST /mediations/{caseId}/revisits/{round}/parties/{partyId}/attempts}.
     *
     * @param channel {@code PHONE} or {@code VISIT}
     * @param phone the number that was called; null for a visit
     */
    public record Attempt(String channel, @Nullable String phone) {}

    /**
     * {@code POST /mediations/{caseId}/revisits/{round}/parties/{partyId}/answer}, and without channel {@code POST
     * /revisit-answers/{code}}.
     *
     * @param channel {@code PHONE} or {@code VISIT}; null if the party answers by itself
     * @param phone the number that was called; null unless by phone
     */
    public record Answer(
            @Nullable String channel,
            @Nullable String phone,
            String speaker,
            int satisfaction,
            List<Said> obligations,
            boolean newTrouble,
            @Nullable String remark) {}

    /** Word of a party about one obligation. */
    public record Said(int obligation, String said) {}
}
