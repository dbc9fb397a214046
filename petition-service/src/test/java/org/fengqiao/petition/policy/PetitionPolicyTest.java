package org.fengqiao.petition.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fengqiao.kernel.eventstore.Consequence.cancelDeadline;
import static org.fengqiao.kernel.eventstore.Consequence.continueDeadline;
import static org.fengqiao.kernel.eventstore.Consequence.meetDeadline;
import static org.fengqiao.kernel.eventstore.Consequence.oblige;
import static org.fengqiao.kernel.eventstore.Consequence.setDeadline;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.fengqiao.kernel.decision.Cause;
import org.fengqiao.kernel.eventstore.Consequence;
import org.fengqiao.kernel.eventstore.Consequence.CaseBelongs;
import org.fengqiao.kernel.eventstore.Consequence.SendToPartner;
import org.fengqiao.kernel.eventstore.Recorded;
import org.fengqiao.kernel.identity.Actor;
import org.fengqiao.kernel.legalclock.DeadlineName;
import org.fengqiao.kernel.legalclock.Owed;
import org.fengqiao.kernel.value.DiscontinuationCause;
import org.fengqiao.kernel.value.Territory;
import org.fengqiao.petition.PetitionService;
import org.fengqiao.petition.model.PetitionDecider;
import org.fengqiao.petition.model.PetitionEvent;
import org.fengqiao.petition.model.PetitionEvent.PetitionDiscontinued;
import org.fengqiao.petition.model.PetitionEvent.TrackNoted;
import org.fengqiao.petition.model.PetitionKind;
import org.fengqiao.petition.model.PetitionScenarios;
import org.fengqiao.petition.model.ReviewLevel;
import org.fengqiao.petition.model.Track;
import org.fengqiao.petition.wire.Messages.ReviewAsked;

class PetitionPolicyTest extends PetitionScenarios {

    static final Instant RECORDED = NOON.plusSeconds(7);
    static final PetitionDecider DECIDER = new PetitionDecider(RULES, PetitionService.reliefRules());

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
                                DeadlineName.parse("petition-transfer-2"),
                                "petition-transfer",
                                "petition-opened.v1",
                                RECEIVED),
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
        assertThat(follows(OPENED, NOTIFIED, OPINION, HANDLED, escalated, opened(3)))
                .containsExactly(continueDeadline(
                        DeadlineName.parse("petition-handling-3"),
                        "petition-handling",
                        "petition-opened.v1",
                        ACCEPTED));
        assertThat(follows(OPENED, escalated, opened(3))).hasSize(3);
    }

    @Test
    void aMatterIsTransferredWhenSomebodyWhoMayDecideItHasIt() {
        var met = meetDeadline(DeadlineName.parse("petition-transfer-2"), NOON);
        assertThat(follows(OPENED, OPINION)).as("nobody has it yet").doesNotContain(met);
        assertThat(follows(OPENED, OPINION, HANDLED)).containsExactly(met);
        assertThat(follows(OPENED, judged(PetitionKind.LITIGATION))).contains(met);
        assertThat(follows(OPENED, new TrackNoted(Track.LITIGATION, "信访工作条例 art. 28", null, NOON)))
                .contains(met);
        assertThat(follows(OPENED, OPINION, HANDLED, new TrackNoted(Track.LITIGATION, "信访工作条例 art. 28", null, NOON)))
                .as("once")
                .doesNotContain(met);
    }

    @Test
    void theNoticeAndTheReplyAreWhatWasOwed() {
        assertThat(follows(OPENED, NOTIFIED))
                .containsExactly(meetDeadline(DeadlineName.parse("petition-notice-2"), NOON));
        assertThat(follows(OPENED, NOTIFIED, OPINION, HANDLED, REPLIED))
                .containsExactly(
                        meetDeadline(DeadlineName.parse("petition-handling-2"), NOON),
                        setDeadline(
                                DeadlineName.parse("petition-review-request-2-1"),
                                "petition-review-request",
                                "reply-delivered.v1",
                                NOON));
        assertThat(follows(OPENED, NOTIFIED, OPINION, HANDLED, REPLIED, CONCLUDED))
                .isEmpty();
    }

    @Test
    void whatIsAskedToBeReviewedIsOwedByThePetitionOfficeWhichIsTold() {
        var requested = asked(ReviewLevel.REVIEW, NOON);
        assertThat(follows(OPENED, NOTIFIED, OPINION, HANDLED, REPLIED, requested))
                .containsExactly(
                        meetDeadline(DeadlineName.parse("petition-review-request-2-1"), NOON),
                        oblige(
                                DeadlineName.parse("petition-review-2-1"),
                                "petition-review",
                                "review-requested.v1",
                                NOON,
                                Owed.byPartner("petition-office", Owed.Matter.DECISION, PETITION)),
                        new SendToPartner(
                                "petition-office.outbound",
                                PETITION,
                                "fengqiao.partner.review-requested.v1",
                                new ReviewAsked(PETITION, CASE, ReviewLevel.REVIEW, "复2024-7", NOON, NOON)));
    }

    @Test
    void anAccusationIsKeptFromTheAccusedUntilItIsJudgedOtherwise() {
        var accusation = judged(PetitionKind.ACCUSATION, "housing-bureau");
        assertThat(follows(OPENED, accusation))
                .contains(new CaseBelongs(Territory.keptFrom(List.of("housing-bureau"))));
        assertThat(follows(OPENED, accusation, OPINION)).contains(new CaseBelongs(Territory.keptFrom(List.of())));
    }

    @ParameterizedTest
    @EnumSource
    void whatLeavesTheAgencyOwesItNothingMore(DiscontinuationCause cause) {
        var reason = cause.name().toLowerCase(Locale.ROOT);
        assertThat(follows(OPENED, new PetitionDiscontinued(PETITION, 2, cause, NOON)))
                .containsExactly(
                        cancelDeadline(DeadlineName.parse("petition-transfer-2"), reason, RECORDED),
                        cancelDeadline(DeadlineName.parse("petition-notice-2"), reason, RECORDED),
                        cancelDeadline(DeadlineName.parse("petition-handling-2"), reason, RECORDED));
    }
}
