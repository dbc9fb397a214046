package org.fengqiao.intake.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fengqiao.intake.model.Histories.ACCEPTED_BY_RULE;
import static org.fengqiao.intake.model.Histories.AT_HOME;
import static org.fengqiao.intake.model.Histories.HASH;
import static org.fengqiao.intake.model.Histories.IN_FORCE;
import static org.fengqiao.intake.model.Histories.LI;
import static org.fengqiao.intake.model.Histories.MORNING;
import static org.fengqiao.intake.model.Histories.NOON;
import static org.fengqiao.intake.model.Histories.REGISTERED;
import static org.fengqiao.intake.model.Histories.REGISTERED_OUTSIDE;
import static org.fengqiao.intake.model.Histories.TODAY;
import static org.fengqiao.intake.model.Histories.UNKNOWN;
import static org.fengqiao.intake.model.Histories.registration;
import static org.fengqiao.intake.model.Histories.words;
import static org.fengqiao.intake.model.IntakeRefusal.ALREADY_DECLINED;
import static org.fengqiao.intake.model.IntakeRefusal.ALREADY_WITHDRAWN;
import static org.fengqiao.intake.model.IntakeRefusal.CASE_CLOSED;
import static org.fengqiao.intake.model.IntakeRefusal.NO_GROUP;
import static org.fengqiao.intake.model.IntakeRefusal.NO_RULES_IN_FORCE;
import static org.fengqiao.intake.model.IntakeRefusal.NO_SUCH_CASE;
import static org.fengqiao.intake.model.IntakeRefusal.NO_SUCH_MEMBER;
import static org.fengqiao.intake.model.IntakeRefusal.PARTY_ERASED;
import static org.fengqiao.intake.model.IntakeRefusal.TOO_MANY_MEMBERS;
import static org.fengqiao.intake.model.IntakeRefusal.TOO_MANY_REPRESENTATIVES;
import static org.fengqiao.intake.model.RetentionDeciderTest.ASKED;
import static org.fengqiao.intake.model.RetentionDeciderTest.CLOSED;
import static org.fengqiao.intake.model.RetentionDeciderTest.LI_FORGOTTEN;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import org.fengqiao.intake.model.IntakeCommand.ChooseRepresentatives;
import org.fengqiao.intake.model.IntakeCommand.ListMembers;
import org.fengqiao.intake.model.IntakeCommand.RemoveMember;
import org.fengqiao.intake.model.IntakeCommand.RequestErasure;
import org.fengqiao.intake.model.IntakeEvent.CaseDeclined;
import org.fengqiao.intake.model.IntakeEvent.CaseRegistered;
import org.fengqiao.intake.model.IntakeEvent.CaseWithdrawn;
import org.fengqiao.intake.model.IntakeEvent.MemberLeft;
import org.fengqiao.intake.model.IntakeEvent.MembersListed;
import org.fengqiao.intake.model.IntakeEvent.PartyJoined;
import org.fengqiao.intake.model.IntakeEvent.RepresentativesChosen;
import org.fengqiao.intake.model.IntakeEvent.SettlementNoted;
import org.fengqiao.kernel.decision.DeciderScenario;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.sealing.SubjectId;

/** Groups: their members, and who speaks for them. */
class GroupDeciderTest {

    static Person person(int number) {
        return Person.named(
                new SubjectId(new UUID(7, number)),
                "业主" + number,
                GivenNumbers.phone("1390000" + (1000 + number)),
                TODAY);
    }

    static List<Person> people(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(GroupDeciderTest::person)
                .toList();
    }

    static Member member(int number) {
        return Member.of("member-" + number, person(number));
    }

    static final CaseRegistered JOINT_VISIT =
            registration(Channel.WINDOW, AT_HOME, List.of(LI), 40).registered(HASH, IN_FORCE, null, MORNING);
    static final ListMembers LIST_THREE = new ListMembers(people(1, 3), "clerk-3", NOON);
    static final MembersListed THREE = new MembersListed(List.of(member(1), member(2), member(3)), 4, "clerk-3", NOON);
    static final RemoveMember SECOND_LEAVES = new RemoveMember("member-2", words("不再主张"), "clerk-3", NOON);
    static final MemberLeft LEFT = new MemberLeft("member-2", words("不再主张"), 3, "clerk-3", NOON);

    static ChooseRepresentatives choose(String... ids) {
        return new ChooseRepresentatives(List.of(ids), words("业主推选"), "clerk-3", NOON);
    }

    static RepresentativesChosen chosen(String... ids) {
        return new RepresentativesChosen(List.of(ids), words("业主推选"), "clerk-3", NOON);
    }

    private static DeciderScenario<IntakeCommand, IntakeCase, IntakeEvent> group() {
        return UNKNOWN.given(JOINT_VISIT);
    }

    private static DeciderScenario<IntakeCommand, IntakeCase, IntakeEvent> listed() {
        return group().given(THREE);
    }

    @Test
    void whoIsListedIsCountedWithTheApplicants() {
        group().when(LIST_THREE).then(THREE);
        listed().when(new ListMembers(people(4, 4), "clerk-3", NOON))
                .then(new MembersListed(List.of(member(4)), 5, "clerk-3", NOON));
    }

    @Test
    void withoutAListTheCountIsWhatWasTold() {
        var told = UNKNOWN.given(JOINT_VISIT);
        assertThat(Group.of(JOINT_VISIT).counted(Parties.of(JOINT_VISIT))).isEqualTo(40);
        assertThat(Group.of(REGISTERED).counted(Parties.of(REGISTERED))).isNull();
        told.when(choose("applicant-1")).then(chosen("applicant-1"));
    }

    @Test
    void aMemberLeavesAndTheNumberIsNotGivenAgain() {
        listed().when(SECOND_LEAVES).then(LEFT);
        listed().given(LEFT).when(SECOND_LEAVES).thenNothing();
        listed().given(LEFT)
                .when(new ListMembers(people(4, 4), "clerk-3", NOON))
                .then(new MembersListed(List.of(Member.of("member-4", person(4))), 4, "clerk-3", NOON));
        listed().when(new RemoveMember("member-9", words("?"), "clerk-3", NOON)).thenRefused(NO_SUCH_MEMBER);
    }

    @Test
    void aMemberWhoIsChosenBecomesAnApplicantAndIsCountedOnce() {
        var events = listed().when(choose("applicant-1", "member-3")).events();
        assertThat(events).hasSize(2).last().isEqualTo(chosen("applicant-1", "applicant-2"));
        assertThat(events.getFirst()).isInstanceOfSatisfying(PartyJoined.class, joined -> {
            assertThat(joined.party().subject()).isEqualTo(member(3).subject());
            assertThat(joined.parties()).hasSize(3);
        });
        var after = listed().given(events);
        after.when(choose("applicant-1", "member-3")).thenNothing();
        after.when(choose("member-3")).then(chosen("applicant-2"));
        after.when(SECOND_LEAVES).then(LEFT);
    }

    @Test
    void fiveMaySpeakForThoseWhoComeInPersonAndMoreForOthers() {
        var six = new ListMembers(people(1, 6), "clerk-3", NOON);
        var all = new String[] {"member-1", "member-2", "member-3", "member-4", "member-5", "member-6"};
        group().given(group().when(six).events()).when(choose(all)).thenRefused(TOO_MANY_REPRESENTATIVES);
        var online = UNKNOWN.given(
                registration(Channel.ONLINE, AT_HOME, List.of(LI), 40).registered(HASH, IN_FORCE, null, MORNING));
        assertThat(online.given(online.when(six).events()).when(choose(all)).events())
                .hasSize(7);
    }

    @Test
    void onlyWhoIsListedOrAppliesIsChosen() {
        listed().when(choose("member-9")).thenRefused(NO_SUCH_MEMBER);
        listed().when(choose("respondent-1")).thenRefused(NO_SUCH_MEMBER);
        listed().given(LEFT).when(choose("member-2")).thenRefused(NO_SUCH_MEMBER);
        UNKNOWN.given(REGISTERED, ACCEPTED_BY_RULE).when(choose("applicant-1")).thenRefused(NO_GROUP);
    }

    @Test
    void aListHasItsLimit() {
        group().when(new ListMembers(Collections.nCopies(2_001, LI), "clerk-3", NOON))
                .thenRefused(TOO_MANY_MEMBERS);
    }

    @Test
    void aCaseThatIsOverHasNoGroupAnyMore() {
        UNKNOWN.when(LIST_THREE).thenRefused(NO_SUCH_CASE);
        UNKNOWN.given(
                        REGISTERED_OUTSIDE,
                        new CaseDeclined(Ground.OUTSIDE_JURISDICTION, null, Destination.CENTRE_OF_THE_PLACE, null))
                .when(LIST_THREE)
                .thenRefused(ALREADY_DECLINED);
        UNKNOWN.given(REGISTERED, new CaseWithdrawn(words("和好")))
                .when(LIST_THREE)
                .thenRefused(ALREADY_WITHDRAWN);
        UNKNOWN.given(REGISTERED, ACCEPTED_BY_RULE, CLOSED).when(LIST_THREE).thenRefused(CASE_CLOSED);
        UNKNOWN.given(REGISTERED, ACCEPTED_BY_RULE, new SettlementNoted(1), ASKED, LI_FORGOTTEN)
                .when(LIST_THREE)
                .thenRefused(PARTY_ERASED);
        var before = Instant.parse("2020-01-01T00:00:00Z");
        group().when(new ListMembers(people(1, 1), "clerk-3", before)).thenRefused(NO_RULES_IN_FORCE);
        group().when(new ChooseRepresentatives(List.of("applicant-1"), words("?"), "clerk-3", before))
                .thenRefused(NO_RULES_IN_FORCE);
    }

    @Test
    void anErasureReachesTheMembers() {
        var settled = UNKNOWN.given(REGISTERED, ACCEPTED_BY_RULE, THREE, LEFT, new SettlementNoted(1));
        for (var number : List.of(1, 2)) {
            var subject = member(number).subject();
            assertThat(settled.when(new RequestErasure(
                                    subject,
                                    ErasureGround.PURPOSE_FULFILLED,
                                    PersonalText.of(subject, "事情已了"),
                                    "clerk-3",
                                    NOON))
                            .events())
                    .hasSize(1);
        }
    }
}
