package org.fengqiao.analytics.model;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A fold over the events of one batch, in memory and in the order of the log, which collects what has to be written.
 *
 * <p>Which milestones an event reaches, and which it ends, is said here and nowhere else.
 */
public final class BatchFold {

    /** The zone in which days begin for every number. */
    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    /** Outcomes of a closing that settle nothing, so that nothing can relapse. */
    private static final Set<String> WITHOUT_SETTLEMENT = Set.of("WITHDRAWN", "MERGED");

    /** The result of following one event. */
    public sealed interface Followed {

        /** The event is part of the history now. */
        record Taken() implements Followed {}

        /** This number of the service's stream was followed before: nothing to do. */
        record Repeated() implements Followed {}

        /** Events between the last one followed and this one are missing: not a repeat, and nothing to guess about. */
        record Gap(long expected) implements Followed {}
    }

    /** A milestone of a case that held before this batch and no longer does, by its kind and subject. */
    public record Ending(UUID caseId, MilestoneKind kind, String subject, Instant endedAt) {}

    private record Holding(UUID caseId, MilestoneKind kind, String subject) {}

    private final Map<UUID, FollowedCase> cases;
    private final List<GivenUp> givenUp;
    private final Set<UUID> touched = new LinkedHashSet<>();
    private final List<RecordedEvent> recorded = new ArrayList<>();
    private final List<Milestone> milestones = new ArrayList<>();
    private final Map<Holding, Integer> holding = new HashMap<>();
    private final Map<Holding, Ending> endings = new LinkedHashMap<>();
    private final Map<UUID, List<ProfileVersion>> profiles = new LinkedHashMap<>();

    /**
     * Starts a batch.
     *
     * @param known how far the cases of the batch were followed; a case that is not in it was never heard of
     * @param givenUp what was given up of these cases, and is not waited for
     */
    public BatchFold(Map<UUID, FollowedCase> known, Collection<GivenUp> givenUp) {
        this.cases = new HashMap<>(known);
        this.givenUp = List.copyOf(givenUp);
    }

    /** Returns the number that the next event of this service's stream of the case must have. */
    public long expected(UUID caseId, String service) {
        return expected(cases.getOrDefault(caseId, FollowedCase.unheardOf(caseId)), service);
    }

    private long expected(FollowedCase followed, String service) {
        var expected = followed.expected(service);
        for (var past = 0; past < givenUp.size(); past++) {
            var next = expected;
            expected = givenUp.stream()
                    .filter(gap -> gap.has(followed.caseId(), service, next))
                    .mapToLong(gap -> gap.to() + 1)
                    .findFirst()
                    .orElse(next);
        }
        return expected;
    }

    /** Follows one event: later events of the batch see what this one changed. */
    public Followed follow(LoggedEvent event) {
        var before = cases.computeIfAbsent(event.caseId(), FollowedCase::unheardOf);
        var expected = expected(before, event.service());
        if (event.sequence() < expected) {
            return new Followed.Repeated();
        }
        if (event.sequence() > expected) {
            return new Followed.Gap(expected);
        }
        var after = before.after(event);
        cases.put(event.caseId(), after);
        touched.add(event.caseId());
        recorded.add(new RecordedEvent(event, after.position(), after.knownAt()));
        if (!after.profile().equals(before.profile())) {
            change(after);
        }
        measure(event, after);
        watch(event, before.unheld(), after);
        return new Followed.Taken();
    }

    /** Returns the events taken, in the order of the log. */
    public List<RecordedEvent> recorded() {
        return List.copyOf(recorded);
    }

    /** Returns the cases as far as they are followed now, each once. */
    public List<FollowedCase> followed() {
        return touched.stream().map(cases::get).toList();
    }

    /** Returns the milestones reached; one that ended within the batch says so. */
    public List<Milestone> milestones() {
        return List.copyOf(milestones);
    }

    /** Milestones that hold no longer if they were reached in earlier batches. */
    public List<Ending> endings() {
        return List.copyOf(endings.values());
    }

    /**
     * Returns what the cases could be grouped by, since their profile changed in this batch, oldest first within a
     * case.
     */
    public List<ProfileVersion> profiles() {
        return profiles.values().stream().flatMap(List::stream).toList();
    }

    private void change(FollowedCase after) {
        var versions = profiles.computeIfAbsent(after.caseId(), _ -> new ArrayList<>());
        if (!versions.isEmpty()) {
            var last = versions.removeLast();
            var ended = new ProfileVersion(
                    last.caseId(), last.profile(), last.known().until(after.knownAt()));
            if (!ended.known().never()) {
                versions.add(ended);
            }
        }
        versions.add(new ProfileVersion(after.caseId(), after.profile(), Known.since(after.knownAt())));
    }

    private void measure(LoggedEvent event, FollowedCase now) {
        var reached = new Reached(event, now);
        switch (event.measured()) {
            case MeasuredEvent.CaseRegistered registered -> {
                reached.byCase(MilestoneKind.REGISTERED);
                reached.service(registered.online());
            }
            case MeasuredEvent.AttachmentAdded added -> reached.service(added.online());
            case MeasuredEvent.CaseAccepted _ -> reached.byCase(MilestoneKind.ACCEPTED);
            case MeasuredEvent.PartiesReturned _ -> reached.byCase(MilestoneKind.PARTIES_RETURNED);
            case MeasuredEvent.RepeatLinked _ -> reached.byCase(MilestoneKind.REPEATED);
            case MeasuredEvent.RepeatUnlinked _ -> end(now, MilestoneKind.REPEATED, Reached.CASE);
            case MeasuredEvent.CaseTriaged(var _, var _, var risk) -> reached.byCase(MilestoneKind.TRIAGED, risk);
            case MeasuredEvent.CaseAssigned(var custody, var _) ->
                reached.inCustody(MilestoneKind.ASSIGNED, custody, null);
            case MeasuredEvent.CaseClaimed(var custody) -> reached.inCustody(MilestoneKind.CLAIMED, custody, null);
            case MeasuredEvent.CaseReturned(var custody) -> reached.inCustody(MilestoneKind.RETURNED, custody, null);
            case MeasuredEvent.ConsultationConvened(var consultation, var chair) ->
                reached.ofUnit(MilestoneKind.CONSULTATION_CONVENED, consultation, null, chair);
            case MeasuredEvent.ConsultationConcluded(var consultation, var chair, var level) ->
                reached.ofUnit(
                        MilestoneKind.CONSULTATION_CONCLUDED, consultation, level == 0 ? "IN_TIME" : "LATE", chair);
            case MeasuredEvent.DutyAssigned(var duty, var unit) ->
                reached.ofUnit(MilestoneKind.DUTY_ASSIGNED, duty, null, unit);
            case MeasuredEvent.DutyDone(var duty, var unit) ->
                reached.ofUnit(MilestoneKind.DUTY_DONE, duty, null, unit);
            case MeasuredEvent.CaseClosed(var closure, var outcome, var _) -> {
                reached.atClosure(MilestoneKind.CLOSED, closure, String.valueOf(closure), outcome);
                if (!WITHOUT_SETTLEMENT.contains(outcome)) {
                    reached.atClosure(MilestoneKind.SETTLED, closure, String.valueOf(closure), outcome);
                }
            }
            case MeasuredEvent.CaseVerified(var closure) ->
                reached.atClosure(MilestoneKind.VERIFIED, closure, String.valueOf(closure), null);
            case MeasuredEvent.CaseRelapsed(var closure, var cause) -> {
                reached.atClosure(MilestoneKind.RELAPSED, closure, String.valueOf(closure), cause);
                end(now, MilestoneKind.VERIFIED, String.valueOf(closure));
            }
            case MeasuredEvent.CaseReopened(var closure) -> {
                end(now, MilestoneKind.CLOSED, String.valueOf(closure));
                end(now, MilestoneKind.VERIFIED, String.valueOf(closure));
            }
            case MeasuredEvent.AgreementSigned(var custody, var obligations) -> {
                reached.inCustody(MilestoneKind.AGREEMENT_SIGNED, custody, null);
                for (var obligation : obligations) {
                    reached.due(custody, obligation);
                }
            }
            case MeasuredEvent.ObligationPerformed(var obligation) -> reached.performed(obligation);
            case MeasuredEvent.ConfirmationFiled _ ->
                reached.inCustody(MilestoneKind.CONFIRMATION_APPLIED, now.agreementCustody(), null);
            case MeasuredEvent.ConfirmationGranted _ ->
                reached.inCustody(MilestoneKind.CONFIRMATION_GRANTED, now.agreementCustody(), null);
            case MeasuredEvent.MediationConcluded(var custody, var result) ->
                reached.inCustody(MilestoneKind.MEDIATION_ENDED, custody, result);
            case MeasuredEvent.RevisitAnswered answered -> {
                reached.service(answered.online());
                answered(reached, answered);
            }
            case MeasuredEvent.RevisitGivenUp(var closure, var round, var party) ->
                reached.atClosure(MilestoneKind.PARTY_REVISITED, closure, round + "/" + party, "NOT_REACHED");
            case MeasuredEvent.StageRated(var stage, var score) -> {
                reached.ofUnit(MilestoneKind.STAGE_RATED, stage, String.valueOf(score), null);
                reached.service(true);
            }
            case MeasuredEvent.PetitionOpened(var custody) ->
                reached.inCustody(MilestoneKind.PETITION_OPENED, custody, null);
            case MeasuredEvent.PetitionConcluded(var custody, var result) ->
                reached.inCustody(MilestoneKind.PETITION_CONCLUDED, custody, result);
            case MeasuredEvent.ErrandPlanned(var custody, var errand) ->
                reached.ofUnit(MilestoneKind.ERRAND_PLANNED, custody + "/" + errand, null, now.unitOfCustody(custody));
            case MeasuredEvent.ErrandRun(var custody, var errand) ->
                reached.ofUnit(MilestoneKind.ERRAND_RUN, custody + "/" + errand, null, now.unitOfCustody(custody));
            case MeasuredEvent.PetitionReviewRequested(var custody, var review, var level) ->
                reached.ofUnit(MilestoneKind.PETITION_REVIEW_REQUESTED, review, level, now.unitOfCustody(custody));
            case MeasuredEvent.PetitionReviewDecided(var custody, var review, var decision) ->
                reached.ofUnit(MilestoneKind.PETITION_REVIEW_DECIDED, review, decision, now.unitOfCustody(custody));
            case MeasuredEvent.ReliefApplied(var relief, var kind) ->
                reached.ofUnit(MilestoneKind.RELIEF_APPLIED, relief, kind, null);
            case MeasuredEvent.ReliefDelivered(var relief, var kind) ->
                reached.ofUnit(MilestoneKind.RELIEF_DELIVERED, relief, kind, null);
            case MeasuredEvent.BeneficiaryCounted(var relief, var hardship, var first) ->
                reached.ofUnit(
                        MilestoneKind.BENEFICIARY_COUNTED,
                        relief,
                        hardship ? first ? "HARDSHIP_FIRST" : "HARDSHIP_AGAIN" : "NO_HARDSHIP",
                        null);
            case MeasuredEvent.DeadlineMet(var name, var rule, var metAt, var onTime, var owed) -> {
                // One that was met too late has ended before: it was breached, and stays so.
                if (onTime) {
                    reached.deadline(MilestoneKind.DEADLINE_MET, name, rule, metAt);
                    reached.debt(MilestoneKind.DEBT_KEPT, name, owed, metAt);
                }
            }
            case MeasuredEvent.DeadlineBreached(var name, var rule, var dueAt, var owed) -> {
                reached.deadline(MilestoneKind.DEADLINE_BREACHED, name, rule, dueAt);
                reached.debt(MilestoneKind.DEBT_MISSED, name, owed, dueAt);
            }
            case MeasuredEvent.NoticeIssued(var notice, var level, var fault, var unit) ->
                reached.ofUnit(
                        switch (level) {
                            case RED -> MilestoneKind.RED_NOTICE_ISSUED;
                            case YELLOW -> MilestoneKind.YELLOW_NOTICE_ISSUED;
                        },
                        notice,
                        fault,
                        unit);
            case MeasuredEvent.NoticeLifted(var notice, var cause) -> {
                if (!cause.equals(MeasuredEvent.NoticeLifted.DEADLINE_PASSED)) {
                    reached.ofUnit(MilestoneKind.NOTICE_LIFTED, notice, cause, null);
                }
            }
            case MeasuredEvent.ReviewSampled(var sample, var unit) ->
                reached.ofUnit(MilestoneKind.REVIEW_SAMPLED, sample, null, unit);
            case MeasuredEvent.ReviewConcluded(var sample, var unit, var grade) ->
                reached.ofUnit(MilestoneKind.REVIEW_GRADED, sample, grade, unit);
            case MeasuredEvent.AppealDecided(var sample, var unit, var granted, var grade) -> {
                if (granted) {
                    end(now, MilestoneKind.REVIEW_GRADED, sample);
                    reached.ofUnit(MilestoneKind.REVIEW_GRADED, sample, grade, unit);
                }
            }
            case MeasuredEvent.RectificationOrdered(var rectification, var unit) ->
                reached.ofUnit(MilestoneKind.RECTIFICATION_ORDERED, rectification, null, unit);
            case MeasuredEvent.RectificationRefused(var next, var unit) ->
                reached.ofUnit(MilestoneKind.RECTIFICATION_ORDERED, next, null, unit);
            case MeasuredEvent.RectificationCompleted(var rectification, var unit) ->
                reached.ofUnit(MilestoneKind.RECTIFICATION_COMPLETED, rectification, null, unit);
            case MeasuredEvent.RectificationWaived(var rectification) ->
                end(now, MilestoneKind.RECTIFICATION_ORDERED, String.valueOf(rectification));
            case MeasuredEvent.CaseEscalated _, MeasuredEvent.CaseRetriaged _, MeasuredEvent.Unmeasured _ -> {}
        }
    }

    private static void answered(Reached reached, MeasuredEvent.RevisitAnswered e) {
        var subject = e.round() + "/" + e.partyId();
        var score = String.valueOf(e.satisfaction());
        reached.atClosure(MilestoneKind.REVISIT_ANSWERED, e.closure(), subject, score);
        reached.atClosure(
                switch (e.side()) {
                    case APPLICANT -> MilestoneKind.APPLICANT_ANSWERED;
                    case RESPONDENT -> MilestoneKind.RESPONDENT_ANSWERED;
                },
                e.closure(),
                subject,
                score);
        reached.atClosure(MilestoneKind.PARTY_REVISITED, e.closure(), subject, "REACHED");
    }

    /** Notes the spells during which nobody has taken the case up. */
    private void watch(LoggedEvent event, Unheld before, FollowedCase now) {
        var after = now.unheld();
        if (after.equals(before)) {
            return;
        }
        var reached = new Reached(event, now);
        if (before.since() != null) {
            if (after.since() != null && before.since().equals(after.since())) {
                // The same decision went on to ask somebody else: no time has passed.
                end(now, MilestoneKind.UNHELD, String.valueOf(before.spells()));
            } else {
                reached.ofUnit(MilestoneKind.UNHELD_ENDED, before.spells(), null, null);
            }
        }
        if (after.since() != null) {
            reached.ofUnit(
                    MilestoneKind.UNHELD,
                    after.spells(),
                    null,
                    event.measured() instanceof MeasuredEvent.CaseAssigned(var _, var unit) ? unit : null);
        }
    }

    /** Ends what this batch reached; what an earlier batch wrote is ended in the database. */
    private void end(FollowedCase now, MilestoneKind kind, String subject) {
        var ended = new Holding(now.caseId(), kind, subject);
        endings.putIfAbsent(ended, new Ending(now.caseId(), kind, subject, now.knownAt()));
        var index = holding.remove(ended);
        if (index != null) {
            milestones.set(index, milestones.get(index).endedAt(now.knownAt()));
        }
    }

    /** The ways in which an event reaches a milestone. */
    private final class Reached {
        /** The subject of what a case reaches once. */
        private static final String CASE = "case";

        private final LoggedEvent event;
        private final FollowedCase now;

        Reached(LoggedEvent event, FollowedCase now) {
            this.event = event;
            this.now = now;
        }

        void byCase(MilestoneKind kind) {
            byCase(kind, null);
        }

        void byCase(MilestoneKind kind, @Nullable String value) {
            add(kind, CASE, value, null, event.occurredAt());
        }

        void inCustody(MilestoneKind kind, int custody, @Nullable String value) {
            add(kind, String.valueOf(custody), value, now.unitOfCustody(custody), event.occurredAt());
        }

        void ofUnit(MilestoneKind kind, int number, @Nullable String value, @Nullable String unit) {
            ofUnit(kind, String.valueOf(number), value, unit);
        }

        void ofUnit(MilestoneKind kind, String subject, @Nullable String value, @Nullable String unit) {
            add(kind, subject, value, unit, event.occurredAt());
        }

        void atClosure(MilestoneKind kind, int closure, String subject, @Nullable String value) {
            add(kind, subject, value, now.unitOfClosure(closure), event.occurredAt());
        }

        void service(boolean online) {
            ofUnit(MilestoneKind.SERVICE_USED, String.valueOf(now.position()), online ? "ONLINE" : "OTHERWISE", null);
        }

        void due(int custody, MeasuredEvent.Obligation obligation) {
            var dueAt = obligation.dueOn().atStartOfDay(ZONE).toInstant();
            add(
                    MilestoneKind.OBLIGATION_DUE,
                    custody + "/" + obligation.obligation(),
                    null,
                    now.unitOfCustody(custody),
                    dueAt);
        }

        void performed(int obligation) {
            var custody = now.agreementCustody();
            add(
                    MilestoneKind.OBLIGATION_PERFORMED,
                    custody + "/" + obligation,
                    null,
                    now.unitOfCustody(custody),
                    event.occurredAt());
        }

        void deadline(MilestoneKind kind, String name, String rule, Instant endedAt) {
            add(kind, event.service() + "/" + name, rule, now.profile().unit(), endedAt);
        }

        void debt(MilestoneKind kind, String name, MeasuredEvent.@Nullable Owed owed, Instant endedAt) {
            if (owed != null) {
                deadline(kind, name, owed.debt(), endedAt);
            }
        }

        private void add(
                MilestoneKind kind, String subject, @Nullable String value, @Nullable String unit, Instant occurredAt) {
            holding.put(new Holding(now.caseId(), kind, subject), milestones.size());
            milestones.add(new Milestone(
                    now.caseId(),
                    now.position(),
                    kind,
                    subject,
                    value,
                    unit,
                    event.eventId(),
                    occurredAt,
                    Known.since(now.knownAt())));
        }
    }
}
