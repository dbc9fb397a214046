package org.fengqiao.mediation.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fengqiao.mediation.model.MediationRefusal.*;

import org.junit.jupiter.api.Test;

import org.fengqiao.mediation.model.DocumentCommand.IssueDocument;
import org.fengqiao.mediation.model.DocumentEvent.DocumentIssued;
import org.fengqiao.mediation.model.MediationEvent.PartiesChanged;
import org.fengqiao.mediation.model.Paper.NotWritten;
import org.fengqiao.mediation.model.Paper.Written;

class DocumentDeciderTest extends MediationScenarios {

    private static final DocumentRequest AGREEMENT = new DocumentRequest(DocumentKind.AGREEMENT, null, null);
    private static final DocumentIssued ISSUED = issued(1, AGREEMENT);

    @Test
    void anAgreementThatIsSignedIsHandedOut() {
        var state = state(OPENED, LI_CONSENTED, WANG_CONSENTED, SCHEDULED, HELD, SIGNED, AGREED);
        readyToSign().given(SIGNED, AGREED).when(issue(state, AGREEMENT)).then(ISSUED);
    }

    @Test
    void nothingIsHandedOutOfWhatNobodySigned() {
        assertThat(Paper.of(AGREEMENT, state(OPENED))).isEqualTo(new NotWritten(NO_AGREEMENT));
        assertThat(Paper.of(AGREEMENT, state())).isEqualTo(new NotWritten(NO_SUCH_CASE));
        assertThat(Paper.of(AGREEMENT, state(ON_THE_FAST_TRACK))).isEqualTo(new NotWritten(WITH_THE_COURT));
    }

    @Test
    void anAgreementInWritingIsNotRegisteredAsAnOralOne() {
        assertThat(Paper.of(new DocumentRequest(DocumentKind.ORAL_AGREEMENT, null, null), signedState()))
                .isEqualTo(new NotWritten(AGREEMENT_IN_OTHER_FORM));
    }

    @Test
    void anApplicationIsWrittenAsLongAsTheCourtCanBeAsked() {
        var application = new DocumentRequest(DocumentKind.CONFIRMATION_APPLICATION, null, null);
        assertThat(Paper.of(application, signedState())).isEqualTo(new NotWritten(NO_AGREEMENT));
        assertThat(Paper.of(
                        application,
                        state(OPENED, LI_CONSENTED, WANG_CONSENTED, SCHEDULED, HELD, SIGNED_FOR_CONFIRMATION)))
                .isInstanceOf(Written.class);
    }

    @Test
    void itIsProvedWhoGotWhat() {
        var before = state(OPENED, LI_CONSENTED, WANG_CONSENTED, SCHEDULED, HELD, SIGNED, AGREED, ISSUED);
        var proof = new DocumentRequest(DocumentKind.PROOF_OF_SERVICE, 1, "applicant-1");
        readyToSign().given(SIGNED, AGREED, ISSUED).when(issue(before, proof)).then(issued(2, proof));
        assertThat(Paper.of(new DocumentRequest(DocumentKind.PROOF_OF_SERVICE, 2, "applicant-1"), before))
                .isEqualTo(new NotWritten(NO_SUCH_DOCUMENT));
        assertThat(Paper.of(new DocumentRequest(DocumentKind.PROOF_OF_SERVICE, 1, "applicant-9"), before))
                .isEqualTo(new NotWritten(NOT_A_PARTY));
    }

    @Test
    void aPaperThatTheCaseOvertookIsNotIssued() {
        var before = signedState();
        readyToSign()
                .given(SIGNED, AGREED, ISSUED)
                .when(issue(before, AGREEMENT))
                .thenRefused(DOCUMENT_OVERTAKEN);
    }

    @Test
    void whatWasHandedOutStaysAsItWas() {
        var later = state(
                OPENED,
                LI_CONSENTED,
                WANG_CONSENTED,
                SCHEDULED,
                HELD,
                SIGNED,
                AGREED,
                ISSUED,
                new MediationEvent.CaseFileNoted(words("told later"), null, null, java.util.List.of(), NOON),
                new PartiesChanged(java.util.List.of(LI), NOON));
        assertThat(later.documents().find(1).orElseThrow().paper())
                .isEqualTo(((Written) Paper.of(AGREEMENT, signedState())).paper());
    }

    private static Mediation signedState() {
        return state(OPENED, LI_CONSENTED, WANG_CONSENTED, SCHEDULED, HELD, SIGNED, AGREED);
    }

    private static Mediation state(MediationEvent... past) {
        var decider = new MediationDecider(RULES);
        var state = decider.initial();
        for (var event : past) {
            state = decider.evolve(state, event);
        }
        return state;
    }

    private static IssueDocument issue(Mediation state, DocumentRequest request) {
        var paper = ((Written) Paper.of(request, state)).paper();
        return new IssueDocument(
                paper,
                "agreement.v1",
                words("昆河镇人民调解委员会"),
                null,
                words("7f3a"),
                "5f".repeat(32),
                "a0".repeat(32),
                NOON);
    }

    private static DocumentIssued issued(int number, DocumentRequest request) {
        return new DocumentIssued(
                number,
                request.kind(),
                "agreement.v1",
                request.served(),
                request.recipient(),
                words("昆河镇人民调解委员会"),
                null,
                words("7f3a"),
                "5f".repeat(32),
                "a0".repeat(32),
                NOON);
    }
}
