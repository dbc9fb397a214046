package org.fengqiao.intake.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import org.fengqiao.intake.model.DisputeSketch.PartySketch;
import org.fengqiao.intake.model.DisputeSketch.Side;
import org.fengqiao.kernel.value.Place;

/** Parties who come back with another dispute, or against whom another one is brought. */
class ReturningPartiesTest {

    static final RepeatRules.Returning TWICE_A_YEAR = new RepeatRules.Returning(365, 2);
    static final long LI = 1;
    static final long LI_ID = 2;
    static final long LI_PHONE = 3;
    static final long DEVELOPER = 9;

    static final PartySketch LI_APPLIES = new PartySketch(Side.APPLICANT, LI, LI_ID, Set.of(LI_PHONE));
    static final PartySketch LI_IS_SUED = new PartySketch(Side.RESPONDENT, LI, LI_ID, Set.of());
    static final PartySketch LI_BY_PHONE = new PartySketch(Side.APPLICANT, null, null, Set.of(LI_PHONE));
    static final PartySketch NAMESAKE = new PartySketch(Side.APPLICANT, LI, null, Set.of());
    static final PartySketch SISTER = new PartySketch(Side.APPLICANT, 5L, 6L, Set.of(LI_PHONE));
    static final PartySketch DEVELOPER_IS_SUED = new PartySketch(Side.RESPONDENT, DEVELOPER, 10L, Set.of());

    static DisputeSketch dispute(PartySketch... parties) {
        return new DisputeSketch(
                UUID.randomUUID(),
                Instant.parse("2024-03-01T04:00:00Z"),
                new Place("昆都仑区", null, null, null, false),
                null,
                List.of(parties),
                Set.of());
    }

    static Optional<ReturningParties> among(DisputeSketch dispute, DisputeSketch... earlier) {
        return ReturningParties.among(dispute, List.of(earlier), TWICE_A_YEAR);
    }

    @Test
    void somebodyWhoWasInTwoOtherDisputesOnEitherSideComesBack() {
        assertThat(among(dispute(LI_APPLIES), dispute(LI_IS_SUED), dispute(LI_BY_PHONE)))
                .contains(new ReturningParties(2, null));
        assertThat(among(dispute(LI_APPLIES), dispute(LI_IS_SUED))).isEmpty();
        assertThat(among(dispute(LI_APPLIES))).isEmpty();
    }

    @Test
    void aNameAloneAndATelephoneOfAnotherPersonAreNotThatPerson() {
        assertThat(among(dispute(LI_APPLIES), dispute(NAMESAKE), dispute(NAMESAKE)))
                .isEmpty();
        assertThat(among(dispute(LI_APPLIES), dispute(SISTER), dispute(SISTER))).isEmpty();
    }

    @Test
    void eachSideIsCountedByItsPartyWithTheMostDisputesAndTwoPartiesInOneDisputeAreOneDispute() {
        assertThat(among(
                        dispute(LI_APPLIES, DEVELOPER_IS_SUED),
                        dispute(SISTER, DEVELOPER_IS_SUED),
                        dispute(LI_BY_PHONE, DEVELOPER_IS_SUED),
                        dispute(DEVELOPER_IS_SUED, DEVELOPER_IS_SUED)))
                .contains(new ReturningParties(null, 3));
    }
}
