package org.fengqiao.petition.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fengqiao.petition.model.PetitionRefusal.*;
import static org.fengqiao.petition.model.PetitionResult.*;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.fengqiao.petition.model.PetitionCommand.ArchivePetition;
import org.fengqiao.petition.model.PetitionCommand.EndSettlement;
import org.fengqiao.petition.model.PetitionCommand.EndTrack;
import org.fengqiao.petition.model.PetitionCommand.FollowRepresentatives;
import org.fengqiao.petition.model.PetitionCommand.FollowTrack;
import org.fengqiao.petition.model.PetitionCommand.FollowTrackEnd;
import org.fengqiao.petition.model.PetitionCommand.NoteTrack;
import org.fengqiao.petition.model.PetitionCommand.TrySettlement;
import org.fengqiao.petition.model.PetitionEvent.PetitionArchived;
import org.fengqiao.petition.model.PetitionEvent.RepresentativesNoted;
import org.fengqiao.petition.model.PetitionEvent.SettlementEnded;
import org.fengqiao.petition.model.PetitionEvent.SettlementTried;
import org.fengqiao.petition.model.PetitionEvent.TrackEnded;
import org.fengqiao.petition.model.PetitionEvent.TrackNoted;

/** Other procedures (art. 28), settlement (art. 33), representatives of a group (art. 20), and the archive. */
class MatterTest extends PetitionScenarios {

    static final TrackNoted IN_COURT = new TrackNoted(Track.LITIGATION, "信访工作条例 art. 28", "(2024)内0203民初17号", NOON);
    static final TrackEnded COURT_ENDED = new TrackEnded(Track.LITIGATION, NOON);
    static final SettlementTried TRIED =
            new SettlementTried(Settlement.Form.MEDIATION, List.of("applicant-1", "respondent-1"), NOON);
    static final SettlementEnded SETTLED_IT = new SettlementEnded(Settlement.Form.MEDIATION, true, "调2024-3", NOON);

    static NoteTrack note(Track track) {
        return new NoteTrack(CLERK, track, "(2024)内0203民初17号", NOON);
    }

    @Test
    void whatACourtHasIsNotRunAsAPetitionToo() {
        petition(OPENED, NOTIFIED, OPINION, HANDLED)
                .when(note(Track.LITIGATION))
                .then(IN_COURT);
        var inCourt = petition(OPENED, NOTIFIED, OPINION, HANDLED, IN_COURT);
        inCourt.when(note(Track.LITIGATION)).thenNothing();
        inCourt.when(REPLY).thenRefused(ON_ANOTHER_TRACK);
        inCourt.when(judge(PetitionKind.SUGGESTION)).thenRefused(ON_ANOTHER_TRACK);
        inCourt.when(judge(PetitionKind.LITIGATION)).then(judged(PetitionKind.LITIGATION));
        petition(OPENED, NOTIFIED, OPINION, IN_COURT, judged(PetitionKind.LITIGATION))
                .when(reply(LED_ON))
                .then(replied(LED_ON, NOON));
        answered(IN_COURT).when(ask(ReviewLevel.REVIEW, NOON)).thenRefused(ON_ANOTHER_TRACK);
    }

    @Test
    void whatTheCourtLetsGoIsRunAgain() {
        petition(OPENED, NOTIFIED, OPINION, HANDLED, IN_COURT)
                .when(new EndTrack(CLERK, Track.LITIGATION, NOON))
                .then(COURT_ENDED);
        petition(OPENED, NOTIFIED, OPINION, HANDLED, IN_COURT, COURT_ENDED)
                .when(REPLY)
                .then(REPLIED);
        petition(OPENED, IN_COURT)
                .when(new EndTrack(CLERK, Track.ARBITRATION, NOON))
                .thenRefused(NOT_ON_THIS_TRACK);
    }

    @Test
    void whatAPartnerToldBeforeTheCaseCameIsKeptForThen() {
        petition()
                .when(new FollowTrack(Track.LITIGATION, "(2024)内0203民初17号", NOON))
                .then(IN_COURT);
        petition(IN_COURT, OPENED, NOTIFIED).when(judge(PetitionKind.OPINION)).thenRefused(ON_ANOTHER_TRACK);
        petition(IN_COURT).when(new FollowTrackEnd(Track.LITIGATION, NOON)).then(COURT_ENDED);
        petition().when(new FollowTrackEnd(Track.LITIGATION, NOON)).thenNothing();
        assertThat(petition(IN_COURT).when(claimed(2)).state().matter().isTimed())
                .isFalse();
    }

    @Test
    void bothSidesSettleAClaimForRedressIfEachPartyConsents() {
        var both = new TrySettlement(CLERK, Settlement.Form.MEDIATION, List.of("applicant-1", "respondent-1"), NOON);
        var one = new TrySettlement(CLERK, Settlement.Form.MEDIATION, List.of("applicant-1", "applicant-1"), NOON);
        petition(OPENED, NOTIFIED).when(both).thenRefused(KIND_NOT_JUDGED);
        petition(OPENED, NOTIFIED, judged(PetitionKind.ACCUSATION)).when(both).thenRefused(NOT_FOR_REDRESS);
        petition(OPENED, NOTIFIED, OPINION).when(one).thenRefused(CONSENT_OF_BOTH_NEEDED);
        petition(OPENED, NOTIFIED, OPINION).when(both).then(TRIED);
        petition(OPENED, NOTIFIED, OPINION, TRIED).when(both).thenNothing();
    }

    @Test
    void whatIsSettledIsAnsweredSoAndNeedsNoOpinion() {
        petition(OPENED, NOTIFIED, OPINION, TRIED).when(reply(SETTLED)).thenRefused(NOT_SETTLED);
        petition(OPENED, NOTIFIED, OPINION, TRIED)
                .when(new EndSettlement(CLERK, true, "调2024-3", NOON))
                .then(SETTLED_IT);
        petition(OPENED, NOTIFIED, OPINION, TRIED, SETTLED_IT)
                .when(new EndSettlement(CLERK, true, "调2024-3", NOON))
                .thenNothing();
        var settled = petition(OPENED, NOTIFIED, OPINION, TRIED, SETTLED_IT).when(reply(SETTLED));
        settled.then(replied(SETTLED, NOON));
        assertThat(settled.state().matter().review()).isEqualTo(new Review.NoneDue());
        petition(OPENED, NOTIFIED, OPINION)
                .when(new EndSettlement(CLERK, true, null, NOON))
                .thenRefused(NOBODY_SETTLES);
    }

    @Test
    void aGroupIsAnsweredThroughOneOfItsRepresentatives() {
        var chosen = new RepresentativesNoted(List.of("applicant-9"), NOON);
        petition().when(new FollowRepresentatives(List.of("applicant-9"), NOON)).then(chosen);
        petition(chosen)
                .when(new FollowRepresentatives(List.of("applicant-9"), NOON))
                .thenNothing();
        petition(chosen, OPENED, NOTIFIED, OPINION, HANDLED).when(REPLY).thenRefused(NOT_THE_PETITIONER);
        var mine = new RepresentativesNoted(List.of("applicant-1"), NOON);
        petition(chosen, OPENED, NOTIFIED, OPINION, HANDLED, mine).when(REPLY).then(REPLIED);
        answered(chosen).when(ask(ReviewLevel.REVIEW, NOON)).thenRefused(NOT_THE_PETITIONER);
    }

    @Test
    void theFileGoesIntoTheArchiveWhenNobodyCanAskForAReview() {
        var archive = new ArchivePetition(CLERK, "档2024-1", NOON);
        var archived = new PetitionArchived(PETITION, "档2024-1", NOON);
        var lapsed = madeFinal(Finality.Ground.REVIEW_NOT_ASKED, NOON);
        petition(OPENED).when(archive).thenRefused(NOT_CONCLUDED);
        answered(CONCLUDED).when(archive).thenRefused(NOT_FINAL);
        answered(CONCLUDED, lapsed).when(archive).then(archived);
        answered(CONCLUDED, lapsed, archived).when(archive).thenNothing();
        answered(CONCLUDED, lapsed, archived)
                .when(new ArchivePetition(CLERK, "档2024-2", NOON))
                .thenRefused(ARCHIVED_OTHERWISE);
    }
}
