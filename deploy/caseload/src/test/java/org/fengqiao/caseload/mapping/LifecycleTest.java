package org.fengqiao.caseload.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

import org.fengqiao.caseload.Json;
import org.fengqiao.caseload.mapping.Lifecycle.Fits;
import org.fengqiao.caseload.mapping.Lifecycle.Misfit;

class LifecycleTest {

    private static final String REFERRED =
            "{\"partner\":\"POLICE\",\"applicants\":[{}],\"respondents\":[{}],\"path\":\"MEDIATION\",\"unit\":\"u\"}";

    private Standing standing = new Standing.NotBrought();

    @Test
    void aDisputeIsReferredTakenUpAgreedOnAndPerformed() {
        done(Act.REFER, REFERRED);
        assertThat(done(Act.TAKE_UP, "{\"path\":\"MEDIATION\"}")).isEqualTo(1);
        done(Act.CONSENT, "{}");
        assertThat(done(Act.MEET, "{}")).isEqualTo(1);
        done(Act.AGREE, "{\"obligations\":[{},{}]}");
        assertThat(done(Act.PERFORM, "{}")).isEqualTo(1);
        assertThat(done(Act.PERFORM, "{}")).isEqualTo(2);
        refused(Act.PERFORM, "{}", "nothing is owed");
        refused(Act.MEET, "{}", "the case is closed");
    }

    @Test
    void aBreachBringsAClosedCaseBack() {
        done(Act.REFER, REFERRED);
        done(Act.TAKE_UP, "{\"path\":\"MEDIATION\"}");
        refused(Act.AGREE, "{\"obligations\":[{}]}", "not every party has said that it wants to mediate");
        done(Act.CONSENT, "{}");
        refused(Act.AGREE, "{\"obligations\":[{}]}", "no session was held before it");
        done(Act.MEET, "{}");
        done(Act.AGREE, "{\"obligations\":[{}]}");
        done(Act.BREACH, "{}");
        assertThat(done(Act.TAKE_UP, "{\"path\":\"COURT\"}")).isEqualTo(2);
        done(Act.SUE, "{}");
        done(Act.RULE, "{\"outcome\":\"ADJUDICATED\"}");
        refused(Act.TAKE_UP, "{\"path\":\"MEDIATION\"}", "the case is closed");
    }

    @Test
    void talksGoOnWithoutOneOfSeveralAndEndWhenASideIsGone() {
        done(Act.REFER, REFERRED.replace("\"applicants\":[{}]", "\"applicants\":[{},{}]"));
        done(Act.TAKE_UP, "{\"path\":\"MEDIATION\"}");
        done(Act.CONSENT, "{}");
        done(Act.CONSENT, "{\"party\":\"applicant-1\",\"consents\":false}");
        assertThat(standing).isInstanceOf(Standing.Held.class);
        done(Act.MEET, "{}");
        refused(Act.AGREE, "{\"obligations\":[]}", "not every party has said that it wants to mediate");
        done(Act.CONSENT, "{\"party\":\"respondent-1\",\"consents\":false}");
        assertThat(standing).isInstanceOf(Standing.Accepted.class);
    }

    @Test
    void eachMediationCountsItsOwnSessions() {
        done(Act.REFER, REFERRED);
        done(Act.TAKE_UP, "{\"path\":\"MEDIATION\"}");
        assertThat(done(Act.MEET, "{}")).isEqualTo(1);
        assertThat(done(Act.MEET, "{}")).isEqualTo(2);
        done(Act.FAIL, "{}");
        done(Act.TAKE_UP, "{\"path\":\"MEDIATION\"}");
        assertThat(done(Act.MEET, "{}")).isEqualTo(1);
    }

    @Test
    void aUnitReportsWhatItWasAskedForLastAndNothingOnceTheCaseIsJudgedAnew() {
        done(Act.REFER, REFERRED);
        done(Act.TAKE_UP, "{\"path\":\"ADMINISTRATIVE\"}");
        assertThat(done(Act.ASK, "{\"unit\":\"u\"}")).isEqualTo(1);
        assertThat(done(Act.ASK, "{\"unit\":\"v\",\"done\":true}")).isEqualTo(2);
        refused(Act.REPORT, "{\"unit\":\"v\"}", "v has nothing to report");
        done(Act.TAKE_UP, "{\"path\":\"PETITION\"}");
        refused(Act.REPORT, "{\"unit\":\"u\"}", "u has nothing to report");
        assertThat(done(Act.ASK, "{\"unit\":\"u\"}")).isEqualTo(3);
        assertThat(done(Act.REPORT, "{\"unit\":\"u\"}")).isEqualTo(3);
    }

    @Test
    void aPetitionIsAcknowledgedBeforeItIsAnswered() {
        done(Act.REFER, REFERRED);
        done(Act.TAKE_UP, "{\"path\":\"PETITION\"}");
        refused(Act.REPLY, "{}", "the petition is not acknowledged");
        done(Act.NOTIFY, "{}");
        done(Act.REPLY, "{}");
        refused(Act.NOTIFY, "{}", "the petition is answered");
        done(Act.CONCLUDE, "{}");
        refused(Act.HANDLE, "{}", "the case is closed");
    }

    @Test
    void noPartnerCorrectsWhatPeopleBrought() {
        done(Act.REGISTER, "{\"applicants\":[{}],\"respondents\":[]}");
        done(Act.TAKE_UP, "{\"path\":\"MEDIATION\"}");
        refused(Act.CORRECT, "{}", "no partner referred the case");
    }

    @Property
    void aCaseComesInOnceAndNothingIsDoneBefore(@ForAll("lives") List<Act> acts) throws Exception {
        Standing now = new Standing.NotBrought();
        for (var act : acts) {
            var fit = Lifecycle.fit(now, act, fields(REFERRED));
            if (now instanceof Standing.NotBrought) {
                assertThat(fit instanceof Fits).isEqualTo(act == Act.REFER || act == Act.REGISTER);
            } else if (act == Act.REFER || act == Act.REGISTER) {
                assertThat(fit).isInstanceOf(Misfit.class);
            }
            if (now instanceof Standing.Declined) {
                assertThat(fit).isInstanceOf(Misfit.class);
            }
            if (fit instanceof Fits fits) {
                now = fits.after();
            }
        }
    }

    @Provide
    Arbitrary<List<Act>> lives() {
        return Arbitraries.of(Act.values()).list().ofMaxSize(30);
    }

    private int done(Act act, String fields) {
        var fit = Lifecycle.fit(standing, act, fields(fields));
        assertThat(fit).as(act.label()).isInstanceOf(Fits.class);
        standing = ((Fits) fit).after();
        return ((Fits) fit).number();
    }

    private void refused(Act act, String fields, String reason) {
        assertThat(Lifecycle.fit(standing, act, fields(fields))).isEqualTo(new Misfit(reason));
    }

    private static JsonNode fields(String json) {
        try {
            return Json.MAPPER.readTree(json);
        } catch (com.fasterxml.jackson.core.JsonProcessingException exception) {
            throw new IllegalArgumentException(exception);
        }
    }
}
