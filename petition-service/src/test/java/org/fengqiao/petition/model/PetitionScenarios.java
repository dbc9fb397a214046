package org.fengqiao.petition.model;

import static org.fengqiao.kernel.value.Party.Side.APPLICANT;
import static org.fengqiao.kernel.value.Party.Side.RESPONDENT;
import static org.fengqiao.petition.model.PetitionResult.SUPPORTED;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import org.fengqiao.kernel.decision.DeciderScenario;
import org.fengqiao.kernel.legalclock.files.LegalFiles;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.testing.Boxes;
import org.fengqiao.kernel.value.Party;
import org.fengqiao.kernel.value.Place;
import org.fengqiao.kernel.value.ReportedTime;
import org.fengqiao.petition.PetitionService;
import org.fengqiao.petition.model.PetitionCommand.ConcludePetition;
import org.fengqiao.petition.model.PetitionCommand.DeliverReply;
import org.fengqiao.petition.model.PetitionCommand.EnterReviewDecision;
import org.fengqiao.petition.model.PetitionCommand.HearReviewDecision;
import org.fengqiao.petition.model.PetitionCommand.JudgeKind;
import org.fengqiao.petition.model.PetitionCommand.NotifyPetitioner;
import org.fengqiao.petition.model.PetitionCommand.OpenPetition;
import org.fengqiao.petition.model.PetitionCommand.RequestReview;
import org.fengqiao.petition.model.PetitionEvent.ErrandPlanned;
import org.fengqiao.petition.model.PetitionEvent.HandlerNamed;
import org.fengqiao.petition.model.PetitionEvent.KindJudged;
import org.fengqiao.petition.model.PetitionEvent.MatterMadeFinal;
import org.fengqiao.petition.model.PetitionEvent.PetitionConcluded;
import org.fengqiao.petition.model.PetitionEvent.PetitionOpened;
import org.fengqiao.petition.model.PetitionEvent.PetitionerNotified;
import org.fengqiao.petition.model.PetitionEvent.ReplyDelivered;
import org.fengqiao.petition.model.PetitionEvent.Reporter;
import org.fengqiao.petition.model.PetitionEvent.ReviewDecided;
import org.fengqiao.petition.model.PetitionEvent.ReviewRequested;
import org.fengqiao.petition.policy.OfficialPetitionRules;

/** A petition as the tests tell it: Li against Wang, run by Sun of the desk of Kunhe, handled by Ma of housing. */
public abstract class PetitionScenarios {

    protected static final PetitionRules RULES =
            new OfficialPetitionRules(LegalFiles.official().clock());
    protected static final UUID CASE = UUID.fromString("c0000000-0000-0000-0000-000000000001");
    protected static final Instant NOON = Instant.parse("2024-03-01T04:00:00Z");
    protected static final Instant RECEIVED = Instant.parse("2024-02-20T04:00:00Z");
    protected static final Instant ACCEPTED = Instant.parse("2024-02-22T04:00:00Z");
    protected static final Place KUNHE = new Place("昆都仑区", "昆河镇", null, null, false);
    protected static final List<Party> PARTIES = List.of(
            new Party("applicant-1", APPLICANT, PersonalText.of(Boxes.person(1), "李某")),
            new Party("respondent-1", RESPONDENT, PersonalText.of(Boxes.person(2), "王某")));
    protected static final List<Party> FEWER = PARTIES.subList(0, 1);
    protected static final String PETITION = CASE + "/petition/2";
    protected static final By CLERK = new By("zhao", "kunhe-desk");
    protected static final By LEADER = new By("head", "kunhe-desk");

    protected static final ReplyPaper PAPER =
            new ReplyPaper(text("补偿安置"), text("房屋确被征收，尚未补偿"), text("应予补偿"), text("国有土地上房屋征收与补偿条例第二条"));
    protected static final Delivery DELIVERY = delivered(NOON);

    protected static final PetitionOpened OPENED = opened(2);
    protected static final PetitionerNotified NOTIFIED = new PetitionerNotified("告2024-7", NOON);
    protected static final KindJudged OPINION = judged(PetitionKind.OPINION);
    protected static final HandlerNamed HANDLED = new HandlerNamed("housing-bureau", "ma", "zhao", NOON);
    protected static final ReplyDelivered REPLIED = replied(SUPPORTED, NOON);
    protected static final PetitionConcluded CONCLUDED = new PetitionConcluded(PETITION, 2, SUPPORTED, NOON);
    protected static final NotifyPetitioner NOTIFY = new NotifyPetitioner(CLERK, "告2024-7", NOON);
    protected static final DeliverReply REPLY = reply(SUPPORTED);
    protected static final ConcludePetition CONCLUDE = new ConcludePetition(CLERK, SUPPORTED, NOON);

    protected static PersonalText text(String words) {
        return PersonalText.of(SubjectId.ofCase(CASE), words);
    }

    protected static Instant days(int days) {
        return NOON.plus(Duration.ofDays(days));
    }

    protected static Delivery delivered(Instant at) {
        return new Delivery(Delivery.Manner.IN_PERSON, "applicant-1", at, "证2024-7");
    }

    protected static DeliverReply reply(PetitionResult result) {
        return new DeliverReply(CLERK, result, "复2024-7", PAPER, DELIVERY, NOON);
    }

    protected static ReplyDelivered replied(PetitionResult result, Instant at) {
        return new ReplyDelivered(result, "复2024-7", PAPER, delivered(at), at);
    }

    protected static OpenPetition claimed(int custody) {
        return new OpenPetition(
                CASE, custody, "kunhe-desk", "sun", "HOUSING_LAND", KUNHE, PARTIES, RECEIVED, ACCEPTED, NOON);
    }

    protected static PetitionOpened opened(int custody) {
        return opened(custody, RECEIVED, ACCEPTED, NOON);
    }

    protected static PetitionOpened opened(int custody, Instant receivedAt, Instant acceptedAt, Instant openedAt) {
        return new PetitionOpened(
                CASE + "/petition/" + custody,
                custody,
                "kunhe-desk",
                "sun",
                "HOUSING_LAND",
                KUNHE,
                PARTIES,
                receivedAt,
                acceptedAt,
                openedAt);
    }

    protected static Destination anyDestination(PetitionKind kind) {
        return kind.destinations().stream().sorted().findFirst().orElse(null);
    }

    protected static JudgeKind judge(PetitionKind kind, String... accused) {
        var destination = anyDestination(kind);
        return new JudgeKind(
                CLERK,
                kind,
                destination,
                destination == null ? null : text("有权处理的机关"),
                List.of(accused),
                text("依其请求"),
                NOON);
    }

    protected static KindJudged judged(PetitionKind kind, String... accused) {
        var destination = anyDestination(kind);
        return new KindJudged(
                kind,
                kind.article(),
                destination,
                destination == null ? null : text("有权处理的机关"),
                List.of(accused),
                text("依其请求"),
                "zhao",
                NOON);
    }

    protected static ErrandPlanned errand(int number, String runner) {
        return new ErrandPlanned(2, number, text("征收办"), text("查补偿档案"), runner, LocalDate.parse("2024-03-08"), NOON);
    }

    protected static RequestReview ask(ReviewLevel level, Instant at) {
        return new RequestReview(CLERK, level, "applicant-1", text("区人民政府"), text("补偿标准有误"), at);
    }

    protected static ReviewRequested asked(ReviewLevel level, Instant at) {
        return asked(1, level, at);
    }

    protected static ReviewRequested asked(int review, ReviewLevel level, Instant at) {
        return new ReviewRequested(PETITION, 2, review, level, "applicant-1", text("区人民政府"), text("补偿标准有误"), at);
    }

    protected static EnterReviewDecision enter(ReviewLevel level, ReviewDecision decision, Instant at) {
        return new EnterReviewDecision(CLERK, level, decision, "查2024-9", new ReportedTime(at, at), at);
    }

    protected static HearReviewDecision told(ReviewLevel level, ReviewDecision decision, Instant at) {
        return new HearReviewDecision(PETITION, level, decision, "查2024-9", new ReportedTime(at, at));
    }

    protected static ReviewDecided decided(ReviewLevel level, ReviewDecision decision, Reporter by, Instant at) {
        return decided(1, level, decision, by, at);
    }

    protected static ReviewDecided decided(
            int review, ReviewLevel level, ReviewDecision decision, Reporter by, Instant at) {
        return new ReviewDecided(PETITION, 2, review, level, decision, by, "查2024-9", at, at);
    }

    protected static MatterMadeFinal madeFinal(Finality.Ground ground, Instant at) {
        var finality = Finality.of(ground, at);
        return new MatterMadeFinal(ground, finality.article(), at);
    }

    protected static DeciderScenario<PetitionCommand, Petition, PetitionEvent> petition(PetitionEvent... past) {
        return DeciderScenario.of(new PetitionDecider(RULES, PetitionService.reliefRules()))
                .given(past);
    }

    /** A petition opinion that the petitioner has got at noon. */
    protected static DeciderScenario<PetitionCommand, Petition, PetitionEvent> answered(PetitionEvent... more) {
        return petition(OPENED, NOTIFIED, OPINION, HANDLED, REPLIED).given(more);
    }
}
