package org.fengqiao.caseload.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

import org.fengqiao.caseload.Json;
import org.fengqiao.caseload.Messages;
import org.fengqiao.caseload.mapping.Lifecycle;
import org.fengqiao.caseload.mapping.Mapping;
import org.fengqiao.caseload.mapping.PlannedStep;
import org.fengqiao.caseload.partner.Partner;
import org.fengqiao.caseload.partner.PartnerSystems;
import org.fengqiao.caseload.play.Services;
import org.fengqiao.caseload.play.StepFailed;
import org.fengqiao.local.Person;
import org.fengqiao.local.Service;

/** Acts of people and partners in one case: what each one is as calls and messages. Used by one thread at a time. */
final class CaseActs {

    private static final int CLERKS = 12;
    private static final int WORKERS_OF_A_UNIT = 4;

    private final Surroundings surroundings;
    private final String caseOfLog;
    private @Nullable Held held;
    private int custodyGone;
    private int calls;

    /**
     * Surroundings that all cases of a replay share.
     *
     * @param again whether everything was sent before, so that what was done is not done twice
     * @param repeated counts what was done before
     */
    record Surroundings(
            Services services,
            PartnerSystems partners,
            Answers answers,
            Journal journal,
            Mapping mapping,
            boolean again,
            LongAdder messages,
            LongAdder repeated) {

        Duration patience() {
            return services.patience();
        }
    }

    /** A case as routing shows it. */
    private record Held(String status, int custody, int duties, String unit, String path, String category) {

        boolean isTakenUpOn(String wanted) {
            return status.equals("CLAIMED") && path.equals(wanted);
        }
    }

    CaseActs(Surroundings surroundings, String caseOfLog) {
        this.surroundings = surroundings;
        this.caseOfLog = caseOfLog;
    }

    /**
     * Does what is planned.
     *
     * @param now the time of the batch: the same whenever the log is fed
     */
    void act(PlannedStep step, OffsetDateTime now) throws StepFailed, IOException, InterruptedException {
        calls = 0;
        var fields = step.fields();
        switch (step.act()) {
            case REFER -> refer(step, now);
            case REGISTER -> register(step);
            case ACCEPT -> post(step, Service.INTAKE, "/cases/%s/acceptance", clerk(), Map.of());
            case DECLINE -> post(step, Service.INTAKE, "/cases/%s/decline", clerk(), fields);
            case WITHDRAW -> withdraw(step, now);
            case CORRECT -> correct(step, now);
            case TAKE_UP -> takeUp(step);
            case ASK -> ask(step, now);
            case REPORT -> report(step, fields.path("unit").asText(), text(fields, "result"));
            case HANDLE -> post(step, Service.ROUTING, "/cases/%s/handling", worker(), fields);
            case CONSENT -> consent(step);
            case MEET -> meet(step, now);
            case AGREE -> agree(step, now);
            case FAIL -> {
                mediation(step, "failure", fields);
                leave();
            }
            case PERFORM ->
                mediation(
                        step,
                        "obligations/%d/performance".formatted(step.number()),
                        Map.of("performedOn", now.toLocalDate()));
            case BREACH -> breach(step);
            case APPLY ->
                mediation(
                        step,
                        "confirmation-application",
                        Map.of("applicants", step.origin().parties()));
            case CONFIRM -> confirm(step, now);
            case SUE -> sue(step);
            case RULE -> rule(step, now);
            case NOTIFY -> petition(step, "notification", numbered(fields));
            case REPLY -> reply(step, now);
            case CONCLUDE -> petition(step, "conclusion", fields);
        }
    }

    // Coming in

    private void refer(PlannedStep step, OffsetDateTime now) throws StepFailed, IOException, InterruptedException {
        var partner = Partner.valueOf(step.fields().path("partner").asText());
        var message = told(step);
        message.put("reference", reference());
        message.set("occurredAt", time(step));
        send(partner, "referral-submitted", reference(), step, now, message);
        if (surroundings.journal().idOf(caseOfLog) != null) {
            // Sent before, and not acknowledged twice.
            return;
        }
        var acknowledged = surroundings.answers().acknowledgement(reference(), surroundings.patience());
        if (acknowledged == null) {
            throw new StepFailed("the referral %s was not acknowledged".formatted(reference()));
        }
        if (acknowledged.has(Answers.REJECTION)) {
            throw new StepFailed("the referral %s was rejected: %s".formatted(reference(), acknowledged));
        }
        if (!"ACCEPTED".equals(acknowledged.path("decision").asText())) {
            throw new StepFailed("the referral %s was not accepted: %s".formatted(reference(), acknowledged));
        }
        surroundings.journal().is(caseOfLog, acknowledged.path("caseId").asText());
    }

    private void register(PlannedStep step) throws StepFailed, InterruptedException {
        if (surroundings.again() && surroundings.journal().idOf(caseOfLog) != null) {
            surroundings.repeated().increment();
            return;
        }
        if (surroundings.again()) {
            throw new StepFailed(
                    "whether it was registered before is not known here, and it would become a second case");
        }
        var body = told(step);
        var channel = step.fields().path("channel").asText();
        body.put("channel", channel);
        body.set("happenedAt", time(step));
        var person = channel.equals("GRID")
                ? Person.of(
                        "grid-worker-01",
                        "grid-worker",
                        null,
                        surroundings.mapping().district())
                : clerk();
        var answer = surroundings.services().postFor("applicant-1", Service.INTAKE, "/cases", person, body, key(step));
        surroundings.journal().is(caseOfLog, answer.path("caseId").asText());
    }

    /** Returns what is told of a dispute, as calls and messages have it. */
    private ObjectNode told(PlannedStep step) {
        var told = step.fields().deepCopy();
        told.remove(List.of("partner", "channel", "category"));
        if (step.fields().has("amount")) {
            told.set("amount", money(text(step.fields(), "amount")));
        }
        if (step.fields().has("category")) {
            told.put("categoryHint", text(step.fields(), "category"));
        }
        ((ObjectNode) told.path("place")).put("district", surroundings.mapping().district());
        return told;
    }

    /** Returns the time of the row, as the contract writes it. */
    private static JsonNode time(PlannedStep step) {
        return Json.MAPPER.valueToTree(step.at().atZone(Messages.ZONE).toOffsetDateTime());
    }

    private static JsonNode money(String amount) {
        return Json.MAPPER.valueToTree(Messages.Money.yuan(amount));
    }

    private void withdraw(PlannedStep step, OffsetDateTime now) throws StepFailed, IOException, InterruptedException {
        var partner = step.origin().partner();
        if (partner == null) {
            post(step, Service.INTAKE, "/cases/%s/withdrawal", clerk(), step.fields());
        } else {
            send(
                    partner,
                    "referral-withdrawn",
                    reference(),
                    step,
                    now,
                    new Messages.ReferralWithdrawn(reference(), text(step.fields(), "reason")));
        }
    }

    private void correct(PlannedStep step, OffsetDateTime now) throws StepFailed, IOException, InterruptedException {
        var changes = Json.MAPPER.createObjectNode();
        if (step.fields().has("amount")) {
            changes.set("amount", money(text(step.fields(), "amount")));
        }
        if (step.fields().has("summary")) {
            changes.put("summary", text(step.fields(), "summary"));
        }
        var partner = step.origin().partner();
        if (partner == null) {
            throw new StepFailed("no partner referred it");
        }
        send(
                partner,
                "referral-corrected",
                reference(),
                step,
                now,
                Map.of("reference", reference(), "changes", changes, "reason", text(step.fields(), "reason")));
    }

    // Custody

    private void takeUp(PlannedStep step) throws StepFailed, InterruptedException {
        var path = step.fields().path("path").asText();
        var found = look(!surroundings.again());
        if (surroundings.again() && found.custody() >= step.number() || found.isTakenUpOn(path)) {
            surroundings.repeated().increment();
            held = found;
            return;
        }
        if (!found.path().equals(path)) {
            post(
                    step,
                    Service.ROUTING,
                    "/cases/%s/triage",
                    dispatcher(),
                    Map.of(
                            "category",
                            found.category(),
                            "complexity",
                            "SIMPLE",
                            "risk",
                            "LOW",
                            "path",
                            path,
                            "reason",
                            step.fields().path("reason").asText("转入办理")));
            found = look(true);
            if (!found.path().equals(path)) {
                throw new StepFailed("routing has it on the path %s, not %s".formatted(found.path(), path));
            }
        }
        held = found;
        if (found.status().equals("ASSIGNED")) {
            post(
                    step,
                    Service.ROUTING,
                    "/cases/%s/claim",
                    worker(),
                    Map.of("unit", found.unit(), "worker", worker().subject()));
        }
    }

    private Held held() throws StepFailed, InterruptedException {
        var known = held;
        if (known == null) {
            known = look(false);
            held = known;
        }
        return known;
    }

    /** Forgets the holder: what comes next waits for another custody, since routing hears of the end of this one. */
    private void leave() throws StepFailed, InterruptedException {
        custodyGone = held().custody();
        held = null;
    }

    /**
     * Looks at the case.
     *
     * @param untilAssigned whether to wait until a unit has it, and not the one that it has left
     */
    private Held look(boolean untilAssigned) throws StepFailed, InterruptedException {
        var found = surroundings
                .services()
                .get(
                        Service.ROUTING,
                        "/cases/" + id(),
                        dispatcher(),
                        answer -> !untilAssigned
                                || answer.path("custody").asInt() > custodyGone
                                        && List.of("ASSIGNED", "CLAIMED")
                                                .contains(answer.path("status").asText()));
        return new Held(
                found.path("status").asText(),
                found.path("custody").asInt(),
                found.path("duties").size(),
                found.path("unit").asText(),
                found.path("path").asText(),
                found.path("category").asText());
    }

    private void ask(PlannedStep step, OffsetDateTime now) throws StepFailed, InterruptedException {
        var unit = step.fields().path("unit").asText();
        if (!surroundings.again() || look(false).duties() < step.number()) {
            post(
                    step,
                    Service.ROUTING,
                    "/cases/%s/supports",
                    worker(),
                    Map.of(
                            "unit",
                            unit,
                            "what",
                            text(step.fields(), "what"),
                            "dueOn",
                            now.toLocalDate()
                                    .plusDays(step.fields().path("days").asInt())));
        }
        post(
                step,
                Service.ROUTING,
                "/cases/%s/duties/" + step.number() + "/claim",
                leader(unit),
                Map.of("worker", unit + "-1"));
        if (step.fields().path("done").asBoolean()) {
            report(step, unit, text(step.fields(), "what"));
        }
    }

    private void report(PlannedStep step, String unit, String result) throws StepFailed, InterruptedException {
        post(
                step,
                Service.ROUTING,
                "/cases/%s/duties/" + step.number() + "/done",
                leader(unit),
                Map.of("result", result));
    }

    // Mediation

    private void consent(PlannedStep step) throws StepFailed, InterruptedException {
        var consents = step.fields().path("consents").asBoolean(true);
        for (var party : Lifecycle.consenting(step.origin(), step.fields())) {
            mediation(step, "consents", Map.of("partyId", party, "consents", consents));
        }
        if (step.leaves()) {
            leave();
        }
    }

    private void meet(PlannedStep step, OffsetDateTime now) throws StepFailed, InterruptedException {
        mediation(step, "sessions", Map.of("startsAt", now));
        var facts = step.fields().has("undisputed") ? List.of(text(step.fields(), "undisputed")) : List.<String>of();
        mediation(step, "sessions/%d/outcome".formatted(step.number()), Map.of("held", true, "undisputedFacts", facts));
    }

    private void agree(PlannedStep step, OffsetDateTime now) throws StepFailed, InterruptedException {
        var obligations = new ArrayList<Map<String, Object>>();
        for (var owed : step.fields().path("obligations")) {
            var obligation = new java.util.LinkedHashMap<String, Object>();
            obligation.put("debtor", text(owed, "debtor"));
            obligation.put("creditor", text(owed, "creditor"));
            obligation.put("what", text(owed, "what"));
            if (owed.has("amount")) {
                obligation.put("amount", Messages.Money.yuan(text(owed, "amount")));
            }
            obligation.put("dueOn", now.toLocalDate().plusDays(owed.path("days").asInt()));
            obligations.add(obligation);
        }
        mediation(
                step,
                "agreement",
                Map.of(
                        "form",
                        "WRITTEN",
                        "whole",
                        true,
                        "terms",
                        text(step.fields(), "terms"),
                        "obligations",
                        obligations,
                        "signedBy",
                        step.origin().parties(),
                        "confirmationIntended",
                        step.fields().path("confirmation").asBoolean()));
    }

    private void breach(PlannedStep step) throws StepFailed, InterruptedException {
        if (!surroundings.again()) {
            // The closing has to have reached routing, or the breach of an open case would say nothing about it.
            surroundings
                    .services()
                    .get(
                            Service.ROUTING,
                            "/cases/" + id(),
                            dispatcher(),
                            answer -> List.of("CLOSED", "VERIFIED")
                                    .contains(answer.path("status").asText()));
        }
        mediation(step, "obligations/%d/breach".formatted(step.number()), step.fields());
        leave();
    }

    private void mediation(PlannedStep step, String what, Object body) throws StepFailed, InterruptedException {
        post(step, Service.MEDIATION, "/mediations/%s/" + what, worker(), body);
    }

    // The court

    private void confirm(PlannedStep step, OffsetDateTime now) throws StepFailed, IOException, InterruptedException {
        var filing = filing("confirmation-filed");
        send(
                Partner.COURT,
                "confirmation-decided",
                filing,
                step,
                now,
                new Messages.ConfirmationDecided(
                        filing,
                        text(step.fields(), "decision"),
                        step.fields().has("reason") ? text(step.fields(), "reason") : null,
                        text(step.fields(), "number"),
                        now));
        leave();
    }

    private void sue(PlannedStep step) throws StepFailed, InterruptedException {
        mediation(step, "fast-track-application", step.fields());
    }

    private void rule(PlannedStep step, OffsetDateTime now) throws StepFailed, IOException, InterruptedException {
        var filing = filing("fast-track-filed");
        send(
                Partner.COURT,
                "fast-track-decided",
                filing,
                step,
                now,
                new Messages.FastTrackDecided(
                        filing, text(step.fields(), "outcome"), text(step.fields(), "number"), now));
        leave();
    }

    private String filing(String type) throws StepFailed, InterruptedException {
        var filing = surroundings.answers().filing(type, id(), surroundings.patience());
        if (filing == null) {
            throw new StepFailed("no %s reached the court".formatted(type));
        }
        return filing;
    }

    // The petition agency

    private void petition(PlannedStep step, String what, Object body) throws StepFailed, InterruptedException {
        post(step, Service.PETITION, "/petitions/%s/" + what, worker(), body);
    }

    /** Judges that the petition needs an opinion, names who handles it, and gives the petitioner the opinion. */
    private void reply(PlannedStep step, OffsetDateTime now) throws StepFailed, InterruptedException {
        var unit = held().unit();
        petition(step, "kind", Map.of("kind", "OPINION", "reason", "根据其请求判定"));
        petition(step, "handler", Map.of("organ", unit, "handler", unit + "-handler"));
        var body = numbered(step.fields());
        body.put("claim", "请求依法处理");
        body.put("facts", text(step.fields(), "opinion"));
        body.put("legalBasis", "信访工作条例第三十二条");
        body.set(
                "delivery",
                Json.MAPPER.valueToTree(Map.of("manner", "IN_PERSON", "to", "applicant-1", "deliveredAt", now)));
        petition(step, "reply", body);
    }

    private static ObjectNode numbered(ObjectNode fields) {
        var body = fields.deepCopy();
        var number = body.remove("number");
        if (number != null) {
            body.set("documentNumber", number);
        }
        return body;
    }

    // How

    private void post(PlannedStep step, Service service, String path, Person person, Object body)
            throws StepFailed, InterruptedException {
        var key = key(step);
        var address = path.formatted(id());
        if (!surroundings.again()) {
            surroundings.services().post(service, address, person, body, key);
            return;
        }
        // Refused, or done without effect: that it was done before is what the state of the case says.
        var attempt = surroundings.services().attempt(service, address, person, body, key);
        if (!attempt.done()) {
            surroundings.repeated().increment();
        }
    }

    private void send(Partner partner, String type, String about, PlannedStep step, OffsetDateTime now, Object body)
            throws IOException, InterruptedException {
        surroundings.messages().increment();
        surroundings.partners().send(partner, type, about, key(step), now, body);
    }

    /** The same for the same call of the same step, whenever it is played. */
    private UUID key(PlannedStep step) {
        calls++;
        return calls == 1
                ? step.key()
                : UUID.nameUUIDFromBytes("%s/%d".formatted(step.key(), calls).getBytes(UTF_8));
    }

    private static String text(JsonNode fields, String field) {
        return fields.path(field).asText();
    }

    private String id() throws StepFailed {
        var id = surroundings.journal().idOf(caseOfLog);
        if (id == null) {
            throw new StepFailed("the case has no id yet");
        }
        return id;
    }

    /** Returns the partner's reference; a name of the other system that holds more than plain letters is hashed. */
    private String reference() {
        var log = surroundings.mapping().log().name();
        return caseOfLog.matches("[A-Za-z0-9._-]{1,60}")
                ? log + "-" + caseOfLog
                : log + "-" + UUID.nameUUIDFromBytes(caseOfLog.getBytes(UTF_8));
    }

    // Who

    private int luck() {
        return Math.floorMod(caseOfLog.hashCode(), CLERKS);
    }

    private Person clerk() {
        return person("clerk-%02d".formatted(luck()), "clerk", null);
    }

    private Person dispatcher() {
        return person("dispatcher-01", "dispatcher", null);
    }

    private Person leader(String unit) {
        return person("head-of-" + unit, "leader", unit);
    }

    private Person worker() throws StepFailed, InterruptedException {
        var now = held();
        var role = switch (now.path()) {
            case "PETITION", "RELIEF" -> "petition-clerk";
            case "ADMINISTRATIVE" -> "department";
            default -> "mediator";
        };
        return person(now.unit() + "-" + (luck() % WORKERS_OF_A_UNIT + 1), role, now.unit());
    }

    private Person person(String subject, String role, @Nullable String unit) {
        return Person.of(subject, role, unit, surroundings.mapping().district());
    }
}
