package org.fengqiao.petition.model;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.fengqiao.kernel.value.Party.Side.APPLICANT;
import static org.fengqiao.kernel.value.Party.Side.RESPONDENT;
import static org.fengqiao.petition.model.PetitionRefusal.*;
import static org.fengqiao.petition.model.PetitionResult.NOT_SUPPORTED;
import static org.fengqiao.petition.model.PetitionResult.SUPPORTED;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.decision.DeciderScenario;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.testing.Boxes;
import org.fengqiao.kernel.value.DiscontinuationCause;
import org.fengqiao.kernel.value.Party;
import org.fengqiao.kernel.value.Place;
import org.fengqiao.petition.model.PetitionCommand.ConcludePetition;
import org.fengqiao.petition.model.PetitionCommand.DeliverReply;
import org.fengqiao.petition.model.PetitionCommand.DiscontinuePetition;
import org.fengqiao.petition.model.PetitionCommand.EndWithTheCase;
import org.fengqiao.petition.model.PetitionCommand.FollowParties;
import org.fengqiao.petition.model.PetitionCommand.NotifyPetitioner;
import org.fengqiao.petition.model.PetitionCommand.OpenPetition;
import org.fengqiao.petition.model.PetitionCommand.SupersedePetition;
import org.fengqiao.petition.model.PetitionEvent.PartiesChanged;
import org.fengqiao.petition.model.PetitionEvent.PetitionConcluded;
import org.fengqiao.petition.model.PetitionEvent.PetitionDiscontinued;
import org.fengqiao.petition.model.PetitionEvent.PetitionOpened;
import org.fengqiao.petition.model.PetitionEvent.PetitionerNotified;
import org.fengqiao.petition.model.PetitionEvent.ReplyDelivered;

class PetitionDeciderTest {

    static final UUID CASE = UUID.fromString("c0000000-0000-0000-0000-000000000001");
    static final Instant NOON = Instant.parse("2024-03-01T04:00:00Z");
    static final Instant RECEIVED = Instant.parse("2024-02-20T04:00:00Z");
    static final Instant ACCEPTED = Instant.parse("2024-02-22T04:00:00Z");
    static final Place KUNHE = new Place("昆都仑区", "昆河镇", null, null, false);
    static final List<Party> PARTIES = List.of(
            new Party("applicant-1", APPLICANT, PersonalText.of(Boxes.person(1), "李某")),
            new Party("respondent-1", RESPONDENT, PersonalText.of(Boxes.person(2), "王某")));
    static final List<Party> FEWER = PARTIES.subList(0, 1);
    static final String PETITION = CASE + "/petition/2";

    static final PetitionOpened OPENED = opened(2);
    static final PetitionerNotified NOTIFIED = new PetitionerNotified("告2024-7", NOON);
    static final ReplyDelivered REPLIED = new ReplyDelivered(SUPPORTED, "复2024-7", NOON);
    static final PetitionConcluded CONCLUDED = new PetitionConcluded(PETITION, 2, SUPPORTED, NOON);
    static final NotifyPetitioner NOTIFY = new NotifyPetitioner("告2024-7", NOON);
    static final DeliverReply REPLY = new DeliverReply(SUPPORTED, "复2024-7", NOON);
    static final ConcludePetition CONCLUDE = new ConcludePetition(SUPPORTED, NOON);

    static OpenPetition claimed(int custody) {
        return new OpenPetition(
                CASE, custody, "kunhe-desk", "sun", "HOUSING_LAND", KUNHE, PARTIES, RECEIVED, ACCEPTED, NOON);
    }

    static PetitionOpened opened(int custody) {
        return new PetitionOpened(
                CASE + "/petition/" + custody,
                custody,
                "kunhe-desk",
                "sun",
                "HOUSING_LAND",
                KUNHE,
                PARTIES,
                RECEIVED,
                ACCEPTED,
                NOON);
    }

    static DeciderScenario<PetitionCommand, Petition, PetitionEvent> petition(PetitionEvent... past) {
        return DeciderScenario.of(new PetitionDecider()).given(past);
    }

    @Test
    void aCaseClaimedForTheAgencyOpensOne() {
        petition().when(claimed(2)).then(OPENED);
    }

    @Test
    void theSameOrAnEarlierCustodyOpensNothing() {
        petition(OPENED).when(claimed(2)).thenNothing();
        petition(OPENED).when(claimed(1)).thenNothing();
        petition(OPENED, NOTIFIED, REPLIED, CONCLUDED).when(claimed(2)).thenNothing();
    }

    @Test
    void aLaterCustodyOpensANewAgency() {
        petition(OPENED, NOTIFIED, REPLIED, CONCLUDED).when(claimed(3)).then(opened(3));
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
        petition(OPENED, NOTIFIED, REPLIED, CONCLUDED)
                .when(new SupersedePetition(3, NOON))
                .thenNothing();
        petition().when(new SupersedePetition(3, NOON)).thenNothing();
    }

    @Test
    void theAgencyRunsForThePartiesAsTheyAreNow() {
        for (var past : List.of(
                List.<PetitionEvent>of(OPENED),
                List.of(OPENED, NOTIFIED),
                List.<PetitionEvent>of(OPENED, NOTIFIED, REPLIED))) {
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
        petition(OPENED, NOTIFIED, new PartiesChanged(FEWER, NOON)).when(REPLY).then(REPLIED);
        petition(OPENED, NOTIFIED, REPLIED, new PartiesChanged(FEWER, NOON))
                .when(CONCLUDE)
                .then(CONCLUDED);
    }

    @Test
    void partiesOfACaseThatIsNotInTheAgencysHandsAreNoneOfItsBusiness() {
        petition().when(new FollowParties(FEWER, NOON)).thenNothing();
        petition(OPENED, NOTIFIED, REPLIED, CONCLUDED)
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
                new PetitionDiscontinued(PETITION, 2, DiscontinuationCause.ESCALATED, NOON),
                opened(3));
        escalated.when(NOTIFY).thenNothing();
        escalated.when(REPLY).then(REPLIED);
    }

    @Test
    void whoWasNotNotifiedYetIsNotifiedByWhoeverHasTheMatterNext() {
        petition(OPENED, new PetitionDiscontinued(PETITION, 2, DiscontinuationCause.ESCALATED, NOON), opened(3))
                .when(REPLY)
                .thenRefused(NOT_NOTIFIED);
    }

    @Test
    void ofAnotherMatterThePetitionerIsNotifiedAnew() {
        var reopened = new PetitionOpened(
                CASE + "/petition/3", 3, "kunhe-desk", "sun", "HOUSING_LAND", KUNHE, PARTIES, NOON, NOON, NOON);
        petition(OPENED, NOTIFIED, REPLIED, CONCLUDED, reopened).when(REPLY).thenRefused(NOT_NOTIFIED);
    }

    @Test
    void thePetitionerIsNotifiedThenGetsAReplyThenTheAgencyIsConcluded() {
        petition(OPENED).when(NOTIFY).then(NOTIFIED);
        petition(OPENED, NOTIFIED).when(REPLY).then(REPLIED);
        petition(OPENED, NOTIFIED, REPLIED).when(CONCLUDE).then(CONCLUDED);
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
        petition(OPENED, NOTIFIED, REPLIED)
                .when(new ConcludePetition(NOT_SUPPORTED, NOON))
                .thenRefused(RESULT_DIFFERS_FROM_REPLY);
    }

    @Test
    void everyStepTakenTwiceIsRecordedOnce() {
        petition(OPENED, NOTIFIED).when(NOTIFY).thenNothing();
        petition(OPENED, NOTIFIED, REPLIED).when(NOTIFY).thenNothing();
        petition(OPENED, NOTIFIED, REPLIED).when(REPLY).thenNothing();
        for (var repeat : List.of(NOTIFY, REPLY, CONCLUDE)) {
            petition(OPENED, NOTIFIED, REPLIED, CONCLUDED).when(repeat).thenNothing();
        }
    }

    @Test
    void aSecondDifferentPaperIsRefused() {
        var otherNotice = new NotifyPetitioner("告2024-8", NOON);
        var otherReply = new DeliverReply(NOT_SUPPORTED, "复2024-7", NOON);
        petition(OPENED, NOTIFIED).when(otherNotice).thenRefused(NOTIFIED_OTHERWISE);
        petition(OPENED, NOTIFIED, REPLIED).when(otherNotice).thenRefused(NOTIFIED_OTHERWISE);
        petition(OPENED, NOTIFIED, REPLIED).when(otherReply).thenRefused(REPLIED_OTHERWISE);
    }

    @Test
    void aConcludedAgencyDoesNothingMore() {
        var concluded = petition(OPENED, NOTIFIED, REPLIED, CONCLUDED);
        concluded.when(new NotifyPetitioner(null, NOON)).thenRefused(ALREADY_CONCLUDED);
        concluded.when(new DeliverReply(NOT_SUPPORTED, null, NOON)).thenRefused(ALREADY_CONCLUDED);
        concluded.when(new ConcludePetition(NOT_SUPPORTED, NOON)).thenRefused(ALREADY_CONCLUDED);
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
                List.<PetitionEvent>of(OPENED, NOTIFIED, REPLIED, CONCLUDED),
                List.<PetitionEvent>of(
                        OPENED, new PetitionDiscontinued(PETITION, 2, DiscontinuationCause.RETURNED, NOON)));
        for (var history : histories) {
            DeciderScenario.of(new PetitionDecider())
                    .given(history)
                    .when(new EndWithTheCase(NOON))
                    .thenNothing();
            DeciderScenario.of(new PetitionDecider())
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
