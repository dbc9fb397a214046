package org.fengqiao.petition.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fengqiao.kernel.eventstore.Consequence.cancelDeadline;
import static org.fengqiao.kernel.eventstore.Consequence.continueDeadline;
import static org.fengqiao.kernel.eventstore.Consequence.meetDeadline;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.fengqiao.kernel.decision.Cause;
import org.fengqiao.kernel.eventstore.Consequence;
import org.fengqiao.kernel.eventstore.Recorded;
import org.fengqiao.kernel.identity.Actor;
import org.fengqiao.kernel.legalclock.DeadlineName;
import org.fengqiao.kernel.value.DiscontinuationCause;
import org.fengqiao.kernel.value.Place;
import org.fengqiao.petition.model.PetitionDecider;
import org.fengqiao.petition.model.PetitionEvent;
import org.fengqiao.petition.model.PetitionEvent.PetitionConcluded;
import org.fengqiao.petition.model.PetitionEvent.PetitionDiscontinued;
import org.fengqiao.petition.model.PetitionEvent.PetitionOpened;
import org.fengqiao.petition.model.PetitionEvent.PetitionerNotified;
import org.fengqiao.petition.model.PetitionEvent.ReplyDelivered;
import org.fengqiao.petition.model.PetitionResult;

class PetitionPolicyTest {

    static final UUID CASE = UUID.fromString("c0000000-0000-0000-0000-000000000001");
    static final Instant NOON = Instant.parse("2024-03-01T04:00:00Z");
    static final Instant RECORDED = NOON.plusSeconds(7);
    static final String PETITION = CASE + "/petition/2";
    static final PetitionDecider DECIDER = new PetitionDecider();

    static final Instant RECEIVED = Instant.parse("2024-02-20T04:00:00Z");
    static final Instant ACCEPTED = Instant.parse("2024-02-22T04:00:00Z");
    static final PetitionOpened OPENED = opened(2);
    static final PetitionerNotified NOTIFIED = new PetitionerNotified("告2024-7", NOON);
    static final ReplyDelivered REPLIED = new ReplyDelivered(PetitionResult.SUPPORTED, "复2024-7", NOON);

    static PetitionOpened opened(int custody) {
        return new PetitionOpened(
                CASE + "/petition/" + custody,
                custody,
                "kunhe-desk",
                "sun",
                "HOUSING_LAND",
                new Place("昆都仑区", "昆河镇", null, null, false),
                List.of(),
                RECEIVED,
                ACCEPTED,
                NOON);
    }

    /** What follows from the last of these events. */
    static List<Consequence> follows(PetitionEvent... history) {
        var events = List.of(history);
        var last = events.getLast();
        var before = DECIDER.replay(events.subList(0, events.size() - 1));
        return new PetitionPolicy()
                .of(new Recorded<>(
                        CASE,
                        UUID.randomUUID(),
                        events.size(),
                        last,
                        before,
                        DECIDER.evolve(before, last),
                        new Cause(Actor.system("petition"), NOON, CASE, null, null),
                        RECORDED));
    }

    @Test
    void whoTakesUpAPetitionOwesANoticeFromItsReceiptAndAReplyFromItsAcceptance() {
        assertThat(follows(OPENED))
                .containsExactly(
                        continueDeadline(
                                DeadlineName.parse("petition-notice-2"),
                                "petition-notice",
                                "petition-opened.v1",
                                RECEIVED),
                        continueDeadline(
                                DeadlineName.parse("petition-handling-2"),
                                "petition-handling",
                                "petition-opened.v1",
                                ACCEPTED));
    }

    @Test
    void whoeverHasTheMatterNextOwesNoSecondNotice() {
        var escalated = new PetitionDiscontinued(PETITION, 2, DiscontinuationCause.ESCALATED, NOON);
        assertThat(follows(OPENED, NOTIFIED, escalated, opened(3)))
                .containsExactly(continueDeadline(
                        DeadlineName.parse("petition-handling-3"),
                        "petition-handling",
                        "petition-opened.v1",
                        ACCEPTED));
        assertThat(follows(OPENED, escalated, opened(3))).hasSize(2);
    }

    @Test
    void theNoticeAndTheReplyAreWhatWasOwed() {
        assertThat(follows(OPENED, NOTIFIED))
                .containsExactly(meetDeadline(DeadlineName.parse("petition-notice-2"), NOON));
        assertThat(follows(OPENED, NOTIFIED, REPLIED))
                .containsExactly(meetDeadline(DeadlineName.parse("petition-handling-2"), NOON));
        assertThat(follows(
                        OPENED, NOTIFIED, REPLIED, new PetitionConcluded(PETITION, 2, PetitionResult.SUPPORTED, NOON)))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void whatLeavesTheAgencyOwesItNothingMore(DiscontinuationCause cause) {
        var reason = cause.name().toLowerCase(Locale.ROOT);
        assertThat(follows(OPENED, new PetitionDiscontinued(PETITION, 2, cause, NOON)))
                .containsExactly(
                        cancelDeadline(DeadlineName.parse("petition-notice-2"), reason, RECORDED),
                        cancelDeadline(DeadlineName.parse("petition-handling-2"), reason, RECORDED));
    }
}
