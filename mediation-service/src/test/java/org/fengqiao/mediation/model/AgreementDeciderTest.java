package org.fengqiao.mediation.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fengqiao.mediation.model.MediationRefusal.*;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.decision.Decision;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.testing.Boxes;
import org.fengqiao.kernel.value.Money;
import org.fengqiao.kernel.value.Party;
import org.fengqiao.mediation.model.MediationCommand.ApplyForConfirmation;
import org.fengqiao.mediation.model.MediationCommand.RecordConsent;
import org.fengqiao.mediation.model.MediationCommand.ReportFailure;
import org.fengqiao.mediation.model.MediationCommand.SignAgreement;
import org.fengqiao.mediation.model.MediationEvent.AgreementSigned;
import org.fengqiao.mediation.model.MediationEvent.ConfirmationFiled;
import org.fengqiao.mediation.model.MediationEvent.ConsentRecorded;
import org.fengqiao.mediation.model.MediationEvent.MediationConcluded;
import org.fengqiao.mediation.model.MediationEvent.MediationOpened;
import org.fengqiao.mediation.model.MediationEvent.ObligationPerformed;

/** Agreements: their parts, instalments and signatures, and who makes them. */
class AgreementDeciderTest extends MediationScenarios {

    private static final LocalDate APRIL = LocalDate.of(2024, 4, 1);
    private static final LocalDate MAY = LocalDate.of(2024, 5, 1);

    @Test
    void instalmentsTogetherAreTheAmountToTheFen() {
        assertThat(readyToSign()
                        .when(paper(owing("1200.00", part("400.01", APRIL), part("799.99", MAY))))
                        .events())
                .hasSize(2);
        readyToSign()
                .when(paper(owing("1200.00", part("400.01", APRIL), part("800.00", MAY))))
                .thenRefused(INSTALMENTS_DO_NOT_ADD_UP);
        readyToSign()
                .when(paper(owing("1200.00", part("0.00", APRIL), part("1200.00", MAY))))
                .thenRefused(INSTALMENTS_DO_NOT_ADD_UP);
        readyToSign()
                .when(paper(owing(
                        "1200.00", new Instalment(new Money(new BigDecimal("1200"), "USD"), APRIL), part("0.01", MAY))))
                .thenRefused(INSTALMENTS_DO_NOT_ADD_UP);
        readyToSign()
                .when(paper(new Undertaking(
                        "respondent-1",
                        "applicant-1",
                        words("repair"),
                        null,
                        MAY,
                        List.of(part("1.00", APRIL), part("1.00", MAY)),
                        null)))
                .thenRefused(INSTALMENTS_DO_NOT_ADD_UP);
    }

    @Test
    void instalmentsAreDueOneAfterTheOther() {
        readyToSign()
                .when(paper(owing("2.00", part("1.00", MAY), part("1.00", APRIL))))
                .thenRefused(INSTALMENTS_OUT_OF_ORDER);
        readyToSign()
                .when(paper(owing("2.00", part("1.00", MAY), part("1.00", MAY))))
                .thenRefused(INSTALMENTS_OUT_OF_ORDER);
        readyToSign()
                .when(paper(owing("2.00", part("1.00", LocalDate.of(2024, 2, 29)), part("1.00", MAY))))
                .thenRefused(INSTALMENTS_OUT_OF_ORDER);
        readyToSign()
                .when(paper(owing("2.00", part("1.00", APRIL), part("1.00", APRIL.plusDays(1)))))
                .thenRefused(INSTALMENTS_OUT_OF_ORDER);
    }

    @Property(tries = 300)
    void noSplitOfAnAmountIsLostOrInvented(
            @ForAll @Size(min = 2, max = 24) List<@LongRange(min = 1, max = 10_000_000) Long> fen,
            @ForAll @BigRange(min = "1", max = "3") BigDecimal tooMuch) {
        var sum = fen.stream().mapToLong(Long::longValue).sum();
        var parts = new ArrayList<Instalment>();
        for (var one : fen) {
            parts.add(new Instalment(yuan(one), APRIL.plusMonths(parts.size())));
        }
        var due = parts.getLast().dueOn();
        assertThat(decided(owing(yuan(sum), due, parts))).isInstanceOf(Decision.Accepted.class);
        assertThat(decided(owing(yuan(sum + tooMuch.longValue()), due, parts)))
                .isEqualTo(new Decision.Refused<>(INSTALMENTS_DO_NOT_ADD_UP));
    }

    @Test
    void howEachPartySignedIsNotedOfAllOrOfNone() {
        var li = signature("applicant-1", Signature.Manner.HANDWRITTEN, null);
        var wang = signature("respondent-1", Signature.Manner.ELECTRONIC, "ca-150203:17");
        assertThat(readyToSign().when(signedWith(li, wang)).events()).hasSize(2);
        readyToSign().when(signedWith(li)).thenRefused(SIGNATURES_DIFFER);
        readyToSign().when(signedWith(li, li, wang)).thenRefused(SIGNATURES_DIFFER);
        readyToSign()
                .when(signedWith(li, signature("respondent-1", Signature.Manner.ELECTRONIC, null)))
                .thenRefused(SIGNATURES_DIFFER);
        readyToSign()
                .when(signedWith(signature("applicant-1", Signature.Manner.FINGERPRINT, "ca-1"), wang))
                .thenRefused(SIGNATURES_DIFFER);
    }

    @Test
    void anAgreementAboutAPartLeavesTheRestOpen() {
        var part = part(0, REPAIR);
        readyToSign().when(paper(false, false, REPAIR)).then(part);
        var rest = readyToSign().given(part);
        rest.when(paper(true, false, PAYMENT)).then(whole(1, PAYMENT), AGREED);
        rest.when(paper(false, false, PAYMENT)).then(part(1, PAYMENT));
        rest.when(new ReportFailure(words("no trust"), NOON)).then(FAILED);
    }

    @Test
    void whatWasAgreedAboutAPartIsOwedWhateverBecomesOfTheRest() {
        var performed = new ObligationPerformed(1, FIRST_OF_MARCH, 0, 0);
        var perform = new MediationCommand.RecordPerformance(1, FIRST_OF_MARCH, NOON);
        readyToSign().given(part(0, REPAIR)).when(perform).then(performed);
        readyToSign().given(part(0, REPAIR), FAILED).when(perform).then(performed);
        readyToSign()
                .given(part(0, REPAIR), whole(1, PAYMENT), AGREED)
                .when(perform)
                .then(new ObligationPerformed(1, FIRST_OF_MARCH, 1, 0));
    }

    @Test
    void onePartysRefusalAmongManyEndsItForThatPartyOnly() {
        var zhao = new Party("applicant-2", Party.Side.APPLICANT, PersonalText.of(Boxes.person(3), "赵某"));
        var many = mediation(new MediationOpened(
                1, "kunhe-committee", "zhao", "NEIGHBOUR", KUNHE, List.of(LI, zhao, WANG), ACCEPTED, NOON));
        var refused = new ConsentRecorded("applicant-2", false);
        many.when(new RecordConsent("applicant-2", false, NOON)).then(refused);
        many.when(new RecordConsent("respondent-1", false, NOON))
                .then(
                        new ConsentRecorded("respondent-1", false),
                        new MediationConcluded(1, MediationResult.REFUSED, null, NOON));
        var without = many.given(refused, LI_CONSENTED, WANG_CONSENTED, SCHEDULED, HELD);
        without.when(SIGN).then(SIGNED, AGREED);
        without.when(sign(false, List.of("applicant-1", "applicant-2", "respondent-1"), REPAIR))
                .thenRefused(NOT_A_PARTY);
        without.given(FILE_TOLD, SIGNED_FOR_CONFIRMATION)
                .when(new ApplyForConfirmation(CASE, BOTH, null, NOON))
                .then(new ConfirmationFiled(FILING, List.of(LI, WANG), NOON, null));
        many.given(refused)
                .when(new RecordConsent("applicant-1", false, NOON))
                .then(
                        new ConsentRecorded("applicant-1", false),
                        new MediationConcluded(1, MediationResult.REFUSED, null, NOON));
    }

    private static Decision<MediationEvent> decided(Undertaking undertaking) {
        var decider = new MediationDecider(RULES);
        var state = Stream.<MediationEvent>of(OPENED, LI_CONSENTED, WANG_CONSENTED, SCHEDULED, HELD)
                .reduce(decider.initial(), decider::evolve, (_, later) -> later);
        return decider.decide(paper(undertaking), state);
    }

    private static Money yuan(long fen) {
        return new Money(BigDecimal.valueOf(fen, 2), "CNY");
    }

    private static Instalment part(String amount, LocalDate dueOn) {
        return new Instalment(Money.yuan(amount), dueOn);
    }

    private static Undertaking owing(String amount, Instalment... parts) {
        return owing(Money.yuan(amount), MAY, List.of(parts));
    }

    private static Undertaking owing(Money amount, LocalDate dueOn, List<Instalment> parts) {
        return new Undertaking("respondent-1", "applicant-1", words("pay"), amount, dueOn, parts, null);
    }

    private static SignAgreement paper(Undertaking... undertakings) {
        return paper(true, false, undertakings);
    }

    private static SignAgreement paper(boolean whole, boolean confirmation, Undertaking... undertakings) {
        return new SignAgreement(
                AgreementForm.WRITTEN,
                whole,
                words("terms"),
                List.of(undertakings),
                BOTH,
                confirmation,
                null,
                List.of(),
                List.of(),
                NOON);
    }

    private static SignAgreement signedWith(Signature... signatures) {
        return new SignAgreement(
                AgreementForm.WRITTEN,
                true,
                words("terms"),
                List.of(REPAIR),
                BOTH,
                false,
                null,
                List.of(signatures),
                List.of(),
                NOON);
    }

    private static Signature signature(String partyId, Signature.Manner manner, @Nullable String reference) {
        return new Signature(partyId, words("李某"), manner, reference);
    }

    private static AgreementSigned part(int counted, Undertaking undertaking) {
        return event(false, counted, undertaking);
    }

    private static AgreementSigned whole(int counted, Undertaking undertaking) {
        return event(true, counted, undertaking);
    }

    private static AgreementSigned event(boolean whole, int counted, Undertaking undertaking) {
        return new AgreementSigned(
                1,
                AgreementForm.WRITTEN,
                whole,
                words("terms"),
                List.of(undertaking.numbered(counted + 1)),
                BOTH,
                false,
                NOON,
                FIRST_OF_MARCH,
                null,
                null,
                null);
    }
}
