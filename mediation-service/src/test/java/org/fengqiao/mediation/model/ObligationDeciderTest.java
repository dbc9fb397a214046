package org.fengqiao.mediation.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fengqiao.mediation.model.MediationRefusal.*;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.decision.DeciderScenario;
import org.fengqiao.kernel.decision.Decision;
import org.fengqiao.kernel.value.Money;
import org.fengqiao.mediation.model.MediationCommand.ExcuseObligation;
import org.fengqiao.mediation.model.MediationCommand.RecordBreach;
import org.fengqiao.mediation.model.MediationCommand.RecordPayment;
import org.fengqiao.mediation.model.MediationCommand.RecordPerformance;
import org.fengqiao.mediation.model.MediationEvent.MediationOpened;
import org.fengqiao.mediation.model.MediationEvent.ObligationBreached;
import org.fengqiao.mediation.model.MediationEvent.ObligationExcused;
import org.fengqiao.mediation.model.MediationEvent.ObligationPaid;
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

    @Test
    void whatIsPaidInPartsIsPerformedWithTheLastOfThem() {
        var first = new ObligationPaid(2, Money.yuan("200.05"), FIRST_OF_MARCH, Money.yuan("999.95"));
        agreed().when(pay(2, "200.05")).then(first);
        agreed().given(first)
                .when(pay(2, "999.95"))
                .then(
                        new ObligationPaid(2, Money.yuan("999.95"), FIRST_OF_MARCH, Money.yuan("0.00")),
                        new ObligationPerformed(2, FIRST_OF_MARCH, 1, 0));
        agreed().given(first).when(pay(2, "999.96")).thenRefused(PAID_TOO_MUCH);
        agreed().given(first, new ObligationBreached(2, words("not paid"), 2))
                .when(pay(2, "999.96"))
                .thenRefused(PAID_TOO_MUCH);
        agreed().when(pay(2, "0.00")).thenRefused(AMOUNT_NOT_POSITIVE);
    }

    @Test
    void noPartOfWhatIsNoMoneyIsPaid() {
        agreed().when(pay(1, "1.00")).thenRefused(NOT_OWED_IN_MONEY);
        agreed().when(new RecordPayment(2, new Money(BigDecimal.ONE, "USD"), FIRST_OF_MARCH, NOON))
                .thenRefused(NOT_OWED_IN_MONEY);
        agreed().when(pay(3, "1.00")).thenRefused(NO_SUCH_OBLIGATION);
    }

    @Test
    void whatTheCreditorLetGoIsOwedNoMore() {
        var excused = new ObligationExcused(2, words("let go"), 1, 0);
        agreed().when(new ExcuseObligation(2, words("let go"), NOON)).then(excused);
        agreed().given(excused)
                .when(new ExcuseObligation(2, words("again"), NOON))
                .thenNothing();
        agreed().given(excused).when(perform(2)).thenRefused(OBLIGATION_EXCUSED);
        agreed().given(excused).when(pay(2, "1.00")).thenRefused(OBLIGATION_EXCUSED);
        agreed().given(excused).when(new RecordBreach(2, words("not paid"))).thenRefused(OBLIGATION_EXCUSED);
        agreed().given(excused).when(perform(1)).then(new ObligationPerformed(1, FIRST_OF_MARCH, 0, 0));
        agreed().given(new ObligationPerformed(2, FIRST_OF_MARCH, 1, 0))
                .when(new ExcuseObligation(2, words("let go"), NOON))
                .thenRefused(ALREADY_PERFORMED);
    }

    @Property(tries = 300)
    void whateverIsPaidTheRestIsExact(
            @ForAll @Size(min = 1, max = 12) List<@LongRange(min = 1, max = 1_000_000) Long> fen) {
        var sum = fen.stream().mapToLong(Long::longValue).sum();
        var decider = new MediationDecider(RULES);
        var debt = new Undertaking(
                "respondent-1", "applicant-1", words("pay"), yuan(sum), LocalDate.of(2024, 4, 1), null, null);
        var state = Stream.<MediationEvent>of(
                        OPENED, LI_CONSENTED, WANG_CONSENTED, SCHEDULED, HELD, signed(1, false, 0, debt), AGREED)
                .reduce(decider.initial(), decider::evolve, (_, later) -> later);
        var rest = sum;
        for (var one : fen) {
            rest -= one;
            var decision = decider.decide(new RecordPayment(1, yuan(one), FIRST_OF_MARCH, NOON), state);
            var events = ((Decision.Accepted<MediationEvent>) decision).events();
            assertThat(events.getFirst()).isEqualTo(new ObligationPaid(1, yuan(one), FIRST_OF_MARCH, yuan(rest)));
            assertThat(events).hasSize(rest == 0 ? 2 : 1);
            state = events.stream().reduce(state, decider::evolve, (_, later) -> later);
        }
        assertThat(state.obligations().outstanding()).isZero();
    }

    private static Money yuan(long fen) {
        return new Money(BigDecimal.valueOf(fen, 2), "CNY");
    }

    static RecordPayment pay(int obligation, String amount) {
        return new RecordPayment(obligation, Money.yuan(amount), FIRST_OF_MARCH, NOON);
    }

    static DeciderScenario<MediationCommand, Mediation, MediationEvent> agreed() {
        return readyToSign().given(SIGNED, AGREED);
    }

    static RecordPerformance perform(int obligation) {
        return new RecordPerformance(obligation, FIRST_OF_MARCH, NOON);
    }
}
