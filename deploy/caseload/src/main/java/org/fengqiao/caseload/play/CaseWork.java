package org.fengqiao.caseload.play;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

import org.fengqiao.caseload.Messages;
import org.fengqiao.caseload.life.Life;
import org.fengqiao.caseload.life.Registration;
import org.fengqiao.caseload.partner.Mailbox;
import org.fengqiao.caseload.partner.Partner;
import org.fengqiao.caseload.partner.PartnerSystems;
import org.fengqiao.caseload.profile.Channel;
import org.fengqiao.caseload.profile.Course;
import org.fengqiao.local.Person;
import org.fengqiao.local.Service;

/**
 * Steps of people and partners in one case: one method for each call and message. Keeps the case's id once it is known.
 */
final class CaseWork {

    /** The profile in which people do everything that mediation offers; what others land on does not need it. */
    private static final String IN_DEPTH = "small";

    /** The code of an answer that waiting does not change: the session in the way takes place as planned. */
    static final String DOUBLE_BOOKED = "mediation.double-booked";

    private final Services services;
    private final PartnerSystems partners;
    private final Mailbox mailbox;
    private final String profile;
    private final String district;
    private final Life life;
    private @Nullable String caseId;
    private int steps;

    CaseWork(Services services, PartnerSystems partners, Mailbox mailbox, String profile, String district, Life life) {
        this.services = services;
        this.partners = partners;
        this.mailbox = mailbox;
        this.profile = profile;
        this.district = district;
        this.life = life;
    }

    /**
     * A case as routing shows it.
     *
     * @param custody how many times it was assigned
     * @param unit who holds it; empty while a consultation holds it
     * @param path which way it goes
     * @param consultation the consultation under way; null if there is none
     * @param duties what nobody has claimed yet
     */
    record Held(
            int custody,
            String unit,
            String path,
            String category,
            @Nullable Consultation consultation,
            List<Duty> duties) {

        /** Returns whether nobody gets the case until it is consulted on. */
        boolean awaitsConsultation() {
            return consultation != null && consultation.holdsCase();
        }
    }

    /** A duty of a unit in a case that several handle. */
    record Duty(int number, String unit) {}

    /**
     * A consultation under way.
     *
     * @param chair the unit that leads it
     * @param units the units invited, the chair among them
     * @param needed how many have to be heard
     */
    record Consultation(int number, String chair, List<String> units, int needed, boolean holdsCase) {
        Consultation {
            units = List.copyOf(units);
        }
    }

    /** The case's id; that of its reference or number while it has none. */
    String name() {
        return caseId == null ? life.channel().partner().isPresent() ? reference() : "case " + life.number() : caseId;
    }

    // The front desk

    /** Registers the dispute as somebody who comes and tells; returns the receipt code. */
    String register() throws StepFailed, InterruptedException {
        var person = life.channel() == Channel.GRID
                ? person("grid-worker-%02d".formatted(life.number() % 40), "grid-worker")
                : clerk();
        var answer = services.postFor(
                "applicant-1",
                Service.INTAKE,
                "/cases",
                person,
                Messages.NewCase.of(life.channel(), life.registration()),
                key());
        caseId = answer.path("caseId").asText();
        return answer.path("receiptCode").asText();
    }

    /** The partner refers the case. */
    void refer(Partner partner, LocalDateTime at) throws IOException, InterruptedException {
        partners.send(
                partner,
                "referral-submitted",
                reference(),
                key(),
                Messages.at(at),
                Messages.ReferralSubmitted.of(reference(), life.registration()));
    }

    /** The partner takes the referral back. */
    void takeBack(Partner partner, LocalDateTime at, String reason) throws IOException, InterruptedException {
        partners.send(
                partner,
                "referral-withdrawn",
                reference(),
                key(),
                Messages.at(at),
                new Messages.ReferralWithdrawn(reference(), reason));
    }

    /** Waits for the acknowledgement of the referral, which tells the case's id if it is accepted. */
    void awaitAcknowledgement(String decision) throws StepFailed, InterruptedException {
        var acknowledged = mailbox.take("referral-acknowledged", reference(), services.patience());
        if (acknowledged == null) {
            throw new StepFailed("referral %s was not acknowledged".formatted(reference()));
        }
        if (!acknowledged.path("decision").asText().equals(decision)) {
            throw new StepFailed("referral %s was to be %s: %s".formatted(reference(), decision, acknowledged));
        }
        if (acknowledged.has("caseId")) {
            caseId = acknowledged.path("caseId").asText();
        }
    }

    /** A clerk looks for the referral among the cases that wait. */
    void findAmongWaiting() throws StepFailed, InterruptedException {
        services.get(Service.INTAKE, "/cases?status=REGISTERED&limit=200", clerk(), page -> {
            for (var waiting : page.path("items")) {
                if (waiting.path("reference").asText().equals(reference())) {
                    caseId = waiting.path("caseId").asText();
                    return true;
                }
            }
            return false;
        });
    }

    /** A clerk accepts the case. */
    void accept() throws StepFailed, InterruptedException {
        intake("acceptance", Map.of());
    }

    /** A clerk declines the case. */
    void decline(String ground) throws StepFailed, InterruptedException {
        intake("decline", Map.of("ground", ground));
    }

    /** The applicant takes the case back at the window. */
    void withdraw(String reason) throws StepFailed, InterruptedException {
        intake("withdrawal", Map.of("reason", reason));
    }

    /** The applicant asks how it stands, with nothing but the receipt code. */
    void askWith(String receiptCode) throws StepFailed, InterruptedException {
        services.get(Service.INTAKE, "/receipts/" + receiptCode, null, answer -> answer.has("status"));
    }

    private void intake(String what, Object body) throws StepFailed, InterruptedException {
        services.post(Service.INTAKE, "/cases/%s/%s".formatted(caseId, what), clerk(), body, key());
    }

    // Custody

    /**
     * Waits until routing has assigned the case for at least the {@code custody}-th time, and says to whom and which
     * way; or until it has to be consulted on first.
     */
    Held awaitAssignment(int custody) throws StepFailed, InterruptedException {
        return held(services.get(
                Service.ROUTING,
                "/cases/" + caseId,
                dispatcher(),
                found -> found.path("custody").asInt() >= custody
                                && "ASSIGNED".equals(found.path("status").asText())
                        || "TRIAGED".equals(found.path("status").asText())
                                && held(found).awaitsConsultation()));
    }

    /** The case as routing shows it now. */
    Held look() throws StepFailed, InterruptedException {
        return held(services.get(Service.ROUTING, "/cases/" + caseId, dispatcher(), _ -> true));
    }

    /** Returns whether routing has closed the case. */
    boolean isClosed() throws StepFailed, InterruptedException {
        return "CLOSED"
                .equals(services.get(Service.ROUTING, "/cases/" + caseId, dispatcher(), _ -> true)
                        .path("status")
                        .asText());
    }

    /** Waits until routing has closed the case. */
    void awaitClosing() throws StepFailed, InterruptedException {
        services.get(
                Service.ROUTING,
                "/cases/" + caseId,
                dispatcher(),
                found -> "CLOSED".equals(found.path("status").asText()));
    }

    private static Held held(JsonNode found) {
        return new Held(
                found.path("custody").asInt(),
                found.path("unit").asText(),
                found.path("path").asText(),
                found.path("category").asText(),
                underway(found.path("consultations")),
                unclaimed(found.path("duties")));
    }

    private static List<Duty> unclaimed(JsonNode duties) {
        var unclaimed = new ArrayList<Duty>();
        for (var one : duties) {
            if ("ASSIGNED".equals(one.path("status").asText())) {
                unclaimed.add(
                        new Duty(one.path("duty").asInt(), one.path("unit").asText()));
            }
        }
        return unclaimed;
    }

    private static @Nullable Consultation underway(JsonNode consultations) {
        for (var one : consultations) {
            if ("UNDERWAY".equals(one.path("status").asText())) {
                var units = new ArrayList<String>();
                one.path("units").forEach(unit -> units.add(unit.asText()));
                return new Consultation(
                        one.path("consultation").asInt(),
                        one.path("chair").asText(),
                        units,
                        one.path("opinionsNeeded").asInt(),
                        one.path("holdsCase").asBoolean());
            }
        }
        return null;
    }

    // Consultation

    /** Somebody of a unit gives its opinion. */
    void giveOpinion(Consultation consultation, String unit, boolean dissents) throws StepFailed, InterruptedException {
        services.post(
                Service.ROUTING,
                "/cases/%s/consultations/%d/opinions".formatted(caseId, consultation.number()),
                leader(unit),
                Map.of("position", dissents ? "DISSENTS" : "SUPPORTS", "reasons", dissents ? "本单位无相应职权" : "同意由牵头单位办理"),
                key());
    }

    /** The leader of the unit in the chair concludes: who has the case, and what is to be done by when. */
    void conclude(Consultation consultation, String lead, LocalDateTime dueOn) throws StepFailed, InterruptedException {
        var supports = consultation.units().stream()
                .filter(unit -> !unit.equals(lead))
                .limit(1)
                .toList();
        services.post(
                Service.ROUTING,
                "/cases/%s/consultations/%d/conclusion".formatted(caseId, consultation.number()),
                leader(consultation.chair()),
                Map.of(
                        "lead",
                        lead,
                        "supports",
                        supports,
                        "reasons",
                        "由牵头单位办理,其他单位配合",
                        "steps",
                        List.of(Map.of(
                                "what",
                                "走访双方,核实情况",
                                "unit",
                                supports.isEmpty() ? lead : supports.getFirst(),
                                "dueOn",
                                dueOn.toLocalDate()))),
                key());
    }

    /** Somebody of the unit claims what it has to do, and does it. */
    void doDuty(Duty duty) throws StepFailed, InterruptedException {
        duty(duty, "claim", duty.unit(), Map.of("worker", duty.unit() + "-1"));
        duty(duty, "done", duty.unit(), Map.of("result", "已走访核实"));
    }

    /** The unit gives back what it has to do, and the lead drops it. */
    void giveBackDuty(Duty duty, String lead) throws StepFailed, InterruptedException {
        duty(duty, "return", duty.unit(), Map.of("reason", "本单位无相应职权"));
        duty(duty, "cancellation", lead, Map.of("reason", "由牵头单位自行核实"));
    }

    private void duty(Duty duty, String what, String unit, Object body) throws StepFailed, InterruptedException {
        services.post(
                Service.ROUTING,
                "/cases/%s/duties/%d/%s".formatted(caseId, duty.number(), what),
                leader(unit),
                body,
                key());
    }

    private Person leader(String unit) {
        return Person.of("head-of-" + unit, "leader", unit, district);
    }

    /** Claims the case as somebody of the unit. */
    void claim(Held held) throws StepFailed, InterruptedException {
        var worker = worker(held);
        services.post(
                Service.ROUTING,
                "/cases/%s/claim".formatted(caseId),
                worker,
                Map.of("unit", held.unit(), "worker", worker.subject()),
                key());
    }

    /** The unit gives the case back. */
    void giveBack(Held held, String reason) throws StepFailed, InterruptedException {
        giveBack(held, Map.of("reason", reason));
    }

    /** The unit gives the case back to the one that it thinks is responsible. */
    void giveBackTo(Held held, String responsible, String reason) throws StepFailed, InterruptedException {
        giveBack(held, Map.of("reason", reason, "responsible", responsible));
    }

    private void giveBack(Held held, Map<String, String> body) throws StepFailed, InterruptedException {
        services.post(Service.ROUTING, "/cases/%s/return".formatted(caseId), worker(held), body, key());
    }

    /** A dispatcher knows better than the table: this is for a department. */
    void sendToDepartment(Held held, String reason) throws StepFailed, InterruptedException {
        send(held, "ADMINISTRATIVE", reason);
    }

    /** A dispatcher knows better than the table: what is needed is relief. */
    void sendToRelief(Held held, String reason) throws StepFailed, InterruptedException {
        send(held, "RELIEF", reason);
    }

    private void send(Held held, String path, String reason) throws StepFailed, InterruptedException {
        services.post(
                Service.ROUTING,
                "/cases/%s/triage".formatted(caseId),
                dispatcher(),
                Map.of(
                        "category",
                        held.category(),
                        "complexity",
                        "SIMPLE",
                        "risk",
                        "LOW",
                        "path",
                        path,
                        "reason",
                        reason),
                key());
    }

    /** The department has handled the case. */
    void handle(Held held, String result) throws StepFailed, InterruptedException {
        services.post(
                Service.ROUTING, "/cases/%s/handling".formatted(caseId), worker(held), Map.of("result", result), key());
    }

    // Mediation

    /** Everybody who has to agree, by their numbers within the case. */
    List<String> parties() {
        var parties = new ArrayList<String>();
        for (var number = 1; number <= life.registration().applicants().size(); number++) {
            parties.add("applicant-" + number);
        }
        for (var number = 1; number <= life.registration().respondents().size(); number++) {
            parties.add("respondent-" + number);
        }
        return parties;
    }

    /** Returns whether this case is one of every so many in which something more is done. */
    boolean isOneOf(int many, int which) {
        return profile.equals(IN_DEPTH) && life.number() % many == which;
    }

    /** A party is asked whether it wants to mediate. */
    void consent(Held held, String party, boolean consents) throws StepFailed, InterruptedException {
        mediation(held, "consents", Map.of("partyId", party, "consents", consents));
    }

    /**
     * Sessions to which the parties are asked.
     *
     * @param startsAt when the last of them begins
     */
    record Called(List<Integer> sessions, LocalDateTime startsAt) {}

    /**
     * Asks the parties to come; those who are kept apart, each side to a session of its own, one after the other. Comes
     * back an hour later while mediator or room are taken.
     */
    Called schedule(Held held, LocalDateTime startsAt) throws StepFailed, InterruptedException {
        var apart = services.get(Service.MEDIATION, "/mediations/" + caseId, worker(held), _ -> true)
                .path("noJointSession")
                .asBoolean();
        var sessions = new ArrayList<Integer>();
        var next = startsAt;
        if (apart) {
            for (var side : List.of("applicant-", "respondent-")) {
                var asked = parties().stream()
                        .filter(party -> party.startsWith(side))
                        .toList();
                next = session(held, next, Map.of("parties", asked), sessions);
            }
        } else {
            next = session(held, next, Map.of("room", String.valueOf(life.number() % 4 + 1)), sessions);
        }
        return new Called(sessions, next.minusHours(1));
    }

    private LocalDateTime session(Held held, LocalDateTime startsAt, Map<String, Object> how, List<Integer> sessions)
            throws StepFailed, InterruptedException {
        for (var at = startsAt; ; at = at.plusHours(1)) {
            var body = new HashMap<String, Object>(how);
            body.put("startsAt", Messages.at(at));
            try {
                sessions.add(mediation(held, "sessions", body).path("session").asInt());
                return at.plusHours(1);
            } catch (StepFailed failed) {
                if (!failed.isFor(DOUBLE_BOOKED) || at.isAfter(startsAt.plusDays(1))) {
                    throw failed;
                }
            }
        }
    }

    /** The parties of a session sat together. */
    void sat(Held held, int session) throws StepFailed, InterruptedException {
        mediation(
                held,
                "sessions/%d/outcome".formatted(session),
                Map.of("held", true, "undisputedFacts", List.of("双方对纠纷发生的时间和地点没有争议")));
    }

    /** A party said something in confidence, which the mediator keeps to himself. */
    void note(Held held, int session) throws StepFailed, InterruptedException {
        mediation(held, "notes", Map.of("session", session, "text", "一方私下表示可以再让一步,但不愿让对方知道"));
    }

    /** The parties agree on what is easy first; the talks go on about the rest. */
    void agreeInPart(Held held) throws StepFailed, InterruptedException {
        mediation(
                held,
                "agreement",
                new Messages.Agreement("WRITTEN", false, "双方先就今后如何相处达成一致,赔偿数额另行协商", List.of(), parties(), false));
    }

    /**
     * The parties agree and sign.
     *
     * @param inInstalments whether each amount is owed in two parts
     */
    void agree(Held held, Life.Chapter chapter, LocalDateTime at, boolean inInstalments)
            throws StepFailed, InterruptedException {
        var dueOn = at.toLocalDate().plusDays(chapter.performedAfterDays());
        var obligations = chapter.owed().stream()
                .map(owed -> new Messages.Obligation(
                        "respondent-1",
                        "applicant-1",
                        owed.what(),
                        Messages.Money.yuan(owed.amount()),
                        dueOn,
                        inInstalments && chapter.performedAfterDays() > 1
                                ? halves(new BigDecimal(owed.amount()), dueOn)
                                : null))
                .toList();
        mediation(
                held,
                "agreement",
                new Messages.Agreement(
                        "WRITTEN",
                        true,
                        "双方自愿达成协议,互谅互让,今后不再就此事发生争执",
                        obligations,
                        parties(),
                        chapter.course().confirmation()
                                != org.fengqiao.caseload.profile.Course.Confirmation.NOT_ASKED));
    }

    private static List<Messages.Instalment> halves(BigDecimal amount, LocalDate dueOn) {
        var first = amount.divide(BigDecimal.TWO, 2, RoundingMode.DOWN);
        return List.of(
                new Messages.Instalment(Messages.Money.yuan(first.toPlainString()), dueOn.minusDays(1)),
                new Messages.Instalment(
                        Messages.Money.yuan(amount.subtract(first).toPlainString()), dueOn));
    }

    /** Each party gets a copy of what was signed. */
    void handOut(Held held) throws StepFailed, InterruptedException {
        mediation(held, "documents", Map.of("kind", "AGREEMENT", "organisation", "人民调解委员会"));
    }

    /** The session is moved by half an hour, unless somebody else needs the time. */
    LocalDateTime move(Held held, int session, LocalDateTime startsAt) throws StepFailed, InterruptedException {
        var later = startsAt.plusMinutes(30);
        try {
            mediation(held, "sessions/%d/time".formatted(session), Map.of("startsAt", Messages.at(later)));
            return later;
        } catch (StepFailed failed) {
            if (failed.isFor(DOUBLE_BOOKED)) {
                return startsAt;
            }
            throw failed;
        }
    }

    /** The mediator gives up. */
    void fail(Held held) throws StepFailed, InterruptedException {
        mediation(held, "failure", Map.of("reason", "双方差距过大,多次调解未能达成一致"));
    }

    /** The parties ask the court to confirm their agreement. */
    void applyForConfirmation(Held held) throws StepFailed, InterruptedException {
        mediation(held, "confirmation-application", Map.of("applicants", parties()));
    }

    /** Records that an obligation was performed. */
    void perform(Held held, int obligation, LocalDateTime at) throws StepFailed, InterruptedException {
        mediation(held, "obligations/%d/performance".formatted(obligation), Map.of("performedOn", at.toLocalDate()));
    }

    /** Records that an obligation was not performed. */
    void breach(Held held, int obligation) throws StepFailed, InterruptedException {
        mediation(held, "obligations/%d/breach".formatted(obligation), Map.of("reason", "到期未履行,经催促仍未履行"));
    }

    // Revisits

    /** Somebody tries to ask a party and does not reach it. */
    void tryInVain(int round, String party) throws StepFailed, InterruptedException {
        asking(round, party, "attempts", new Messages.Attempt("PHONE", phone(party)));
    }

    /** Somebody asks a party, which answers. */
    void ask(int round, String party, Messages.Answer answer) throws StepFailed, InterruptedException {
        asking(round, party, "answer", answer);
    }

    /** A party gets a one-time code and answers by itself. */
    void answerByItself(int round, String party, Messages.Answer answer) throws StepFailed, InterruptedException {
        var code = asking(round, party, "link", Map.of()).path("code").asText();
        services.post(Service.MEDIATION, "/revisit-answers/" + code, null, answer, key());
    }

    private JsonNode asking(int round, String party, String what, Object body) throws StepFailed, InterruptedException {
        return services.post(
                Service.MEDIATION,
                "/mediations/%s/revisits/%d/parties/%s/%s".formatted(caseId, round, party, what),
                asker(),
                body,
                key());
    }

    /** Returns whether a party is an organisation. */
    boolean isOrganisation(String party) {
        return party.startsWith("respondent")
                && life.registration()
                        .respondents()
                        .get(Integer.parseInt(party.split("-")[1]) - 1)
                        .name()
                        .endsWith("公司");
    }

    /** The number at which a party is called; a number of its own where it gave none. */
    String phone(String party) {
        var place = party.split("-");
        var side = place[0].equals("applicant")
                ? life.registration().applicants()
                : life.registration().respondents();
        var given = side.get(Integer.parseInt(place[1]) - 1).phone();
        return given == null ? "1390471%04d".formatted(life.number()) : given;
    }

    /** Somebody who asks the parties, and who handles no case. */
    private Person asker() {
        return person("mediator-%02d".formatted(life.number() % 60), "mediator");
    }

    /** The number of the first round after the {@code closure}-th closing. */
    int firstRoundOf(int closure) throws StepFailed, InterruptedException {
        if (closure == 1) {
            return 1;
        }
        var found = services.get(
                Service.MEDIATION, "/mediations/" + caseId, asker(), mediation -> firstRound(mediation, closure) > 0);
        return firstRound(found, closure);
    }

    private static int firstRound(JsonNode mediation, int closure) {
        for (var revisit : mediation.path("revisits")) {
            if (revisit.path("closure").asInt() == closure) {
                return revisit.path("round").asInt();
            }
        }
        return 0;
    }

    private JsonNode mediation(Held held, String what, Object body) throws StepFailed, InterruptedException {
        return services.post(Service.MEDIATION, "/mediations/%s/%s".formatted(caseId, what), worker(held), body, key());
    }

    // The court

    /** The applicant applies for the fast track at the tribunal. */
    void applyForFastTrack(Held held) throws StepFailed, InterruptedException {
        services.get(
                Service.MEDIATION,
                "/mediations/" + caseId,
                worker(held),
                mediation -> mediation.path("status").asText().equals("FAST_TRACK_OFFERED"));
        mediation(held, "fast-track-application", Map.of("plaintiff", "applicant-1"));
    }

    /** Waits until the court has the filing of this type, and returns the filing's id. */
    String awaitFiling(String type) throws StepFailed, InterruptedException {
        var filed = mailbox.take(type, String.valueOf(caseId), services.patience());
        if (filed == null) {
            throw new StepFailed("no %s reached the court".formatted(type));
        }
        return filed.path("filingId").asText();
    }

    /** The court confirms the agreement, or does not. */
    void decideConfirmation(String filingId, boolean granted, LocalDateTime at)
            throws IOException, InterruptedException {
        decideConfirmation(filingId, granted, at, "民特");
    }

    /** The court decides otherwise than it has; that comes back, and changes nothing. */
    void decideConfirmationOtherwise(String filingId, boolean granted, LocalDateTime at)
            throws StepFailed, IOException, InterruptedException {
        decideConfirmation(filingId, granted, at, "民监");
        awaitRejection(filingId, "mediation.filing-decided-otherwise");
    }

    private void decideConfirmation(String filingId, boolean granted, LocalDateTime at, String register)
            throws IOException, InterruptedException {
        partners.send(
                Partner.COURT,
                "confirmation-decided",
                filingId,
                key(),
                Messages.at(at),
                new Messages.ConfirmationDecided(
                        filingId,
                        granted ? "GRANTED" : "REFUSED",
                        granted ? null : "协议内容不明确,无法确认",
                        "(%d)内0203%s%d号".formatted(at.getYear(), register, life.number()),
                        Messages.at(at)));
    }

    /** The in-centre tribunal decides. */
    void decideFastTrack(String filingId, String outcome, LocalDateTime at) throws IOException, InterruptedException {
        decideFastTrack(filingId, outcome, at, "民初");
    }

    /** The tribunal decides otherwise than it has; that comes back, and changes nothing. */
    void decideFastTrackOtherwise(String filingId, Course.FastTrack outcome, LocalDateTime at)
            throws StepFailed, IOException, InterruptedException {
        decideFastTrack(filingId, outcome.name(), at, "民监");
        awaitRejection(filingId, "mediation.filing-decided-otherwise");
    }

    private void decideFastTrack(String filingId, String outcome, LocalDateTime at, String register)
            throws IOException, InterruptedException {
        partners.send(
                Partner.COURT,
                "fast-track-decided",
                filingId,
                key(),
                Messages.at(at),
                new Messages.FastTrackDecided(
                        filingId,
                        outcome,
                        "(%d)内0203%s%d号".formatted(at.getYear(), register, life.number()),
                        Messages.at(at)));
    }

    private void awaitRejection(String key, String code) throws StepFailed, InterruptedException {
        awaitRejection(mailbox, key, code, services.patience());
    }

    /** Waits until a message with this key has come back, for the reason of this code. */
    static void awaitRejection(Mailbox mailbox, String key, String code, Duration patience)
            throws StepFailed, InterruptedException {
        var why = mailbox.take(Mailbox.REJECTED, key, patience);
        if (why == null || !why.path("rejection-code").asText().equals(code)) {
            throw new StepFailed("%s was to come back as %s: %s".formatted(key, code, why));
        }
    }

    // The petition agency

    /** The petitioner is told that the petition is taken up. */
    void notifyPetitioner(Held held) throws StepFailed, InterruptedException {
        petition(held, "notification", Map.of("documentNumber", "昆信告〔2024〕%d号".formatted(life.number())));
    }

    /** It is judged of what kind the petition is. */
    void judgePetition(Held held, String kind) throws StepFailed, InterruptedException {
        petition(
                held,
                "kind",
                kind.equals("LITIGATION")
                        ? Map.of(
                                "kind",
                                kind,
                                "destination",
                                "COURT",
                                "where",
                                district + "人民法院",
                                "reason",
                                "属民事争议,应通过诉讼解决")
                        : Map.of("kind", kind, "reason", "根据其请求判定"));
    }

    /** An organ is named that handles the matter, and its officer. */
    void nameHandler(Held held) throws StepFailed, InterruptedException {
        petition(held, "handler", Map.of("organ", "housing-bureau", "handler", handler(1)));
    }

    /** The agent goes for the petitioner. */
    void planErrand(Held held, LocalDate dueOn) throws StepFailed, InterruptedException {
        petition(held, "errands", Map.of("where", "责任部门", "what", "调取档案、核实情况", "dueOn", dueOn.toString()));
    }

    /** The agent tells what came of it. */
    void runErrand(Held held) throws StepFailed, InterruptedException {
        petition(held, "errands/1/answer", Map.of("answer", "情况已核实", "next", "出具书面答复"));
    }

    /** The officer has an interest, and the head of the unit names another one. */
    void recuseHandler(Held held) throws StepFailed, InterruptedException {
        petition(held, "recusals", Map.of("person", handler(1), "askedBy", "PETITIONER", "reason", "与对方当事人有亲属关系"));
        services.post(
                Service.PETITION,
                "/petitions/%s/recusals/1/decision".formatted(caseId),
                leader(held.unit()),
                Map.of("granted", true, "replacement", handler(2)),
                key());
    }

    private String handler(int number) {
        return "housing-bureau-%d-%d".formatted(life.number() % 7 + 1, number);
    }

    /** The petition is answered. */
    void reply(Held held, String result, LocalDateTime at) throws StepFailed, InterruptedException {
        petition(
                held,
                "reply",
                Map.of(
                        "result", result,
                        "documentNumber", "昆信复〔2024〕%d号".formatted(life.number()),
                        "claim", "请求依法处理",
                        "facts", "经调查核实,所反映情况已查清",
                        "opinion", "依照规定处理并告知",
                        "legalBasis", "信访工作条例第三十二条",
                        "delivery",
                                Map.of("manner", "IN_PERSON", "to", "applicant-1", "deliveredAt", Messages.at(at))));
    }

    /** The petitioner asks for the first or second review; returns the id that the petition office is told. */
    String askForReview(Held held, int review) throws StepFailed, InterruptedException {
        petition(
                held,
                "review-requests",
                Map.of(
                        "level",
                        levelOf(review),
                        "by",
                        "applicant-1",
                        "organ",
                        review == 1 ? district + "人民政府" : "包头市人民政府",
                        "reason",
                        "对处理意见不服"));
        var asked = mailbox.take("review-requested", String.valueOf(caseId), services.patience());
        if (asked == null) {
            throw new StepFailed("no request for a review reached the petition office");
        }
        return asked.path("petitionId").asText();
    }

    /** The petition office tells that the opinion stands. */
    void decideReview(Held held, String petitionId, int review, LocalDateTime at)
            throws StepFailed, IOException, InterruptedException {
        decideReview(petitionId, review, "UPHELD", at);
        services.get(
                Service.PETITION,
                "/petitions/" + caseId,
                worker(held),
                petition -> petition.path("reviews").size() == review);
    }

    /** The petition office tells something else than it has; that comes back, and changes nothing. */
    void decideReviewOtherwise(String petitionId, int review, LocalDateTime at)
            throws StepFailed, IOException, InterruptedException {
        decideReview(petitionId, review, "REVOKED", at);
        awaitRejection(petitionId, "petition.review-decided-otherwise");
    }

    private void decideReview(String petitionId, int review, String decision, LocalDateTime at)
            throws IOException, InterruptedException {
        partners.send(
                Partner.PETITION_OFFICE,
                "review-decided",
                petitionId,
                key(),
                Messages.at(at),
                new Messages.ReviewDecided(
                        petitionId,
                        levelOf(review),
                        decision,
                        "昆信查〔2024〕%d%d号".formatted(life.number(), review),
                        Messages.at(at)));
    }

    private static String levelOf(int review) {
        return review == 1 ? "REVIEW" : "SECOND_REVIEW";
    }

    // Relief

    /** Relief is applied for, referred, and given or refused. */
    void relieve(Held held, String partyId, Registration.Human person, Course.Relief relief)
            throws StepFailed, InterruptedException {
        var application = new HashMap<String, Object>(Map.of(
                "kind",
                relief.kind(),
                "partyId",
                partyId,
                "name",
                person.name(),
                "ground",
                relief.ground(),
                "facts",
                "家庭收入低,无力负担",
                "need",
                "请求予以救助"));
        if (person.idNumber() != null) {
            application.put("idNumber", person.idNumber());
        }
        var number = services.post(
                        Service.PETITION,
                        "/petitions/%s/relief".formatted(caseId),
                        reliefClerk(held),
                        application,
                        key())
                .path("relief")
                .asInt();
        relief(held, number, "referral", Map.of("body", relief.body(), "name", relief.bodyName()));
        var form = relief.form();
        if (form == null) {
            relief(held, number, "decision", Map.of("accepted", false, "reason", "有能力负担费用,不符合条件"));
            return;
        }
        relief(held, number, "decision", Map.of("accepted", true));
        if (relief.kind().equals("LEGAL_AID")) {
            relief(held, number, "appointment", Map.of("helper", "值班律师"));
        }
        relief(
                held,
                number,
                "delivery",
                relief.amount() == null
                        ? Map.of("form", form, "what", "已提供帮助")
                        : Map.of(
                                "form",
                                form,
                                "what",
                                "已发放救助金",
                                "amount",
                                Map.of("amount", relief.amount(), "currency", "CNY")));
        relief(held, number, "follow-up", Map.of("satisfaction", 5));
    }

    private void relief(Held held, int number, String what, Object body) throws StepFailed, InterruptedException {
        services.post(
                Service.PETITION,
                "/petitions/%s/relief/%d/%s".formatted(caseId, number, what),
                reliefClerk(held),
                body,
                key());
    }

    /** The relief that was delivered closes the case, once routing has heard of it. */
    void closeRelieved(Held held) throws StepFailed, InterruptedException {
        services.post(
                Service.ROUTING,
                "/cases/%s/closure".formatted(caseId),
                dispatcher(),
                Map.of("outcome", "RELIEVED", "reason", "救助已兑现"),
                key());
    }

    private Person reliefClerk(Held held) {
        return Person.of("relief-%d".formatted(life.number() % 4 + 1), "petition-clerk", held.unit(), district);
    }

    /** The agency's work is done. */
    void concludePetition(Held held, String result) throws StepFailed, InterruptedException {
        petition(held, "conclusion", Map.of("result", result));
    }

    private void petition(Held held, String what, Object body) throws StepFailed, InterruptedException {
        services.post(Service.PETITION, "/petitions/%s/%s".formatted(caseId, what), worker(held), body, key());
    }

    // Who

    private Person clerk() {
        return person("clerk-%02d".formatted(life.number() % 12), "clerk");
    }

    private Person dispatcher() {
        return person("dispatcher-01", "dispatcher");
    }

    private Person worker(Held held) {
        var role = switch (held.path()) {
            case "PETITION", "RELIEF" -> "petition-clerk";
            case "ADMINISTRATIVE" -> "department";
            default -> "mediator";
        };
        return Person.of(held.unit() + "-" + (life.number() % 4 + 1), role, held.unit(), district);
    }

    private Person person(String subject, String role) {
        return Person.of(subject, role, null, district);
    }

    private String reference() {
        return life.reference(profile);
    }

    /** The same for the same step of the same life, whenever it is played. */
    private UUID key() {
        steps++;
        return UUID.nameUUIDFromBytes(
                "%s/%d/%d".formatted(profile, life.number(), steps).getBytes(StandardCharsets.UTF_8));
    }
}
