package org.fengqiao.intake.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fengqiao.intake.model.Histories.ACCEPTED_BY_RULE;
import static org.fengqiao.intake.model.Histories.CASE;
import static org.fengqiao.intake.model.Histories.NOON;
import static org.fengqiao.intake.model.Histories.REGISTERED;
import static org.fengqiao.intake.model.Histories.REGISTERED_OUTSIDE;
import static org.fengqiao.intake.model.Histories.REPEAT_RULES;
import static org.fengqiao.intake.model.Histories.UNKNOWN;
import static org.fengqiao.intake.model.Histories.words;
import static org.fengqiao.intake.model.RepeatRefusal.CARRIES_ON_REPEATS;
import static org.fengqiao.intake.model.RepeatRefusal.DOES_NOT_GO_ON;
import static org.fengqiao.intake.model.RepeatRefusal.IS_A_REPEAT;
import static org.fengqiao.intake.model.RepeatRefusal.LINKED_ALREADY;
import static org.fengqiao.intake.model.RepeatRefusal.OWN_REPEAT;
import static org.fengqiao.intake.model.RepeatRefusal.REPEAT_NOT_OPEN;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import org.fengqiao.intake.model.IntakeCommand.AnswerClosing;
import org.fengqiao.intake.model.IntakeCommand.AnswerReopening;
import org.fengqiao.intake.model.IntakeCommand.JoinRepeat;
import org.fengqiao.intake.model.IntakeCommand.LetRepeatGo;
import org.fengqiao.intake.model.IntakeCommand.LinkRepeat;
import org.fengqiao.intake.model.IntakeCommand.NoteReturningParties;
import org.fengqiao.intake.model.IntakeCommand.UnlinkRepeat;
import org.fengqiao.intake.model.IntakeEvent.CaseWithdrawn;
import org.fengqiao.intake.model.IntakeEvent.ClosingNoted;
import org.fengqiao.intake.model.IntakeEvent.LinkedBy;
import org.fengqiao.intake.model.IntakeEvent.PartiesReturned;
import org.fengqiao.intake.model.IntakeEvent.RepeatAnswered;
import org.fengqiao.intake.model.IntakeEvent.RepeatJoined;
import org.fengqiao.intake.model.IntakeEvent.RepeatLeft;
import org.fengqiao.intake.model.IntakeEvent.RepeatLinked;
import org.fengqiao.intake.model.IntakeEvent.RepeatUnlinked;
import org.fengqiao.intake.model.IntakeEvent.SettlementNoted;
import org.fengqiao.intake.model.Likeness.Attribute;
import org.fengqiao.intake.model.Likeness.Finding;
import org.fengqiao.kernel.decision.DeciderScenario;

/** Links between reports of one dispute, as each of the two cases decides about its part. */
class RepeatDeciderTest {

    static final UUID OTHER = UUID.fromString("0190163d-8694-739b-aea5-966c26f8ad92");
    static final UUID THIRD = UUID.fromString("0190163d-8694-739b-aea5-966c26f8ad93");
    static final List<Likeness> ALIKE = List.of(new Likeness(Attribute.PARTY, 80, Finding.SAME_ID_NUMBER));
    static final Referral OF_THE_COURT = new Referral(Partner.COURT, "(2024)诉前调1号");

    static final RepeatLinked LINKED = new RepeatLinked(OTHER, LinkedBy.PERSON, "clerk-3", ALIKE, 84, "2022-05", NOON);
    static final RepeatJoined JOINED = new RepeatJoined(OTHER, Partner.COURT, "(2024)诉前调1号", 1, NOON);

    static LinkRepeat link(UUID of) {
        return new LinkRepeat(CASE, of, LinkedBy.PERSON, "clerk-3", ALIKE, 84, "2022-05", NOON);
    }

    static JoinRepeat join(UUID repeat, Instant at) {
        return new JoinRepeat(CASE, repeat, OF_THE_COURT, at);
    }

    static UnlinkRepeat unlink(UUID of) {
        return new UnlinkRepeat(of, LinkedBy.PERSON, "clerk-3", NOON);
    }

    private static DeciderScenario<IntakeCommand, IntakeCase, IntakeEvent> accepted() {
        return UNKNOWN.given(REGISTERED, ACCEPTED_BY_RULE);
    }

    @Test
    void anOpenCaseIsCarriedOnUnderAnotherOne() {
        accepted().when(link(OTHER)).then(LINKED);
        accepted().given(LINKED).when(link(OTHER)).thenNothing();
    }

    @Test
    void theOneThatCarriesItOnCountsIt() {
        accepted().when(join(OTHER, NOON)).then(JOINED);
        accepted().given(JOINED).when(join(OTHER, NOON)).thenNothing();
        accepted()
                .given(JOINED)
                .when(join(THIRD, NOON))
                .then(new RepeatJoined(THIRD, Partner.COURT, "(2024)诉前调1号", 2, NOON));
    }

    @Test
    void noCaseIsARepeatOfItself() {
        accepted().when(link(CASE)).thenRefused(OWN_REPEAT);
        accepted().when(join(CASE, NOON)).thenRefused(OWN_REPEAT);
    }

    @Test
    void linksFormNoChain() {
        accepted().given(JOINED).when(link(THIRD)).thenRefused(CARRIES_ON_REPEATS);
        accepted().given(LINKED).when(join(THIRD, NOON)).thenRefused(IS_A_REPEAT);
        accepted().given(LINKED).when(link(THIRD)).thenRefused(LINKED_ALREADY);
    }

    @Test
    void linksFormNoCircle() {
        // The first is carried on under this case, so this case cannot be carried on under the first.
        accepted().given(JOINED).when(link(OTHER)).thenRefused(CARRIES_ON_REPEATS);
        accepted().given(LINKED).when(join(OTHER, NOON)).thenRefused(IS_A_REPEAT);
    }

    @Test
    void onlyWhatIsAcceptedAndOpenIsLinked() {
        UNKNOWN.when(link(OTHER)).thenRefused(IntakeRefusal.NO_SUCH_CASE);
        UNKNOWN.when(join(OTHER, NOON)).thenRefused(IntakeRefusal.NO_SUCH_CASE);
        UNKNOWN.when(unlink(OTHER)).thenRefused(IntakeRefusal.NO_SUCH_CASE);
        UNKNOWN.when(new LetRepeatGo(OTHER, NOON)).thenRefused(IntakeRefusal.NO_SUCH_CASE);
        UNKNOWN.given(REGISTERED_OUTSIDE).when(link(OTHER)).thenRefused(REPEAT_NOT_OPEN);
        UNKNOWN.given(REGISTERED_OUTSIDE).when(join(OTHER, NOON)).thenRefused(DOES_NOT_GO_ON);
        accepted().given(new ClosingNoted(1, NOON, false)).when(link(OTHER)).thenRefused(REPEAT_NOT_OPEN);
        accepted().given(new CaseWithdrawn(words("和好"))).when(join(OTHER, NOON)).thenRefused(DOES_NOT_GO_ON);
        accepted()
                .given(new ClosingNoted(1, NOON, true))
                .when(join(OTHER, NOON))
                .thenRefused(DOES_NOT_GO_ON);
    }

    @Test
    void aClosedCaseCarriesOnWhatIsBackWithinNinetyDays() {
        var last = NOON.plus(Duration.ofDays(90));
        var over = NOON.plus(Duration.ofDays(91));
        var closed = accepted().given(new ClosingNoted(1, NOON, false));
        assertThat(closed.when(join(OTHER, last)).events()).hasSize(1);
        closed.when(join(OTHER, over)).thenRefused(DOES_NOT_GO_ON);
        var verified = closed.given(new SettlementNoted(1));
        assertThat(verified.when(join(OTHER, last)).events()).hasSize(1);
        verified.when(join(OTHER, over)).thenRefused(DOES_NOT_GO_ON);
    }

    @Test
    void thatSomebodyComesBackIsNoted() {
        var note = new NoteReturningParties(new ReturningParties(2, null), 365, "2022-05", NOON);
        accepted().when(note).then(new PartiesReturned(2, null, 365, "2022-05", NOON));
        UNKNOWN.when(note).thenRefused(IntakeRefusal.NO_SUCH_CASE);
    }

    @Test
    void aWrongLinkIsUndoneAndMayBeMadeAgain() {
        accepted().given(LINKED).when(unlink(OTHER)).then(new RepeatUnlinked(OTHER, LinkedBy.PERSON, "clerk-3", NOON));
        accepted().given(LINKED).when(unlink(THIRD)).thenNothing();
        accepted().when(unlink(OTHER)).thenNothing();
        accepted()
                .given(LINKED, new RepeatUnlinked(OTHER, LinkedBy.PERSON, "clerk-3", NOON))
                .when(link(OTHER))
                .then(LINKED);
        accepted().given(JOINED).when(new LetRepeatGo(OTHER, NOON)).then(new RepeatLeft(OTHER, 0, NOON));
        accepted().when(new LetRepeatGo(OTHER, NOON)).thenNothing();
        accepted()
                .given(JOINED, new RepeatLeft(OTHER, 0, NOON))
                .when(link(THIRD))
                .then(new RepeatLinked(THIRD, LinkedBy.PERSON, "clerk-3", ALIKE, 84, "2022-05", NOON));
    }

    @Test
    void whoReportedARepeatGetsTheOutcomeOfTheCaseThatCarriesItOn() {
        var told = new RepeatAnswered(OTHER, Partner.COURT, "(2024)诉前调1号", 1, "AGREED", NOON, null);
        var carrying = accepted().given(JOINED);
        carrying.when(new AnswerClosing(1, "AGREED", NOON)).then(new ClosingNoted(1, NOON, false), told);
        var closed = carrying.given(new ClosingNoted(1, NOON, false), told);
        closed.when(new AnswerClosing(1, "AGREED", NOON)).thenNothing();
        var later = NOON.plusSeconds(60);
        closed.when(new AnswerReopening(1, later))
                .then(
                        new IntakeEvent.ClosingRevoked(1),
                        new RepeatAnswered(OTHER, Partner.COURT, "(2024)诉前调1号", 1, "AGREED", NOON, later));
        closed.given(new RepeatLeft(OTHER, 0, NOON))
                .when(new AnswerReopening(1, later))
                .then(new IntakeEvent.ClosingRevoked(1));
    }

    @Test
    void whatCanComeBackIsWhatRoutingLetsRelapse() {
        assertThat(REPEAT_RULES.versions())
                .allSatisfy(version -> assertThat(version.comesBackWithinDays()).isLessThanOrEqualTo(90));
    }
}
