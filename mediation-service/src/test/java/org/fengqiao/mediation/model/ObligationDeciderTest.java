package org.fengqiao.mediation.model;

import static org.fengqiao.mediation.model.MediationRefusal.*;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;

import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.decision.DeciderScenario;
import org.fengqiao.mediation.model.MediationCommand.RecordBreach;
import org.fengqiao.mediation.model.MediationCommand.RecordPerformance;
import org.fengqiao.mediation.model.MediationEvent.MediationOpened;
import org.fengqiao.mediation.model.MediationEvent.ObligationBreached;
import org.fengqiao.mediation.model.MediationEvent.ObligationPerformed;

class ObligationDeciderTest extends MediationScenarios {

    @Test
    void eachPerformanceLeavesLessOutstanding() {
        agreed().when(perform(1)).then(new ObligationPerformed(1, FIRST_OF_MARCH, 1, 0));
        agreed().given(new ObligationPerformed(1, FIRST_OF_MARCH, 1, 0))
                .when(perform(2))
                .then(new ObligationPerformed(2, FIRST_OF_MARCH, 0, 0));
    }

    @Test
    void aPerformanceTellsWhatIsLate() {
        var late = Instant.parse("2024-04-02T04:00:00Z");
        agreed().when(new RecordPerformance(1, LocalDate.of(2024, 4, 2), late))
                .then(new ObligationPerformed(1, LocalDate.of(2024, 4, 2), 1, 1));
        agreed().when(new RecordPerformance(2, LocalDate.of(2024, 4, 1), late.minusSeconds(86_400)))
                .then(new ObligationPerformed(2, LocalDate.of(2024, 4, 1), 1, 1));
    }

    @Test
    void aBreachLeavesTheObligationOutstanding() {
        agreed().when(new RecordBreach(2, words("not paid"))).then(new ObligationBreached(2, words("not paid"), 2));
    }

    @Test
    void whatWasBreachedMayStillBePerformed() {
        agreed().given(new ObligationBreached(2, words("not paid"), 2))
                .when(perform(2))
                .then(new ObligationPerformed(2, FIRST_OF_MARCH, 1, 0));
    }

    @Test
    void toSayItTwiceRecordsNothing() {
        agreed().given(new ObligationPerformed(1, FIRST_OF_MARCH, 1, 0))
                .when(perform(1))
                .thenNothing();
        agreed().given(new ObligationBreached(1, words("not paid"), 2))
                .when(new RecordBreach(1, words("still not paid")))
                .thenNothing();
    }

    @Test
    void whatIsPerformedIsNotBreached() {
        agreed().given(new ObligationPerformed(1, FIRST_OF_MARCH, 1, 0))
                .when(new RecordBreach(1, words("not paid")))
                .thenRefused(ALREADY_PERFORMED);
    }

    @Test
    void nobodyOwesWhatWasNotAgreed() {
        agreed().when(perform(3)).thenRefused(NO_SUCH_OBLIGATION);
        agreed().when(new RecordBreach(3, words("not paid"))).thenRefused(NO_SUCH_OBLIGATION);
        mediation(OPENED).when(perform(1)).thenRefused(NO_SUCH_OBLIGATION);
    }

    @Test
    void nothingIsPerformedTomorrow() {
        agreed().when(new RecordPerformance(1, FIRST_OF_MARCH.plusDays(1), NOON))
                .thenRefused(PERFORMED_IN_THE_FUTURE);
    }

    @Test
    void nothingIsPerformedBeforeItIsAgreed() {
        agreed().when(new RecordPerformance(1, FIRST_OF_MARCH.minusDays(1), NOON))
                .thenRefused(PERFORMED_BEFORE_THE_AGREEMENT);
        filed().when(new RecordPerformance(1, FIRST_OF_MARCH.minusDays(1), NOON))
                .thenRefused(PERFORMED_BEFORE_THE_AGREEMENT);
    }

    @Test
    void whatWasPerformedOnOneDayWasNotPerformedOnAnother() {
        agreed().given(new ObligationPerformed(1, FIRST_OF_MARCH, 1, 0))
                .when(new RecordPerformance(1, FIRST_OF_MARCH.plusDays(2), NOON.plus(Duration.ofDays(3))))
                .thenRefused(ALREADY_PERFORMED);
    }

    @Test
    void whoeverSaysBeforeTheDayThatTheyWillNotPayHasBrokenTheirPromise() {
        agreed().when(new RecordBreach(2, words("will not pay")))
                .then(new ObligationBreached(2, words("will not pay"), 2));
    }

    @Test
    void obligationsAreOwedWhileTheCourtDecides() {
        filed().when(perform(1)).then(new ObligationPerformed(1, FIRST_OF_MARCH, 1, 0));
    }

    @Test
    void aLaterAgreementTakesTheEarlierOnesPlace() {
        var replaced = agreed().given(
                        new MediationOpened(2, "district-centre", "sun", "NEIGHBOUR", KUNHE, PARTIES, ACCEPTED, NOON))
                .given(LI_CONSENTED, WANG_CONSENTED, SCHEDULED, HELD, signed(2, true, 2, PAYMENT));
        replaced.when(perform(1)).thenRefused(NO_SUCH_OBLIGATION);
        replaced.when(perform(3)).then(new ObligationPerformed(3, FIRST_OF_MARCH, 0, 0));
    }

    static DeciderScenario<MediationCommand, Mediation, MediationEvent> agreed() {
        return readyToSign().given(SIGNED, AGREED);
    }

    static RecordPerformance perform(int obligation) {
        return new RecordPerformance(obligation, FIRST_OF_MARCH, NOON);
    }
}
