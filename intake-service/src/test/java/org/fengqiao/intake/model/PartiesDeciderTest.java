package org.fengqiao.intake.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fengqiao.intake.model.Histories.ACCEPTED_BY_RULE;
import static org.fengqiao.intake.model.Histories.IN_FORCE;
import static org.fengqiao.intake.model.Histories.LI;
import static org.fengqiao.intake.model.Histories.LI_HIMSELF;
import static org.fengqiao.intake.model.Histories.NOON;
import static org.fengqiao.intake.model.Histories.REGISTERED;
import static org.fengqiao.intake.model.Histories.REGISTERED_OUTSIDE;
import static org.fengqiao.intake.model.Histories.RULES;
import static org.fengqiao.intake.model.Histories.TODAY;
import static org.fengqiao.intake.model.Histories.UNKNOWN;
import static org.fengqiao.intake.model.Histories.WANG;
import static org.fengqiao.intake.model.Histories.WANG_HIMSELF;
import static org.fengqiao.intake.model.Histories.words;
import static org.fengqiao.intake.model.IntakeRefusal.AGENT_WITHOUT_AUTHORITY;
import static org.fengqiao.intake.model.IntakeRefusal.ALREADY_DECLINED;
import static org.fengqiao.intake.model.IntakeRefusal.ALREADY_WITHDRAWN;
import static org.fengqiao.intake.model.IntakeRefusal.CASE_CLOSED;
import static org.fengqiao.intake.model.IntakeRefusal.DEPUTY_DOES_NOT_FIT;
import static org.fengqiao.intake.model.IntakeRefusal.KIND_AGAINST_NUMBER;
import static org.fengqiao.intake.model.IntakeRefusal.LAST_APPLICANT;
import static org.fengqiao.intake.model.IntakeRefusal.NOTHING_CORRECTED;
import static org.fengqiao.intake.model.IntakeRefusal.NO_RULES_IN_FORCE;
import static org.fengqiao.intake.model.IntakeRefusal.NO_SUCH_CASE;
import static org.fengqiao.intake.model.IntakeRefusal.NO_SUCH_PARTY;
import static org.fengqiao.intake.model.IntakeRefusal.PARTY_ERASED;
import static org.fengqiao.intake.model.IntakeRefusal.PARTY_GONE;
import static org.fengqiao.intake.model.IntakeRefusal.TOO_MANY_AGENTS;
import static org.fengqiao.intake.model.RetentionDeciderTest.ASKED;
import static org.fengqiao.intake.model.RetentionDeciderTest.CLOSED;
import static org.fengqiao.intake.model.RetentionDeciderTest.LI_FORGOTTEN;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.fengqiao.intake.model.IntakeCommand.AcceptCase;
import org.fengqiao.intake.model.IntakeCommand.CorrectParty;
import org.fengqiao.intake.model.IntakeCommand.JoinParty;
import org.fengqiao.intake.model.IntakeCommand.RemoveParty;
import org.fengqiao.intake.model.IntakeCommand.RequestErasure;
import org.fengqiao.intake.model.IntakeEvent.CaseAccepted;
import org.fengqiao.intake.model.IntakeEvent.CaseDeclined;
import org.fengqiao.intake.model.IntakeEvent.CaseWithdrawn;
import org.fengqiao.intake.model.IntakeEvent.PartyCorrected;
import org.fengqiao.intake.model.IntakeEvent.PartyJoined;
import org.fengqiao.intake.model.IntakeEvent.PartyRemoved;
import org.fengqiao.intake.model.IntakeEvent.SettlementNoted;
import org.fengqiao.kernel.decision.DeciderScenario;
import org.fengqiao.kernel.decision.Decision;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.value.Party;
import org.fengqiao.kernel.value.Party.Side;

/** Parties that join, are set right and leave, and those who act for them. */
class PartiesDeciderTest {

    static final SubjectId ZHAO_HERSELF = new SubjectId(UUID.fromString("6d0a3f3e-8c5e-4b5e-9a4e-0d6b3f1f0c03"));
    static final Person ZHAO = Person.named(ZHAO_HERSELF, "赵某", GivenNumbers.phone("13900000003"), TODAY);
    static final String ADULT = "150203199001010010";

    static final RegisteredParty FIRST = LI.as("applicant-1", IN_FORCE.parties(), TODAY);
    static final RegisteredParty SECOND = ZHAO.as("applicant-2", IN_FORCE.parties(), TODAY);

    static final Party LI_APPLIES = new Party("applicant-1", Side.APPLICANT, LI.name());
    static final Party ZHAO_APPLIES = new Party("applicant-2", Side.APPLICANT, ZHAO.name());
    static final Party WANG_RESPONDS = new Party("respondent-1", Side.RESPONDENT, WANG.name());

    static final JoinParty ZHAO_JOINS = new JoinParty(ZHAO, Side.APPLICANT, words("同住一户"), "clerk-3", NOON);
    static final PartyJoined JOINED = new PartyJoined(
            SECOND, Side.APPLICANT, words("同住一户"), "clerk-3", NOON, List.of(LI_APPLIES, ZHAO_APPLIES, WANG_RESPONDS));
    static final RemoveParty LI_LEAVES = new RemoveParty("applicant-1", words("已搬走"), "clerk-3", NOON);
    static final PartyRemoved LEFT =
            new PartyRemoved("applicant-1", words("已搬走"), "clerk-3", NOON, List.of(ZHAO_APPLIES, WANG_RESPONDS));
    static final RegisteredParty RENAMED = new RegisteredParty(
            "applicant-1",
            LI_HIMSELF,
            PersonalText.of(LI_HIMSELF, "黎某"),
            null,
            null,
            LI.phone(),
            null,
            null,
            null,
            null,
            null);
    static final PartyCorrected CORRECTED = new PartyCorrected(
            RENAMED,
            words("听错了"),
            "clerk-3",
            NOON,
            List.of(new Party("applicant-1", Side.APPLICANT, RENAMED.name()), WANG_RESPONDS));

    static CorrectParty correct(String partyId, PartyCorrection correction) {
        return new CorrectParty(partyId, correction, words("听错了"), "clerk-3", NOON);
    }

    static PartyCorrection renamed(String name) {
        return new PartyCorrection(name, GivenNumbers.NONE, null, null, null, TODAY);
    }

    static Deputy deputy(Capacity capacity, @Nullable String authority) {
        return Deputy.named(capacity, ZHAO_HERSELF, "赵某", GivenNumbers.NONE, authority, TODAY);
    }

    static PartyCorrection actedForBy(@Nullable PartyKind kind, Deputy... deputies) {
        return new PartyCorrection(null, GivenNumbers.NONE, kind, List.of(deputies), null, TODAY);
    }

    private static DeciderScenario<IntakeCommand, IntakeCase, IntakeEvent> accepted() {
        return UNKNOWN.given(REGISTERED, ACCEPTED_BY_RULE);
    }

    @Test
    void aPartyJoinsUnderTheNextNumberOfItsSide() {
        accepted().when(ZHAO_JOINS).then(JOINED);
        accepted()
                .given(JOINED)
                .when(new JoinParty(LI, Side.RESPONDENT, words("共同侵权"), "clerk-3", NOON))
                .then(new PartyJoined(
                        LI.as("respondent-2", IN_FORCE.parties(), TODAY),
                        Side.RESPONDENT,
                        words("共同侵权"),
                        "clerk-3",
                        NOON,
                        List.of(
                                LI_APPLIES,
                                ZHAO_APPLIES,
                                WANG_RESPONDS,
                                new Party("respondent-2", Side.RESPONDENT, LI.name()))));
    }

    @Test
    void aPartyLeavesAndItsNumberIsNotGivenAgain() {
        accepted().given(JOINED).when(LI_LEAVES).then(LEFT);
        var left = accepted().given(JOINED, LEFT);
        left.when(LI_LEAVES).thenNothing();
        assertThat(left.when(ZHAO_JOINS).events())
                .singleElement()
                .isInstanceOfSatisfying(
                        PartyJoined.class,
                        again -> assertThat(again.party().partyId()).isEqualTo("applicant-3"));
    }

    @Test
    void theLastApplicantCannotLeaveButTheLastRespondentCan() {
        accepted().when(LI_LEAVES).thenRefused(LAST_APPLICANT);
        accepted()
                .given(JOINED, LEFT)
                .when(new RemoveParty("applicant-2", words("?"), "clerk-3", NOON))
                .thenRefused(LAST_APPLICANT);
        accepted()
                .when(new RemoveParty("respondent-1", words("弄错了人"), "clerk-3", NOON))
                .then(new PartyRemoved("respondent-1", words("弄错了人"), "clerk-3", NOON, List.of(LI_APPLIES)));
    }

    @Test
    void aCorrectionChangesWhatItNamesAndKeepsWhatWas() {
        accepted().when(correct("applicant-1", renamed("黎某"))).then(CORRECTED);
        var parties = new IntakeDecider(
                        RULES, Histories.REPEAT_RULES, Histories.URGENCY_RULES, Histories.RECONCILIATION_RULES)
                .replay(List.of(REGISTERED, ACCEPTED_BY_RULE, CORRECTED))
                .asRegistered()
                .parties();
        assertThat(parties.applicants()).containsExactly(RENAMED);
        assertThat(parties.changes()).singleElement().satisfies(change -> {
            assertThat(change.before()).isEqualTo(FIRST);
            assertThat(change.by()).isEqualTo("clerk-3");
        });
    }

    @Test
    void aRightNumberTellsKindAndAgeAnew() {
        var numbered =
                new PartyCorrection(null, new GivenNumbers("150203201501010017", null, null), null, null, null, TODAY);
        assertThat(accepted().when(correct("applicant-1", numbered)).events())
                .singleElement()
                .isInstanceOfSatisfying(PartyCorrected.class, corrected -> {
                    assertThat(corrected.party().kind()).isEqualTo(PartyKind.NATURAL_PERSON);
                    assertThat(corrected.party().minor()).isTrue();
                    assertThat(corrected.party().phone()).isEqualTo(LI.phone());
                });
    }

    @Test
    void whoIsOnRecordIsSetRightWheneverItIsFoundWrong() {
        var declined = new CaseDeclined(Ground.OUTSIDE_JURISDICTION, null, Destination.CENTRE_OF_THE_PLACE, null);
        var right = correct("applicant-1", renamed("黎某"));
        UNKNOWN.given(REGISTERED_OUTSIDE, declined).when(right).then(CORRECTED);
        UNKNOWN.given(REGISTERED_OUTSIDE, declined).when(ZHAO_JOINS).thenRefused(ALREADY_DECLINED);
        UNKNOWN.given(REGISTERED_OUTSIDE, declined).when(LI_LEAVES).thenRefused(ALREADY_DECLINED);
        var withdrawn = new CaseWithdrawn(words("和好"));
        UNKNOWN.given(REGISTERED, withdrawn).when(right).then(CORRECTED);
        UNKNOWN.given(REGISTERED, withdrawn).when(ZHAO_JOINS).thenRefused(ALREADY_WITHDRAWN);
        UNKNOWN.given(REGISTERED, withdrawn).when(LI_LEAVES).thenRefused(ALREADY_WITHDRAWN);
        accepted().given(CLOSED).when(right).then(CORRECTED);
        accepted().given(CLOSED).when(ZHAO_JOINS).thenRefused(CASE_CLOSED);
        accepted().given(CLOSED).when(LI_LEAVES).thenRefused(CASE_CLOSED);
    }

    @Test
    void whoJoinsBeforeAClerkAcceptsIsAmongThoseAccepted() {
        assertThat(UNKNOWN.given(REGISTERED_OUTSIDE, JOINED)
                        .when(new AcceptCase())
                        .events())
                .singleElement()
                .isInstanceOfSatisfying(
                        CaseAccepted.class,
                        accepted -> assertThat(accepted.parties())
                                .containsExactly(LI_APPLIES, ZHAO_APPLIES, WANG_RESPONDS));
    }

    @Test
    void nobodyIsChangedWhoIsNotThere() {
        UNKNOWN.when(ZHAO_JOINS).thenRefused(NO_SUCH_CASE);
        UNKNOWN.when(LI_LEAVES).thenRefused(NO_SUCH_CASE);
        UNKNOWN.when(correct("applicant-1", renamed("黎某"))).thenRefused(NO_SUCH_CASE);
        accepted().when(correct("applicant-7", renamed("黎某"))).thenRefused(NO_SUCH_PARTY);
        accepted()
                .when(new RemoveParty("applicant-7", words("?"), "clerk-3", NOON))
                .thenRefused(NO_SUCH_PARTY);
        accepted()
                .given(JOINED, LEFT)
                .when(correct("applicant-1", renamed("黎某")))
                .thenRefused(PARTY_GONE);
        accepted()
                .when(correct("applicant-1", actedForBy(null)))
                .then(new PartyCorrected(FIRST, words("听错了"), "clerk-3", NOON, List.of(LI_APPLIES, WANG_RESPONDS)));
        accepted()
                .when(correct("applicant-1", new PartyCorrection(null, GivenNumbers.NONE, null, null, null, TODAY)))
                .thenRefused(NOTHING_CORRECTED);
        var before = Instant.parse("2020-01-01T00:00:00Z");
        accepted()
                .when(new JoinParty(ZHAO, Side.APPLICANT, words("?"), "clerk-3", before))
                .thenRefused(NO_RULES_IN_FORCE);
    }

    @Test
    void nothingIsChangedAboutPeopleWhoWereErased() {
        var erased = accepted().given(new SettlementNoted(1), ASKED, LI_FORGOTTEN);
        erased.when(correct("applicant-1", renamed("黎某"))).thenRefused(PARTY_ERASED);
        erased.when(ZHAO_JOINS).thenRefused(PARTY_ERASED);
        erased.when(LI_LEAVES).thenRefused(PARTY_ERASED);
    }

    @Test
    void anErasureReachesWhoeverWasEverInTheCase() {
        var settled = accepted().given(JOINED, LEFT, new SettlementNoted(1));
        for (var subject : List.of(LI_HIMSELF, ZHAO_HERSELF, WANG_HIMSELF)) {
            var asked = new RequestErasure(
                    subject, ErasureGround.PURPOSE_FULFILLED, PersonalText.of(subject, "事情已了"), "clerk-3", NOON);
            assertThat(settled.when(asked).events()).hasSize(1);
        }
    }

    @Test
    void whoActsForAPartyFitsWhatItIs() {
        var representative = deputy(Capacity.LEGAL_REPRESENTATIVE, null);
        var guardian = deputy(Capacity.GUARDIAN, null);
        var agent = deputy(Capacity.AGENT, "授权委托书 2024-03-01");
        for (var fits : List.of(
                actedForBy(PartyKind.ORGANISATION, representative, agent),
                actedForBy(PartyKind.NATURAL_PERSON, guardian, agent),
                actedForBy(null, agent, agent))) {
            assertThat(accepted().when(correct("applicant-1", fits)).events()).hasSize(1);
        }
        accepted()
                .when(correct("applicant-1", actedForBy(PartyKind.NATURAL_PERSON, representative)))
                .thenRefused(DEPUTY_DOES_NOT_FIT);
        accepted()
                .when(correct("applicant-1", actedForBy(PartyKind.ORGANISATION, guardian)))
                .thenRefused(DEPUTY_DOES_NOT_FIT);
        accepted()
                .when(correct("applicant-1", actedForBy(null, agent, agent, agent)))
                .thenRefused(TOO_MANY_AGENTS);
        accepted()
                .when(correct("applicant-1", actedForBy(null, deputy(Capacity.AGENT, null))))
                .thenRefused(AGENT_WITHOUT_AUTHORITY);
        accepted()
                .when(new JoinParty(
                        Person.named(
                                ZHAO_HERSELF,
                                "赵某",
                                new GivenNumbers(ADULT, null, null),
                                PartyKind.ORGANISATION,
                                List.of(),
                                null,
                                TODAY),
                        Side.APPLICANT,
                        words("?"),
                        "clerk-3",
                        NOON))
                .thenRefused(KIND_AGAINST_NUMBER);
    }

    /** Whatever happens, somebody applies, no number is given twice, and the event tells who is in the case. */
    @Property
    void aCaseAlwaysHasAnApplicantAndNoNumberIsGivenTwice(
            @ForAll @Size(max = 30) List<@IntRange(max = 19) Integer> acts) {
        var decider = new IntakeDecider(
                RULES, Histories.REPEAT_RULES, Histories.URGENCY_RULES, Histories.RECONCILIATION_RULES);
        var history = new ArrayList<IntakeEvent>(List.of(REGISTERED, ACCEPTED_BY_RULE));
        var given = new HashSet<>(List.of("applicant-1", "respondent-1"));
        for (var act : acts) {
            var state = decider.replay(history);
            var side = act % 2 == 0 ? Side.APPLICANT : Side.RESPONDENT;
            var id = (side == Side.APPLICANT ? "applicant-" : "respondent-") + (act / 6 + 1);
            var command = switch (act % 3) {
                case 0 -> new JoinParty(ZHAO, side, words("?"), "clerk-3", NOON);
                case 1 -> correct(id, renamed("黎某"));
                default -> new RemoveParty(id, words("?"), "clerk-3", NOON);
            };
            if (decider.decide(command, state) instanceof Decision.Accepted<IntakeEvent>(var events)) {
                history.addAll(events);
                events.forEach(event -> {
                    var after = decider.replay(history).asRegistered().parties();
                    assertThat(after.applicants()).isNotEmpty();
                    switch (event) {
                        case PartyJoined e -> {
                            assertThat(given.add(e.party().partyId())).isTrue();
                            assertThat(e.parties()).isEqualTo(after.asOthersSeeThem());
                        }
                        case PartyCorrected e -> assertThat(e.parties()).isEqualTo(after.asOthersSeeThem());
                        case PartyRemoved e -> assertThat(e.parties()).isEqualTo(after.asOthersSeeThem());
                        default -> throw new AssertionError(event.toString());
                    }
                });
            }
        }
    }
}
