package org.fengqiao.petition;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.legalclock.files.LegalFiles;
import org.fengqiao.kernel.testing.Approved;
import org.fengqiao.kernel.testing.Boxes;
import org.fengqiao.kernel.value.DiscontinuationCause;
import org.fengqiao.kernel.value.Party;
import org.fengqiao.kernel.value.Party.Side;
import org.fengqiao.kernel.value.Place;
import org.fengqiao.petition.model.PetitionEvent;
import org.fengqiao.petition.model.PetitionEvent.PartiesChanged;
import org.fengqiao.petition.model.PetitionEvent.PetitionConcluded;
import org.fengqiao.petition.model.PetitionEvent.PetitionDiscontinued;
import org.fengqiao.petition.model.PetitionEvent.PetitionOpened;
import org.fengqiao.petition.model.PetitionEvent.PetitionerNotified;
import org.fengqiao.petition.model.PetitionEvent.ReplyDelivered;
import org.fengqiao.petition.model.PetitionResult;

/** Wire format, as a person approved it. */
class WireTest {

    static final String PETITION = "c0000000-0000-0000-0000-000000000001/petition/2";
    static final String ACCEPTED = "fengqiao.intake.case-accepted.v1";
    static final Instant NOON = Instant.parse("2024-03-01T04:00:00Z");

    @Test
    void noTextLeavesInClearButWhatSomebodyHasApproved() {
        Approved.clearTexts(PetitionEvent.class);
    }

    @Test
    void everyEventIsWrittenAsItWasApproved() {
        Approved.samples(
                PetitionEvent.TYPES,
                List.of(
                        new PetitionOpened(
                                PETITION,
                                2,
                                "kunhe-desk",
                                "sun",
                                "HOUSING_LAND",
                                new Place("昆都仑区", "昆河镇", "卜尔汉图", "3", false),
                                List.of(
                                        new Party(
                                                "applicant-1",
                                                Side.APPLICANT,
                                                Boxes.ofPerson(1, ACCEPTED, "/parties/0/name")),
                                        new Party(
                                                "respondent-1",
                                                Side.RESPONDENT,
                                                Boxes.ofPerson(2, ACCEPTED, "/parties/1/name"))),
                                NOON.minusSeconds(172_800),
                                NOON.minusSeconds(86_400),
                                NOON),
                        new PetitionDiscontinued(PETITION, 2, DiscontinuationCause.RETURNED, NOON),
                        new PetitionerNotified("告2024-7", NOON),
                        new ReplyDelivered(PetitionResult.SUPPORTED, "复2024-7", NOON),
                        new PetitionConcluded(PETITION, 2, PetitionResult.SUPPORTED, NOON),
                        new PartiesChanged(
                                List.of(new Party(
                                        "applicant-1", Side.APPLICANT, Boxes.ofPerson(1, ACCEPTED, "/parties/0/name"))),
                                NOON)));
    }

    @Test
    void everyDeadlineRuleOfTheAgencyWaitsForAnEventThatItRecords() {
        assertThat(LegalFiles.official().rules().startedBy(PetitionEvent.TYPES.names(), "petition"))
                .isEmpty();
    }

    @Test
    void everyTypeThatIsPublishedHasItsSchema() {
        Approved.schemas(PetitionEvent.TYPES, Map.of());
    }
}
