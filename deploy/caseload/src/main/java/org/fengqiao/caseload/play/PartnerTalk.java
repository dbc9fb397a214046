package org.fengqiao.caseload.play;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;

import org.fengqiao.caseload.Messages;
import org.fengqiao.caseload.life.Life;
import org.fengqiao.caseload.partner.Mailbox;
import org.fengqiao.caseload.partner.Partner;
import org.fengqiao.caseload.partner.PartnerSystems;
import org.fengqiao.caseload.profile.Conduct;
import org.fengqiao.local.Person;
import org.fengqiao.local.Service;

/**
 * Talk about one referral beside the work on the case: the partner asks how it stands, the centre asks for what is
 * missing, and the partner answers in time, late, never, or contradicts itself.
 */
final class PartnerTalk {

    private final Services services;
    private final PartnerSystems partners;
    private final Mailbox mailbox;
    private final String profile;
    private final Life life;
    private final Partner partner;
    private final Person clerk;
    private final SimulatedYear year;
    private int steps;

    PartnerTalk(
            Services services,
            PartnerSystems partners,
            Mailbox mailbox,
            String profile,
            String district,
            Life life,
            SimulatedYear year) {
        this.services = services;
        this.partners = partners;
        this.mailbox = mailbox;
        this.profile = profile;
        this.life = life;
        this.partner = life.channel().partner().orElseThrow();
        this.clerk = Person.of("clerk-of-partners", "clerk", null, district);
        this.year = year;
    }

    /** Talks, from the question to the answer, if there is one. */
    void talk(String caseId) throws StepFailed, IOException, InterruptedException {
        askCentre(caseId);
        clerk(caseId, "questions", "请补充当事人现住址的核实情况");
        var asked = heard("question-asked", caseId);
        var answeredAt = life.answeredAt();
        if (answeredAt.isEmpty()) {
            return;
        }
        year.sleepUntil(answeredAt.get());
        send(
                "partner-question-answered",
                Map.of(
                        "reference",
                        reference(),
                        "questionId",
                        asked.path("questionId").asText(),
                        "text",
                        "住址已核实"));
        if (life.questioned() == Conduct.CONTRADICTING) {
            referOtherwise();
        }
    }

    /** The partner asks, and the centre answers the same day. */
    private void askCentre(String caseId) throws StepFailed, IOException, InterruptedException {
        var questionId = "question-" + reference();
        send("partner-question-asked", Map.of("reference", reference(), "questionId", questionId, "text", "请告知办理进展"));
        var dialogue = services.get(
                Service.INTAKE,
                "/cases/%s/dialogue".formatted(caseId),
                clerk,
                found -> numberOf(found, questionId) > 0);
        clerk(caseId, "questions/%d/answer".formatted(numberOf(dialogue, questionId)), "已受理,正在办理");
        heard("question-answered", caseId);
    }

    private static int numberOf(JsonNode dialogue, String questionId) {
        for (var question : dialogue.path("questions")) {
            if (question.path("questionId").asText().equals(questionId)) {
                return question.path("question").asInt();
            }
        }
        return 0;
    }

    /** The partner tells another story under the same reference; that comes back, and changes nothing. */
    private void referOtherwise() throws StepFailed, IOException, InterruptedException {
        var told = Messages.ReferralSubmitted.of(reference(), life.registration());
        send(
                "referral-submitted",
                new Messages.ReferralSubmitted(
                        told.reference(),
                        told.occurredAt(),
                        "与前一件无关的另一起纠纷",
                        told.claim(),
                        told.amount(),
                        told.categoryHint(),
                        told.applicants(),
                        told.respondents(),
                        told.place()));
        CaseWork.awaitRejection(mailbox, reference(), "intake.reference-taken", services.patience());
    }

    private JsonNode heard(String type, String caseId) throws StepFailed, InterruptedException {
        var heard = mailbox.take(type, caseId, services.patience());
        if (heard == null) {
            throw new StepFailed("no %s about %s reached the partner".formatted(type, reference()));
        }
        return heard;
    }

    private void send(String type, Object body) throws IOException, InterruptedException {
        LocalDateTime now = year.now();
        partners.send(partner, type, reference(), key(), Messages.at(now), body);
    }

    private void clerk(String caseId, String what, String text) throws StepFailed, InterruptedException {
        services.post(Service.INTAKE, "/cases/%s/%s".formatted(caseId, what), clerk, Map.of("text", text), key());
    }

    private String reference() {
        return life.reference(profile);
    }

    /** The same for the same step of the same talk, whenever it is played. */
    private UUID key() {
        steps++;
        return UUID.nameUUIDFromBytes(
                "%s/%d/talk/%d".formatted(profile, life.number(), steps).getBytes(StandardCharsets.UTF_8));
    }
}
