package org.fengqiao.petition.model;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.fengqiao.petition.model.PetitionRefusal.*;
import static org.fengqiao.petition.model.PetitionResult.NOT_SUPPORTED;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.decision.DeciderScenario;
import org.fengqiao.kernel.value.DiscontinuationCause;
import org.fengqiao.petition.PetitionService;
import org.fengqiao.petition.model.PetitionCommand.ConcludePetition;
import org.fengqiao.petition.model.PetitionCommand.DiscontinuePetition;
import org.fengqiao.petition.model.PetitionCommand.EndWithTheCase;
import org.fengqiao.petition.model.PetitionCommand.FollowParties;
import org.fengqiao.petition.model.PetitionCommand.NotifyPetitioner;
import org.fengqiao.petition.model.PetitionCommand.SupersedePetition;
import org.fengqiao.petition.model.PetitionEvent.PartiesChanged;
import org.fengqiao.petition.model.PetitionEvent.PetitionDiscontinued;

class PetitionDeciderTest extends PetitionScenarios {

    @Test
    void aCaseClaimedForTheAgencyOpensOne() {
        petition().when(claimed(2)).then(OPENED);
    }

    @Test
    void theSameOrAnEarlierCustodyOpensNothing() {
        petition(OPENED).when(claimed(2)).thenNothing();
        petition(OPENED).when(claimed(1)).thenNothing();
        petition(OPENED, NOTIFIED, OPINION, HANDLED, REPLIED, CONCLUDED)
                .when(claimed(2))
                .thenNothing();
    }

    @Test
    void aLaterCustodyOpensANewAgency() {
        petition(OPENED, NOTIFIED, OPINION, HANDLED, REPLIED, CONCLUDED)
                .when(claimed(3))
                .then(opened(3));
        petition(OPENED, new PetitionDiscontinued(PETITION, 2, DiscontinuationCause.RETURNED, NOON))
                .when(claimed(3))
                .then(opened(3));
    }

    @Test
    void aLaterCustodyEndsAnAgencyThatIsStillOpen() {
        petition(OPENED, NOTIFIED)
                .when(claimed(3))
                .then(new PetitionDiscontinued(PETITION, 2, DiscontinuationCause.SUPERSEDED, NOON), opened(3));
    }

    @Test
    void aLaterCustodyOnAnotherPathEndsAnAgencyThatIsStillOpen() {
        petition(OPENED)
                .when(new SupersedePetition(3, NOON))
                .then(new PetitionDiscontinued(PETITION, 2, DiscontinuationCause.SUPERSEDED, NOON));
        petition(OPENED).when(new SupersedePetition(2, NOON)).thenNothing();
        petition(OPENED, NOTIFIED, OPINION, HANDLED, REPLIED, CONCLUDED)
                .when(new SupersedePetition(3, NOON))
                .thenNothing();
        petition().when(new SupersedePetition(3, NOON)).thenNothing();
    }

    @Test
    void theAgencyRunsForThePartiesAsTheyAreNow() {
        for (var past : List.of(
                List.<PetitionEvent>of(OPENED),
                List.of(OPENED, NOTIFIED),
                List.<PetitionEvent>of(OPENED, NOTIFIED, OPINION, HANDLED, REPLIED))) {
            petition(past.toArray(PetitionEvent[]::new))
                    .when(new FollowParties(FEWER, NOON))
                    .then(new PartiesChanged(FEWER, NOON));
        }
        petition(OPENED).when(new FollowParties(PARTIES, NOON)).thenNothing();
        petition(OPENED, new PartiesChanged(FEWER, NOON))
                .when(new FollowParties(FEWER, NOON))
                .thenNothing();
    }

    @Test
    void theChangeOfPartiesTouchesNothingElse() {
        petition(OPENED, NOTIFIED, OPINION, HANDLED, new PartiesChanged(FEWER, NOON))
                .when(REPLY)
                .then(REPLIED);
        petition(OPENED, NOTIFIED, OPINION, HANDLED, REPLIED, new PartiesChanged(FEWER, NOON))
                .when(CONCLUDE)
                .then(CONCLUDED);
    }

    @Test
    void partiesOfACaseThatIsNotInTheAgencysHandsAreNoneOfItsBusiness() {
        petition().when(new FollowParties(FEWER, NOON)).thenNothing();
        petition(OPENED, NOTIFIED, OPINION, HANDLED, REPLIED, CONCLUDED)
                .when(new FollowParties(FEWER, NOON))
                .thenNothing();
        petition(OPENED, new PetitionDiscontinued(PETITION, 2, DiscontinuationCause.RETURNED, NOON))
                .when(new FollowParties(FEWER, NOON))
                .thenNothing();
    }

    @Test
    void whoWasNotifiedOfAMatterIsNotNotifiedAgainWhenItChangesHands() {
        var escalated = petition(
                OPENED,
                NOTIFIED,
                OPINION,
                HANDLED,
                new PetitionDiscontinued(PETITION, 2, DiscontinuationCause.ESCALATED, NOON),
                opened(3));
        escalated.when(NOTIFY).thenNothing();
        escalated.when(REPLY).then(REPLIED);
    }

    @Test
    void whoHasTheReplyToAMatterGetsNoSecondOneWhenItChangesHands() {
        petition(
                        OPENED,
                        NOTIFIED,
                        OPINION,
                        HANDLED,
                        REPLIED,
                        new PetitionDiscontinued(PETITION, 2, DiscontinuationCause.ESCALATED, NOON),
                        opened(3))
                .when(reply(NOT_SUPPORTED))
                .thenRefused(REPLIED_OTHERWISE);
    }

    @Test
    void whoWasNotNotifiedYetIsNotifiedByWhoeverHasTheMatterNext() {
        petition(OPENED, new PetitionDiscontinued(PETITION, 2, DiscontinuationCause.ESCALATED, NOON), opened(3))
                .when(REPLY)
                .thenRefused(NOT_NOTIFIED);
    }

    @Test
    void ofAnotherMatterThePetitionerIsNotifiedAnew() {
        var reopened = opened(3, NOON, NOON, NOON);
        petition(OPENED, NOTIFIED, OPINION, HANDLED, REPLIED, CONCLUDED, reopened)
                .when(REPLY)
                .thenRefused(NOT_NOTIFIED);
    }

    @Test
    void thePetitionerIsNotifiedThenGetsAReplyThenTheAgencyIsConcluded() {
        petition(OPENED).when(NOTIFY).then(NOTIFIED);
        petition(OPENED, NOTIFIED, OPINION, HANDLED).when(REPLY).then(REPLIED);
        petition(OPENED, NOTIFIED, OPINION, HANDLED, REPLIED).when(CONCLUDE).then(CONCLUDED);
    }

    @Test
    void nobodyGetsAReplyBeforeTheNotice() {
        petition(OPENED).when(REPLY).thenRefused(NOT_NOTIFIED);
        petition(OPENED).when(CONCLUDE).thenRefused(NOT_NOTIFIED);
    }

    @Test
    void nothingIsConcludedWithoutAReply() {
        petition(OPENED, NOTIFIED).when(CONCLUDE).thenRefused(NOT_REPLIED);
    }

    @Test
    void theConclusionSaysWhatTheReplySays() {
        petition(OPENED, NOTIFIED, OPINION, HANDLED, REPLIED)
                .when(new ConcludePetition(CLERK, NOT_SUPPORTED, NOON))
                .thenRefused(RESULT_DIFFERS_FROM_REPLY);
    }

    @Test
    void everyStepTakenTwiceIsRecordedOnce() {
        petition(OPENED, NOTIFIED).when(NOTIFY).thenNothing();
        petition(OPENED, NOTIFIED, OPINION, HANDLED, REPLIED).when(NOTIFY).thenNothing();
        petition(OPENED, NOTIFIED, OPINION, HANDLED, REPLIED).when(REPLY).thenNothing();
        for (var repeat : List.of(NOTIFY, REPLY, CONCLUDE)) {
            petition(OPENED, NOTIFIED, OPINION, HANDLED, REPLIED, CONCLUDED)
                    .when(repeat)
                    .thenNothing();
        }
    }

    @Test
    void aSecondDifferentPaperIsRefused() {
        var otherNotice = new NotifyPetitioner(CLERK, "告2024-8", NOON);
        var otherReply = reply(NOT_SUPPORTED);
        petition(OPENED, NOTIFIED).when(otherNotice).thenRefused(NOTIFIED_OTHERWISE);
        petition(OPENED, NOTIFIED, OPINION, HANDLED, REPLIED).when(otherNotice).thenRefused(NOTIFIED_OTHERWISE);
        petition(OPENED, NOTIFIED, OPINION, HANDLED, REPLIED).when(otherReply).thenRefused(REPLIED_OTHERWISE);
    }

    @Test
    void aConcludedAgencyDoesNothingMore() {
        var concluded = petition(OPENED, NOTIFIED, OPINION, HANDLED, REPLIED, CONCLUDED);
        concluded.when(new NotifyPetitioner(CLERK, null, NOON)).thenRefused(ALREADY_CONCLUDED);
        concluded.when(reply(NOT_SUPPORTED)).thenRefused(ALREADY_CONCLUDED);
        concluded.when(new ConcludePetition(CLERK, NOT_SUPPORTED, NOON)).thenRefused(ALREADY_CONCLUDED);
    }

    @Test
    void nothingIsDoneForACaseTheAgencyDoesNotHave() {
        for (var command : List.of(NOTIFY, REPLY, CONCLUDE)) {
            petition().when(command).thenRefused(NO_SUCH_CASE);
            petition(OPENED, new PetitionDiscontinued(PETITION, 2, DiscontinuationCause.RETURNED, NOON))
                    .when(command)
                    .thenRefused(DISCONTINUED);
        }
    }

    @Test
    void aReturnedCaseLeavesTheAgency() {
        petition(OPENED)
                .when(new DiscontinuePetition(2, DiscontinuationCause.RETURNED, NOON))
                .then(new PetitionDiscontinued(PETITION, 2, DiscontinuationCause.RETURNED, NOON));
    }

    @Test
    void anotherCustodysReturnDoesNotTouchTheAgency() {
        petition(OPENED)
                .when(new DiscontinuePetition(1, DiscontinuationCause.RETURNED, NOON))
                .thenNothing();
    }

    @Test
    void aCaseClosedInAnotherWayEndsAnAgencyThatIsStillOpen() {
        petition(OPENED, NOTIFIED)
                .when(new EndWithTheCase(NOON))
                .then(new PetitionDiscontinued(PETITION, 2, DiscontinuationCause.CLOSED, NOON));
    }

    @Test
    void whatIsNotOpenCannotEnd() {
        var histories = List.of(
                List.<PetitionEvent>of(),
                List.<PetitionEvent>of(OPENED, NOTIFIED, OPINION, HANDLED, REPLIED, CONCLUDED),
                List.<PetitionEvent>of(
                        OPENED, new PetitionDiscontinued(PETITION, 2, DiscontinuationCause.RETURNED, NOON)));
        for (var history : histories) {
            DeciderScenario.of(new PetitionDecider(RULES, PetitionService.reliefRules()))
                    .given(history)
                    .when(new EndWithTheCase(NOON))
                    .thenNothing();
            DeciderScenario.of(new PetitionDecider(RULES, PetitionService.reliefRules()))
                    .given(history)
                    .when(new DiscontinuePetition(2, DiscontinuationCause.ESCALATED, NOON))
                    .thenNothing();
        }
    }

    @Test
    void aHistoryWhoseEventsDoNotFollowEachOtherIsNotRead() {
        assertThatThrownBy(() -> petition(NOTIFIED).when(REPLY)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> petition(OPENED, CONCLUDED).when(REPLY)).isInstanceOf(IllegalStateException.class);
    }
}
