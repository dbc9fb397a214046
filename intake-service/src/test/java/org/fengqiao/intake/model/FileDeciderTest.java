package org.fengqiao.intake.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fengqiao.intake.model.Histories.ACCEPTED_BY_RULE;
import static org.fengqiao.intake.model.Histories.COMPLETE;
import static org.fengqiao.intake.model.Histories.LI;
import static org.fengqiao.intake.model.Histories.NOON;
import static org.fengqiao.intake.model.Histories.REGISTERED;
import static org.fengqiao.intake.model.Histories.UNKNOWN;
import static org.fengqiao.intake.model.Histories.WANG;
import static org.fengqiao.intake.model.Histories.words;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.fengqiao.intake.model.IntakeCommand.TellFile;
import org.fengqiao.intake.model.IntakeEvent.CaseDeclined;
import org.fengqiao.intake.model.IntakeEvent.CaseFileTold;
import org.fengqiao.intake.model.IntakeEvent.CaseWithdrawn;
import org.fengqiao.intake.model.IntakeEvent.PartyJoined;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.value.Party;

/** The file of a case, told when a unit has claimed it. */
class FileDeciderTest {

    static final TellFile CLAIMED = new TellFile(NOON);
    static final CaseFileTold TOLD = new CaseFileTold(
            COMPLETE.summary(),
            COMPLETE.claim(),
            COMPLETE.amount(),
            List.of(file("applicant-1", LI), file("respondent-1", WANG)),
            NOON);

    private static PersonFile file(String partyId, Person person) {
        return new PersonFile(partyId, person.idNumber(), person.phone(), null);
    }

    @Test
    void isToldOnceHoweverOftenTheCaseChangesHands() {
        var accepted = UNKNOWN.given(REGISTERED, ACCEPTED_BY_RULE);
        accepted.when(CLAIMED).then(TOLD);
        accepted.given(TOLD).when(CLAIMED).thenNothing();
    }

    @Test
    void isToldAsItIsThen() {
        var zhao = new RegisteredParty(
                "applicant-2",
                PartiesDeciderTest.ZHAO_HERSELF,
                PersonalText.of(PartiesDeciderTest.ZHAO_HERSELF, "赵某"),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                Profile.told(PartiesDeciderTest.ZHAO_HERSELF, null, null, null, null, null, "钢铁大街1号"));
        var joined = new PartyJoined(zhao, Party.Side.APPLICANT, words("同住一户"), "clerk-3", NOON, Histories.PARTIES);
        var events = UNKNOWN.given(REGISTERED, ACCEPTED_BY_RULE, joined)
                .when(CLAIMED)
                .events();
        assertThat(events)
                .singleElement()
                .isInstanceOfSatisfying(
                        CaseFileTold.class,
                        told -> assertThat(told.people())
                                .containsExactly(
                                        file("applicant-1", LI),
                                        new PersonFile(
                                                "applicant-2",
                                                null,
                                                null,
                                                PersonalText.of(PartiesDeciderTest.ZHAO_HERSELF, "钢铁大街1号")),
                                        file("respondent-1", WANG)));
    }

    @Test
    void isNotToldOfACaseThatDoesNotGoOn() {
        UNKNOWN.when(CLAIMED).thenNothing();
        UNKNOWN.given(REGISTERED).when(CLAIMED).thenNothing();
        UNKNOWN.given(REGISTERED, ACCEPTED_BY_RULE, new CaseWithdrawn(words("和好了")))
                .when(CLAIMED)
                .thenNothing();
        UNKNOWN.given(REGISTERED, new CaseDeclined(Ground.CRIMINAL_MATTER, null, Destination.POLICE, null))
                .when(CLAIMED)
                .thenNothing();
    }
}
