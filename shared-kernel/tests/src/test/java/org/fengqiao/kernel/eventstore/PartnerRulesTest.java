package org.fengqiao.kernel.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.data.DataFile;
import org.fengqiao.kernel.disclosure.DisclosureFiles;
import org.fengqiao.kernel.eventstore.PartnerRules.Rule;
import org.fengqiao.kernel.sealing.Personal;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.testing.Approved;
import org.fengqiao.kernel.value.Bilingual;

class PartnerRulesTest {

    static final String FILED = "fengqiao.partner.filed.v1";
    static final Bilingual WHY = new Bilingual("立案", "to file it");

    record Person(@Personal(PersonalKind.NAME) PersonalText name) {}

    record Filing(
            String filingId,
            List<Person> parties,
            @Personal(PersonalKind.NARRATIVE) PersonalText terms) {}

    static PartnerRules telling(Map<String, PersonalKind> fields) {
        return new PartnerRules("test", List.of(new Rule("court", FILED, WHY, fields)));
    }

    @Test
    void aPartnerIsToldWhatARuleForItAndThatMessageNames() {
        var rules = telling(Map.of("parties[].name", PersonalKind.NAME));

        assertThat(rules.fieldsTold("court", FILED).has("parties[].name")).isTrue();
        assertThat(rules.fieldsTold("court", FILED).kinds()).containsExactly(PersonalKind.NAME);
        assertThat(rules.fieldsTold("court", FILED).has("terms")).isFalse();
        assertThat(rules.fieldsTold("police", FILED).has("parties[].name")).isFalse();
        assertThat(rules.fieldsTold("court", "fengqiao.partner.other.v1").has("parties[].name"))
                .isFalse();
        assertThat(rules.fieldsTold("court", "fengqiao.partner.other.v1").kinds())
                .isEmpty();
    }

    @Test
    void aTopicThatNoPartnerReadsIsNobodys() {
        assertThat(PartnerRules.partnerOf("petition-office.outbound")).contains("petition-office");
        assertThat(PartnerRules.partnerOf("case-events")).isEmpty();
        assertThat(PartnerRules.partnerOf("court.rejected")).isEmpty();
    }

    @Test
    void theRulesInForceSayWhatEachIsNeededFor() {
        var rules = DataFile.read(DisclosureFiles.PARTNERS, PartnerRules.class);

        var everybody = List.of("police", "court", "petition-office", "procuratorate");
        var told = new ArrayList<String>();
        // Whoever refers a dispute hands the receipt code on, and talks about it with the centre.
        for (var message : List.of(
                "referral-acknowledged",
                "question-asked",
                "question-answered",
                "referral-returned",
                "referral-offered")) {
            everybody.forEach(partner -> told.add(partner + " " + message));
        }
        for (var message :
                List.of("confirmation-filed", "fast-track-filed", "referral-result", "appointment-answered")) {
            told.add("court " + message);
        }
        told.add("petition-office transfer-objected");
        told.add("police alert");
        told.add("procuratorate relief-proposed");
        told.add("court standing-asked");
        told.add("petition-office standing-asked");
        assertThat(rules.rules())
                .extracting(rule -> rule.partner() + " "
                        + rule.message().replace("fengqiao.partner.", "").replace(".v1", ""))
                .containsExactlyInAnyOrderElementsOf(told);
    }

    @Test
    void aFileWithoutAPurposeOrWithTwoRulesForOneMessageIsBroken() {
        assertThatThrownBy(() ->
                        new Rule("court", FILED, new Bilingual("立案", " "), Map.of("terms", PersonalKind.NARRATIVE)))
                .isInstanceOf(IllegalArgumentException.class);
        var rule = new Rule("court", FILED, WHY, Map.of("terms", PersonalKind.NARRATIVE));
        assertThatThrownBy(() -> new PartnerRules("test", List.of(rule, rule)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> telling(Map.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPersonalFieldOfAMessageThatNoRuleNamesFailsTheBuild() {
        var messages = Map.<String, Class<?>>of(FILED, Filing.class);

        assertThatCode(() -> Approved.toldToPartners(
                        telling(Map.of("parties[].name", PersonalKind.NAME, "terms", PersonalKind.NARRATIVE)),
                        messages))
                .doesNotThrowAnyException();
        assertThatThrownBy(
                        () -> Approved.toldToPartners(telling(Map.of("parties[].name", PersonalKind.NAME)), messages))
                .as("forgotten")
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("terms");
        assertThatThrownBy(() -> Approved.toldToPartners(
                        telling(Map.of(
                                "party[].name",
                                PersonalKind.NAME,
                                "parties[].name",
                                PersonalKind.NAME,
                                "terms",
                                PersonalKind.NARRATIVE)),
                        messages))
                .as("misspelt")
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("party[].name");
        assertThatThrownBy(() -> Approved.toldToPartners(
                        telling(Map.of("parties[].name", PersonalKind.PHONE, "terms", PersonalKind.NARRATIVE)),
                        messages))
                .as("of another kind")
                .isInstanceOf(AssertionError.class);
    }
}
